-- 1. keepers
SELECT keepers_1.id AS c0, keepers_1.name AS c1
FROM keepers AS keepers_2 LEFT OUTER JOIN keepers AS keepers_1 ON keepers_1.id = keepers_2.mentor_id ORDER BY keepers_2.id ASC
 LIMIT 20;
-- with {}
