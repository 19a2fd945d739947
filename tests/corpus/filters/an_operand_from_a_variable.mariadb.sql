-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name IN (__[POSTCOMPILE_w0]) AND CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_nopad_bin IN (__[POSTCOMPILE_w0]) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":["Ada","Cem"]}
