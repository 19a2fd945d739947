-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.budget AS c1
FROM keepers AS keepers_1
WHERE keepers_1.budget >= $1::INTEGER AND keepers_1.budget < $2::INTEGER ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":0,"w1":100}

-- 2. keepers
SELECT keepers_1.name AS c0, keepers_1.budget AS c1
FROM keepers AS keepers_1
WHERE NOT (keepers_1.budget >= $1::INTEGER AND keepers_1.budget < $2::INTEGER) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":0,"w1":100}

-- 3. keepers
SELECT keepers_1.name AS c0, keepers_1.budget AS c1
FROM keepers AS keepers_1
WHERE keepers_1.budget IS NULL ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}
