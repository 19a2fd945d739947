-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name GLOB ? ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":"*d*"}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name GLOB ? ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":"B*"}

-- 3. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name GLOB ? ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":"?e*"}

-- 4. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE gql_lower(keepers_1.name) GLOB gql_lower(?) ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":"*A*"}

-- 5. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name GLOB ? ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":"*%*"}
