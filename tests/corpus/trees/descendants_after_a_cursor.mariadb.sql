-- 1. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_2.mentor_id AS r0, keepers_2.id AS k0, 1 AS depth
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id IN (__[POSTCOMPILE_keys]) AND keepers_2.mentor_id != keepers_2.id AND %s >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_3.id AS id, walk.depth + 1 AS anon_2
FROM walk INNER JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.mentor_id
WHERE walk.depth < %s AND keepers_3.id != walk.r0)
 SELECT anon_1.c0, anon_1.c1, anon_1.c2, anon_1.k0, 0 AS side
FROM (SELECT page.c0 AS c0, page.c1 AS c1, page.c2 AS c2, page.k0 AS k0
FROM (SELECT walk.depth AS c0, keepers_1.name AS c1, keepers_1.id AS c2, walk.r0 AS k0, row_number() OVER (PARTITION BY walk.r0 ORDER BY walk.depth ASC, keepers_1.id ASC) AS number
FROM walk INNER JOIN keepers AS keepers_1 ON walk.k0 = keepers_1.id
WHERE walk.r0 IN (__[POSTCOMPILE_keys]) AND walk.depth >= %s AND (walk.depth > %s OR walk.depth = %s AND keepers_1.id > %s)) AS page
WHERE page.number <= 2 ORDER BY page.k0, page.number) AS anon_1 UNION ALL SELECT anon_3.c0, anon_3.c1, anon_3.c2, anon_3.k0, 1 AS side
FROM (SELECT page.c0 AS c0, page.c1 AS c1, page.c2 AS c2, page.k0 AS k0
FROM (SELECT walk.depth AS c0, keepers_1.name AS c1, keepers_1.id AS c2, walk.r0 AS k0, row_number() OVER (PARTITION BY walk.r0 ORDER BY walk.depth DESC, keepers_1.id DESC) AS number
FROM walk INNER JOIN keepers AS keepers_1 ON walk.k0 = keepers_1.id
WHERE walk.r0 IN (__[POSTCOMPILE_keys]) AND walk.depth <= %s AND (walk.depth < %s OR walk.depth = %s AND keepers_1.id < %s OR walk.depth = %s AND keepers_1.id = %s)) AS page
WHERE page.number <= %s ORDER BY page.k0, page.number) AS anon_3;
-- with {"after_0":1,"after_1":2,"keys":[1,2,3,4,5],"tree_depth":100}
