-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.ancestors
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_2.id AS r0, keepers_2.mentor_id AS k0, 1 AS depth
FROM keepers AS keepers_2
WHERE keepers_2.id IN (__[POSTCOMPILE_keys]) AND keepers_2.mentor_id != keepers_2.id AND %s >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_3.mentor_id AS mentor_id, walk.depth + 1 AS anon_1
FROM walk INNER JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.id
WHERE walk.depth < %s AND keepers_3.mentor_id != walk.r0 AND keepers_3.mentor_id != walk.k0)
 SELECT keepers_1.id AS c0, keepers_1.name AS c1, visits.r0 AS c2
FROM (SELECT walk.r0 AS r0, walk.k0 AS k0, min(walk.depth) AS depth
FROM walk GROUP BY walk.r0, walk.k0) AS visits INNER JOIN keepers AS keepers_1 ON visits.k0 = keepers_1.id
WHERE visits.r0 IN (__[POSTCOMPILE_keys]) ORDER BY visits.r0, visits.depth DESC, keepers_1.id DESC;
-- with {"keys":[1,2,3,4,5],"tree_depth":100}
