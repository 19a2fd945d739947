-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.id IN (__[POSTCOMPILE_w0]) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":[1,2]}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = %s ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":1}
