-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_nopad_bin LIKE %s ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"%d%"}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name LIKE %s ESCAPE '/' AND CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_nopad_bin LIKE %s ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"B%"}

-- 3. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_nopad_bin LIKE %s ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"_e%"}

-- 4. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE lower(CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_uca1400_as_cs) COLLATE utf8mb4_nopad_bin LIKE lower(CONVERT(%s USING utf8mb4) COLLATE utf8mb4_uca1400_as_cs) COLLATE utf8mb4_nopad_bin ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"%A%"}

-- 5. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_nopad_bin LIKE %s ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"%/%%"}
