-- 1. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_3.mentor_id AS r0, keepers_3.id AS k0, 1 AS depth
FROM keepers AS keepers_3
WHERE keepers_3.mentor_id = ANY ($1::INTEGER[]) AND keepers_3.mentor_id != keepers_3.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_4.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_4 ON walk.k0 = keepers_4.mentor_id
WHERE walk.depth < $2::INTEGER AND keepers_4.id != walk.r0)
 SELECT page.c0, page.c1, page.k0
FROM (SELECT walk.depth AS c0, keepers_1.name AS c1, walk.r0 AS k0, row_number() OVER (PARTITION BY walk.r0 ORDER BY keepers_2.name ASC, keepers_1.name DESC, keepers_1.id DESC) AS number
FROM walk JOIN keepers AS keepers_1 ON walk.k0 = keepers_1.id LEFT OUTER JOIN keepers AS keepers_2 ON keepers_2.id = keepers_1.mentor_id
WHERE walk.r0 = ANY ($1::INTEGER[])) AS page
WHERE page.number <= 2 ORDER BY page.k0, page.number;
-- with {"keys_0":[1,2,3,4,5],"tree_depth":100}
