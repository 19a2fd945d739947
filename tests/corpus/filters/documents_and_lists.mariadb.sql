-- 1. specimens
SELECT specimens_1.payload AS c0
FROM specimens AS specimens_1
WHERE CASE WHEN (CASE WHEN (json_type(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s))) = %s) THEN json_type(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s))) END != %s) THEN CASE WHEN (json_type(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s))) = %s) THEN json_type(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s))) END IN ('INTEGER', 'DOUBLE', 'DECIMAL', 'UNSIGNED INTEGER') AND CAST(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s)) AS DOUBLE) > %s END = 1 ORDER BY specimens_1.id ASC
 LIMIT 20;
-- with {"w0":2,"w0_path":"$.\"a\"[1]","w0_path_1":"$.\"a\"","w0_path_1_ascii":"$.\"a\"","w0_path_ascii":"$.\"a\"[1]"}

-- 2. specimens
SELECT specimens_1.payload AS c0
FROM specimens AS specimens_1
WHERE CASE WHEN (json_type(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s))) != %s) THEN (json_contains(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s)), %s) = %s OR json_contains(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s)), %s) = %s) AND json_type(coalesce(json_extract(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s)), %s), json_extract(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s)), %s))) = %s AND json_type(coalesce(json_extract(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s)), %s), json_extract(coalesce(json_extract(specimens_1.payload, %s), json_extract(specimens_1.payload, %s)), %s))) = %s END = 1 ORDER BY specimens_1.id ASC
 LIMIT 20;
-- with {"w0":"{\"deep\":{}}","w0_ascii":"{\"deep\": {}}","w0_path":"$.\"ü\"","w0_path_ascii":"$.\"\\u00fc\""}

-- 3. specimens
SELECT specimens_1.numbers AS c0
FROM specimens AS specimens_1
WHERE json_contains(specimens_1.numbers, %s) = %s ORDER BY specimens_1.id ASC
 LIMIT 20;
-- with {"w0":[1,2]}

-- 4. specimens
SELECT specimens_1.words AS c0
FROM specimens AS specimens_1
WHERE json_length(specimens_1.words) = %s ORDER BY specimens_1.id ASC
 LIMIT 20;
-- with {}
