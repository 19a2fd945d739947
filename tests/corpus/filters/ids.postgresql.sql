-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.id = ANY ($1::INTEGER[]) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0_0":[1,2]}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = $1::INTEGER ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":1}
