-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name LIKE $1::VARCHAR ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"%d%"}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name LIKE $1::VARCHAR ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"B%"}

-- 3. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name LIKE $1::VARCHAR ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"_e%"}

-- 4. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE lower(keepers_1.name) LIKE lower($1::VARCHAR) ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"%A%"}

-- 5. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name LIKE $1::VARCHAR ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"%/%%"}
