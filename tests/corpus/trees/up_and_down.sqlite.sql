-- 1. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Keeper.ancestors
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_2.id AS r0, keepers_2.mentor_id AS k0, 1 AS depth
FROM keepers AS keepers_2
WHERE keepers_2.id IN (SELECT keys.value
FROM json_each(?) AS keys) AND keepers_2.mentor_id != keepers_2.id AND ? >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_3.mentor_id AS mentor_id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.id
WHERE walk.depth < ? AND keepers_3.mentor_id != walk.r0 AND keepers_3.mentor_id != walk.k0)
 SELECT keepers_1.name AS c0, keepers_1.id AS c1, visits.r0 AS c2
FROM (SELECT walk.r0 AS r0, walk.k0 AS k0, min(walk.depth) AS depth
FROM walk GROUP BY walk.r0, walk.k0) AS visits JOIN keepers AS keepers_1 ON visits.k0 = keepers_1.id
WHERE visits.r0 IN (SELECT keys.value
FROM json_each(?) AS keys) ORDER BY visits.r0, visits.depth DESC, keepers_1.id DESC;
-- with {"keys":"[1,2,3,4,5]","tree_depth":100}

-- 3. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_2.mentor_id AS r0, keepers_2.id AS k0, 1 AS depth
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id IN (SELECT keys.value
FROM json_each(?) AS keys) AND keepers_2.mentor_id != keepers_2.id AND ? >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_3.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.mentor_id
WHERE walk.depth < ? AND keepers_3.id != walk.r0)
 SELECT page.c0, page.c1, page.k0
FROM (SELECT keepers_1.name AS c0, keepers_1.id AS c1, walk.r0 AS k0, row_number() OVER (PARTITION BY walk.r0 ORDER BY walk.depth ASC, keepers_1.id ASC) AS number
FROM walk JOIN keepers AS keepers_1 ON walk.k0 = keepers_1.id
WHERE walk.r0 IN (SELECT keys.value
FROM json_each(?) AS keys)) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":"[1,2]","tree_depth":100}

-- 4. Keeper.ancestors
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_1.id AS r0, keepers_1.mentor_id AS k0, 1 AS depth
FROM keepers AS keepers_1
WHERE keepers_1.id IN (SELECT keys.value
FROM json_each(?) AS keys) AND keepers_1.mentor_id != keepers_1.id AND ? >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_2.mentor_id AS mentor_id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_2 ON walk.k0 = keepers_2.id
WHERE walk.depth < ? AND keepers_2.mentor_id != walk.r0 AND keepers_2.mentor_id != walk.k0)
 SELECT ? AS c0, visits.r0 AS c1
FROM (SELECT walk.r0 AS r0, walk.k0 AS k0, min(walk.depth) AS depth
FROM walk GROUP BY walk.r0, walk.k0) AS visits JOIN keepers AS keepers_3 ON visits.k0 = keepers_3.id
WHERE visits.r0 IN (SELECT keys.value
FROM json_each(?) AS keys) ORDER BY visits.r0, visits.depth DESC, keepers_3.id DESC;
-- with {"keys":"[2,4,3]","tree_depth":100}
