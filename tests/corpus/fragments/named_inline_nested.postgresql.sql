-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.budget AS c1, keepers_1.id AS c2, keepers_2.id AS c3, keepers_2.name AS c4, keepers_2.budget AS c5
FROM keepers AS keepers_1 LEFT OUTER JOIN keepers AS keepers_2 ON keepers_2.id = keepers_1.mentor_id ORDER BY keepers_1.id ASC
 LIMIT 3;
-- with {}
