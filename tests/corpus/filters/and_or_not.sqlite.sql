-- 1. keepers
SELECT keepers_1.id AS c0, keepers_1.name AS c1
FROM keepers AS keepers_1
WHERE keepers_1.name = ? OR keepers_1.budget > ? AND NOT (keepers_1.name GLOB ?) ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":"Cem","w1":3,"w2":"A*"}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE 0 = 1 ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 3. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1;
-- with {}
