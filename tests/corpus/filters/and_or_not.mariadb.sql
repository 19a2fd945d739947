-- 1. keepers
SELECT keepers_1.id AS c0, keepers_1.name AS c1
FROM keepers AS keepers_1
WHERE keepers_1.name = %s AND CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_nopad_bin = %s OR keepers_1.budget > %s AND NOT (keepers_1.name LIKE %s ESCAPE '/' AND CONVERT(keepers_1.name USING utf8mb4) COLLATE utf8mb4_nopad_bin LIKE %s ESCAPE '/') ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"Cem","w1":3,"w2":"A%"}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE false = 1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 3. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1;
-- with {}
