-- 1. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.ancestors
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_1.id AS r0, keepers_1.mentor_id AS k0, 1 AS depth
FROM keepers AS keepers_1
WHERE keepers_1.id IN (__[POSTCOMPILE_keys]) AND keepers_1.mentor_id != keepers_1.id AND %s >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_2.mentor_id AS mentor_id, walk.depth + 1 AS anon_1
FROM walk INNER JOIN keepers AS keepers_2 ON walk.k0 = keepers_2.id
WHERE walk.depth < %s AND keepers_2.mentor_id != walk.r0 AND keepers_2.mentor_id != walk.k0)
 SELECT %s AS c0, visits.r0 AS c1
FROM (SELECT walk.r0 AS r0, walk.k0 AS k0, min(walk.depth) AS depth
FROM walk GROUP BY walk.r0, walk.k0) AS visits INNER JOIN keepers AS keepers_3 ON visits.k0 = keepers_3.id
WHERE visits.r0 IN (__[POSTCOMPILE_keys]) ORDER BY visits.r0, visits.depth DESC, keepers_3.id DESC;
-- with {"keys":[1,2,3,4,5],"tree_depth":100}
