-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name = ANY ($1::VARCHAR(40)[]) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0_0":["Ada","Cem"]}
