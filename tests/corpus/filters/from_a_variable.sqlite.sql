-- 1. keepers
SELECT keepers_1.id AS c0, keepers_1.name AS c1
FROM keepers AS keepers_1
WHERE (EXISTS (SELECT 1
FROM keepers AS keepers_2
WHERE keepers_2.id = keepers_1.mentor_id AND keepers_2.name = ?)) AND (gql_lower(keepers_1.name) GLOB gql_lower(?)) ORDER BY keepers_1.id ASC
 LIMIT 2 OFFSET ?;
-- with {"w0":"Ada","w1":"b*"}

-- 2. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1
WHERE (EXISTS (SELECT 1
FROM keepers AS keepers_2
WHERE keepers_2.id = keepers_1.mentor_id AND keepers_2.name = ?)) AND (gql_lower(keepers_1.name) GLOB gql_lower(?));
-- with {"w0":"Ada","w1":"b*"}
