-- 1. specimens
SELECT specimens_1.payload AS c0
FROM specimens AS specimens_1
WHERE jsonb_typeof(nullif(jsonb_path_query_first(CAST(specimens_1.payload AS JSONB), CAST($1::VARCHAR AS JSONPATH), '{}', true), 'null'::jsonb)) = $2::VARCHAR AND nullif(jsonb_path_query_first(CAST(specimens_1.payload AS JSONB), CAST($1::VARCHAR AS JSONPATH), '{}', true), 'null'::jsonb) > CAST($3::VARCHAR AS JSONB) ORDER BY specimens_1.id ASC
 LIMIT 20;
-- with {"w0":"2","w0_path":"strict $.\"a\"[1]"}

-- 2. specimens
SELECT specimens_1.payload AS c0
FROM specimens AS specimens_1
WHERE nullif(jsonb_path_query_first(CAST(specimens_1.payload AS JSONB), CAST($1::VARCHAR AS JSONPATH), '{}', true), 'null'::jsonb) @> CAST($2::VARCHAR AS JSONB) ORDER BY specimens_1.id ASC
 LIMIT 20;
-- with {"w0":"{\"deep\":{}}","w0_path":"strict $.\"ü\""}

-- 3. specimens
SELECT specimens_1.numbers AS c0
FROM specimens AS specimens_1
WHERE specimens_1.numbers @> $1::INTEGER[] ORDER BY specimens_1.id ASC
 LIMIT 20;
-- with {"w0":[1,2]}

-- 4. specimens
SELECT specimens_1.words AS c0
FROM specimens AS specimens_1
WHERE CAST(specimens_1.words AS JSONB) = '[]'::jsonb ORDER BY specimens_1.id ASC
 LIMIT 20;
-- with {}
