-- 1. enclosures
SELECT enclosures_1.name AS c0, enclosures_1.keeper_id AS c1, enclosures_1.substitute_id AS c2
FROM enclosures AS enclosures_1 ORDER BY enclosures_1.id ASC
 LIMIT ? OFFSET ?;
-- with {"row_limit":20}

-- 2. Enclosure.keeper
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id IN (SELECT keys.value
FROM json_each(?) AS keys);
-- with {"keys":"[1,2,4]"}

-- 3. Enclosure.substitute
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id IN (SELECT keys.value
FROM json_each(?) AS keys);
-- with {"keys":"[2,1]"}
