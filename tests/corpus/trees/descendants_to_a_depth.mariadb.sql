-- 1. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_2.mentor_id AS r0, keepers_2.id AS k0, 1 AS depth
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id IN (__[POSTCOMPILE_keys]) AND keepers_2.mentor_id != keepers_2.id AND %s >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_3.id AS id, walk.depth + 1 AS anon_1
FROM walk INNER JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.mentor_id
WHERE walk.depth < %s AND keepers_3.id != walk.r0)
 SELECT page.c0, page.k0
FROM (SELECT keepers_1.name AS c0, walk.r0 AS k0, row_number() OVER (PARTITION BY walk.r0 ORDER BY walk.depth ASC, keepers_1.id ASC) AS number
FROM walk INNER JOIN keepers AS keepers_1 ON walk.k0 = keepers_1.id
WHERE walk.r0 IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 1 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5],"tree_depth":1}

-- 3. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_1.mentor_id AS r0, keepers_1.id AS k0, 1 AS depth
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id IN (__[POSTCOMPILE_keys]) AND keepers_1.mentor_id != keepers_1.id AND %s >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_2.id AS id, walk.depth + 1 AS anon_1
FROM walk INNER JOIN keepers AS keepers_2 ON walk.k0 = keepers_2.mentor_id
WHERE walk.depth < %s AND keepers_2.id != walk.r0)
 SELECT count(*) AS count_1, walk.r0
FROM walk INNER JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.id
WHERE walk.r0 IN (__[POSTCOMPILE_keys]) GROUP BY walk.r0;
-- with {"keys":[1,2,3,4,5],"tree_depth":1}

-- 4. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_2.mentor_id AS r0, keepers_2.id AS k0, 1 AS depth
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id IN (__[POSTCOMPILE_keys]) AND keepers_2.mentor_id != keepers_2.id AND %s >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_3.id AS id, walk.depth + 1 AS anon_1
FROM walk INNER JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.mentor_id
WHERE walk.depth < %s AND keepers_3.id != walk.r0)
 SELECT page.c0, page.k0
FROM (SELECT keepers_1.name AS c0, walk.r0 AS k0, row_number() OVER (PARTITION BY walk.r0 ORDER BY walk.depth ASC, keepers_1.id ASC) AS number
FROM walk INNER JOIN keepers AS keepers_1 ON walk.k0 = keepers_1.id
WHERE walk.r0 IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 1 + %s AND page.number > %s ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5],"row_end":2,"row_offset":1,"tree_depth":1}

-- 5. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_1.mentor_id AS r0, keepers_1.id AS k0, 1 AS depth
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id IN (__[POSTCOMPILE_keys]) AND keepers_1.mentor_id != keepers_1.id AND %s >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_2.id AS id, walk.depth + 1 AS anon_1
FROM walk INNER JOIN keepers AS keepers_2 ON walk.k0 = keepers_2.mentor_id
WHERE walk.depth < %s AND keepers_2.id != walk.r0)
 SELECT count(*) AS count_1, walk.r0
FROM walk INNER JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.id
WHERE walk.r0 IN (__[POSTCOMPILE_keys]) GROUP BY walk.r0;
-- with {"keys":[1,2,3,4,5],"tree_depth":100}
