-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.mentor_id AS c1, keepers_1.id AS c2
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT ? OFFSET ?;
-- with {"row_limit":20}

-- 2. Keeper.mentor
SELECT keepers_1.mentor_id AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id IN (SELECT keys.value
FROM json_each(?) AS keys);
-- with {"keys":"[1,2]"}

-- 3. Keeper.apprentices
SELECT keepers_1.name AS c0, keepers_1.id AS c1, keys.value AS k0
FROM keepers AS keepers_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE keepers_1.id IN (SELECT keepers_2.id
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id = keys.value ORDER BY keepers_2.name ASC, keepers_2.id ASC
 LIMIT ? OFFSET ?) ORDER BY keys.value, keepers_1.name ASC, keepers_1.id ASC;
-- with {"keys":"[1,2,3,4,5]","row_limit":20}

-- 4. Keeper.mentor
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id IN (SELECT keys.value
FROM json_each(?) AS keys);
-- with {"keys":"[1]"}

-- 5. Keeper.apprentices
SELECT keepers_1.name AS c0, keys.value AS k0
FROM keepers AS keepers_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE keepers_1.id IN (SELECT keepers_2.id
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id = keys.value ORDER BY keepers_2.name ASC, keepers_2.id ASC
 LIMIT ? OFFSET ?) ORDER BY keys.value, keepers_1.name ASC, keepers_1.id ASC;
-- with {"keys":"[2,4,3]","row_limit":20}
