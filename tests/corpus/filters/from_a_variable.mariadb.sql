-- 1. keepers
SELECT keepers_1.id AS c0, keepers_1.name AS c1
FROM keepers AS keepers_1
WHERE (EXISTS (SELECT 1
FROM keepers AS keepers_2
WHERE keepers_2.id = keepers_1.mentor_id AND keepers_2.name = %s AND CONVERT(keepers_2.name USING utf8mb4) COLLATE utf8mb4_nopad_bin = %s)) AND lower(CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_uca1400_as_cs) COLLATE utf8mb4_nopad_bin LIKE lower(CONVERT(%s USING utf8mb4) COLLATE utf8mb4_uca1400_as_cs) COLLATE utf8mb4_nopad_bin ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 2;
-- with {"w0":"Ada","w1":"b%"}

-- 2. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1
WHERE (EXISTS (SELECT 1
FROM keepers AS keepers_2
WHERE keepers_2.id = keepers_1.mentor_id AND keepers_2.name = %s AND CONVERT(keepers_2.name USING utf8mb4) COLLATE utf8mb4_nopad_bin = %s)) AND lower(CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_uca1400_as_cs) COLLATE utf8mb4_nopad_bin LIKE lower(CONVERT(%s USING utf8mb4) COLLATE utf8mb4_uca1400_as_cs) COLLATE utf8mb4_nopad_bin ESCAPE '/';
-- with {"w0":"Ada","w1":"b%"}
