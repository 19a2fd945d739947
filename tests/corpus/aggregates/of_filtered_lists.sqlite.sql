-- 1. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name < ? ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":"C"}

-- 2. keepers
SELECT count(*) AS c0, max(keepers_1.name) AS c1
FROM keepers AS keepers_1
WHERE keepers_1.name < ?;
-- with {"w0":"C"}

-- 3. keepers
SELECT grouped.g0 AS c0, grouped.a0 AS c1
FROM (SELECT listed.g0 AS g0, count(*) AS a0
FROM (SELECT keepers_1.name AS g0
FROM keepers AS keepers_1
WHERE keepers_1.name < ?) AS listed GROUP BY listed.g0) AS grouped ORDER BY grouped.g0 ASC NULLS LAST
 LIMIT ? OFFSET ?;
-- with {"row_limit":2,"w0":"C"}

-- 4. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1
WHERE keepers_1.name < ?;
-- with {"w0":"C"}

-- 5. Keeper.enclosures
SELECT enclosures_1.name AS c0, keys.value AS k0
FROM enclosures AS enclosures_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE enclosures_1.id IN (SELECT enclosures_2.id
FROM enclosures AS enclosures_2
WHERE enclosures_2.name > ? AND enclosures_2.keeper_id = keys.value ORDER BY enclosures_2.id ASC
 LIMIT 1 OFFSET ?) ORDER BY keys.value, enclosures_1.id ASC;
-- with {"keys":"[1,2,4,5]","w0":"B"}

-- 6. Keeper.enclosures
SELECT count(*) AS c0, max(enclosures_1.name) AS c1, enclosures_1.keeper_id AS k0
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > ? AND enclosures_1.keeper_id IN (SELECT keys.value
FROM json_each(?) AS keys) GROUP BY enclosures_1.keeper_id;
-- with {"keys":"[1,2,4,5]","w0":"B"}

-- 7. Keeper.enclosures
SELECT numbered.c0, numbered.k0
FROM (SELECT grouped.g0 AS c0, grouped.k0 AS k0, row_number() OVER (PARTITION BY grouped.k0 ORDER BY grouped.g0 ASC NULLS LAST) AS number
FROM (SELECT listed.g0 AS g0, listed.k0 AS k0
FROM (SELECT enclosures_1.name AS g0, enclosures_1.keeper_id AS k0
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > ? AND enclosures_1.keeper_id IN (SELECT keys.value
FROM json_each(?) AS keys)) AS listed GROUP BY listed.g0, listed.k0) AS grouped) AS numbered
WHERE numbered.number <= ? ORDER BY numbered.k0, numbered.number;
-- with {"keys":"[1,2,4,5]","row_limit":20,"w0":"B"}

-- 8. Keeper.enclosures
SELECT count(*) AS c0, enclosures_1.keeper_id AS k0
FROM enclosures AS enclosures_1
WHERE enclosures_1.keeper_id IN (SELECT keys.value
FROM json_each(?) AS keys) GROUP BY enclosures_1.keeper_id;
-- with {"keys":"[1,2,4,5]"}
