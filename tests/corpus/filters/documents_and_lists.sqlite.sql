-- 1. specimens
SELECT specimens_1.payload AS c0
FROM specimens AS specimens_1
WHERE CASE WHEN (json_type(gql_json_at(specimens_1.payload, ?)) != ?) THEN json_type(gql_json_at(specimens_1.payload, ?)) IN ('integer', 'real') AND json_extract(gql_json_at(specimens_1.payload, ?), '$') > ? END = 1 ORDER BY specimens_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":2,"w0_path":"[\"a\",1]"}

-- 2. specimens
SELECT specimens_1.payload AS c0
FROM specimens AS specimens_1
WHERE CASE WHEN (json_type(gql_json_at(specimens_1.payload, ?)) != ?) THEN gql_json_contains(gql_json_at(specimens_1.payload, ?), ?) = ? END = 1 ORDER BY specimens_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":"{\"deep\":{}}","w0_path":"[\"ü\"]"}

-- 3. specimens
SELECT specimens_1.numbers AS c0
FROM specimens AS specimens_1
WHERE CASE WHEN (json_type(specimens_1.numbers) = ?) THEN NOT (EXISTS (SELECT 1
FROM json_each(?) AS asked
WHERE (asked.value NOT IN (SELECT own.value
FROM json_each(specimens_1.numbers) AS own
WHERE own.value IS NOT NULL)))) END = 1 ORDER BY specimens_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":[1,2]}

-- 4. specimens
SELECT specimens_1.words AS c0
FROM specimens AS specimens_1
WHERE CASE WHEN (json_type(specimens_1.words) = ?) THEN json_array_length(specimens_1.words) = ? END = 1 ORDER BY specimens_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}
