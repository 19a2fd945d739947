-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Keeper.enclosures
SELECT enclosures_1.name AS c0, keys.value AS k0
FROM enclosures AS enclosures_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE enclosures_1.id IN (SELECT enclosures_2.id
FROM enclosures AS enclosures_2
WHERE enclosures_2.name > ? AND enclosures_2.keeper_id = keys.value ORDER BY enclosures_2.name ASC, enclosures_2.id ASC
 LIMIT 2 OFFSET ?) ORDER BY keys.value, enclosures_1.name ASC, enclosures_1.id ASC;
-- with {"keys":"[1,2,3,4,5]","w0":"B"}

-- 3. Keeper.enclosures
SELECT count(*) AS count_1, enclosures_1.keeper_id
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > ? AND enclosures_1.keeper_id IN (SELECT keys.value
FROM json_each(?) AS keys) GROUP BY enclosures_1.keeper_id;
-- with {"keys":"[1,2,3,4,5]","w0":"B"}
