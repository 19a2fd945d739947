-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.id IN (SELECT w0.value
FROM json_each(?) AS w0) ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":"[1,2]"}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = ? ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":1}
