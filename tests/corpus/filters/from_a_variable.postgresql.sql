-- 1. keepers
SELECT keepers_1.id AS c0, keepers_1.name AS c1
FROM keepers AS keepers_1
WHERE (EXISTS (SELECT 1
FROM keepers AS keepers_2
WHERE keepers_2.id = keepers_1.mentor_id AND keepers_2.name = $1::VARCHAR)) AND lower(keepers_1.name) LIKE lower($2::VARCHAR) ESCAPE '/' ORDER BY keepers_1.id ASC
 LIMIT 2;
-- with {"w0":"Ada","w1":"b%"}

-- 2. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1
WHERE (EXISTS (SELECT 1
FROM keepers AS keepers_2
WHERE keepers_2.id = keepers_1.mentor_id AND keepers_2.name = $1::VARCHAR)) AND lower(keepers_1.name) LIKE lower($2::VARCHAR) ESCAPE '/';
-- with {"w0":"Ada","w1":"b%"}
