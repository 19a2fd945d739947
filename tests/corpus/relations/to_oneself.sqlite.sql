-- 1. keepers
SELECT keepers_1.name AS c0, keepers_2.id AS c1, keepers_3.id AS c2, keepers_3.name AS c3, keepers_1.id AS c4
FROM keepers AS keepers_1 LEFT OUTER JOIN keepers AS keepers_2 ON keepers_2.id = keepers_1.mentor_id LEFT OUTER JOIN keepers AS keepers_3 ON keepers_3.id = keepers_2.mentor_id ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Keeper.apprentices
SELECT keepers_1.name AS c0, keepers_1.id AS c1, keys.value AS k0
FROM keepers AS keepers_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE keepers_1.id IN (SELECT keepers_2.id
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id = keys.value ORDER BY keepers_2.name ASC, keepers_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, keepers_1.name ASC, keepers_1.id ASC;
-- with {"keys":"[1,2,3,4,5]"}

-- 3. Keeper.apprentices
SELECT keepers_1.name AS c0, keys.value AS k0
FROM keepers AS keepers_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE keepers_1.id IN (SELECT keepers_2.id
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id = keys.value ORDER BY keepers_2.name ASC, keepers_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, keepers_1.name ASC, keepers_1.id ASC;
-- with {"keys":"[2,4,3]"}
