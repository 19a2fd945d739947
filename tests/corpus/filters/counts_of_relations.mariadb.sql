-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE (SELECT count(*) AS count_1
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id = keepers_1.id) >= %s ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":1}
