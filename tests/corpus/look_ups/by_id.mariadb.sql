-- 1. keeper
SELECT keepers_1.name AS c0, keepers_1.mentor_id AS c1, keepers_2.id AS c2, keepers_2.name AS c3, keepers_1.id AS c4
FROM keepers AS keepers_1 LEFT OUTER JOIN keepers AS keepers_2 ON keepers_2.id = keepers_1.mentor_id
WHERE keepers_1.id = %s;
-- with {"key_0":2}
