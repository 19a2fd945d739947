-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.budget AS c1
FROM keepers AS keepers_1
WHERE keepers_1.budget != %s AND keepers_1.name IN (__[POSTCOMPILE_w1]) AND CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_nopad_bin IN (__[POSTCOMPILE_w1]) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":7,"w1":["Ada","ada","Cem"]}

-- 2. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1
WHERE keepers_1.budget != %s AND keepers_1.name IN (__[POSTCOMPILE_w1]) AND CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_nopad_bin IN (__[POSTCOMPILE_w1]);
-- with {"w0":7,"w1":["Ada","ada","Cem"]}
