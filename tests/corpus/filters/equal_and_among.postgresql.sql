-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.budget AS c1
FROM keepers AS keepers_1
WHERE keepers_1.budget != $1::INTEGER AND keepers_1.name = ANY ($2::VARCHAR(40)[]) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":7,"w1_0":["Ada","ada","Cem"]}

-- 2. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1
WHERE keepers_1.budget != $1::INTEGER AND keepers_1.name = ANY ($2::VARCHAR(40)[]);
-- with {"w0":7,"w1_0":["Ada","ada","Cem"]}
