-- 1. keepers
SELECT keepers_1.id AS c0, keepers_1.name AS c1
FROM keepers AS keepers_1
WHERE keepers_1.name = $1::VARCHAR OR keepers_1.budget > $2::INTEGER AND keepers_1.name NOT LIKE $3::VARCHAR ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"Cem","w1":3,"w2":"A%"}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE false ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 3. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1;
-- with {}
