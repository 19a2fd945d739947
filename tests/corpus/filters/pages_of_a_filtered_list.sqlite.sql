-- 1. keepers
SELECT anon_1.c0, anon_1.c1, 0 AS side
FROM (SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.name != ? AND keepers_1.id > ? ORDER BY keepers_1.id ASC
 LIMIT 3 OFFSET ?) AS anon_1 UNION ALL SELECT anon_2.c0, anon_2.c1, 1 AS side
FROM (SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.name != ? AND (keepers_1.id < ? OR keepers_1.id = ?) ORDER BY keepers_1.id DESC
 LIMIT ? OFFSET ?) AS anon_2;
-- with {"after_0":2,"w0":"Cem"}
