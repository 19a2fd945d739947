-- 1. keeper
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1
WHERE keepers_1.id = $1::INTEGER;
-- with {"key_0":1}

-- 2. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 3. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_2.mentor_id AS r0, keepers_2.id AS k0, 1 AS depth
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id = $1::INTEGER AND keepers_2.mentor_id != keepers_2.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_3.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.mentor_id
WHERE walk.depth < $2::INTEGER AND keepers_3.id != walk.r0)
 SELECT keepers_1.name AS c0, walk.r0 AS k0
FROM walk JOIN keepers AS keepers_1 ON walk.k0 = keepers_1.id
WHERE walk.r0 = $1::INTEGER ORDER BY walk.depth ASC, keepers_1.id ASC
 LIMIT 1;
-- with {"key_0":1,"tree_depth":100}

-- 4. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_1.mentor_id AS r0, keepers_1.id AS k0, 1 AS depth
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = $1::INTEGER AND keepers_1.mentor_id != keepers_1.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_2.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_2 ON walk.k0 = keepers_2.mentor_id
WHERE walk.depth < $2::INTEGER AND keepers_2.id != walk.r0)
 SELECT count(*) AS c0, walk.r0 AS k0
FROM walk JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.id
WHERE walk.r0 = $1::INTEGER GROUP BY walk.r0;
-- with {"key_0":1,"tree_depth":100}

-- 5. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_1.mentor_id AS r0, keepers_1.id AS k0, 1 AS depth
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = $1::INTEGER AND keepers_1.mentor_id != keepers_1.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_2.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_2 ON walk.k0 = keepers_2.mentor_id
WHERE walk.depth < $2::INTEGER AND keepers_2.id != walk.r0)
 SELECT count(*) AS count_1, walk.r0
FROM walk JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.id
WHERE walk.r0 = $1::INTEGER GROUP BY walk.r0;
-- with {"key_0":1,"tree_depth":100}

-- 6. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_2.mentor_id AS r0, keepers_2.id AS k0, 1 AS depth
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id = ANY ($1::INTEGER[]) AND keepers_2.mentor_id != keepers_2.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_3.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.mentor_id
WHERE walk.depth < $2::INTEGER AND keepers_3.id != walk.r0)
 SELECT count(*) AS c0, max(keepers_1.name) AS c1, walk.r0 AS k0
FROM walk JOIN keepers AS keepers_1 ON walk.k0 = keepers_1.id
WHERE walk.r0 = ANY ($1::INTEGER[]) GROUP BY walk.r0;
-- with {"keys_0":[1,2,3,4,5],"tree_depth":1}

-- 7. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_2.mentor_id AS r0, keepers_2.id AS k0, 1 AS depth
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id = ANY ($1::INTEGER[]) AND keepers_2.mentor_id != keepers_2.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_3.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.mentor_id
WHERE walk.depth < $2::INTEGER AND keepers_3.id != walk.r0)
 SELECT numbered.c0, numbered.c1, numbered.k0
FROM (SELECT grouped.g0 AS c0, grouped.a0 AS c1, grouped.k0 AS k0, row_number() OVER (PARTITION BY grouped.k0 ORDER BY grouped.g0 ASC) AS number
FROM (SELECT listed.g0 AS g0, listed.k0 AS k0, count(*) AS a0
FROM (SELECT keepers_1.name AS g0, walk.r0 AS k0
FROM walk JOIN keepers AS keepers_1 ON walk.k0 = keepers_1.id
WHERE walk.r0 = ANY ($1::INTEGER[])) AS listed GROUP BY listed.g0, listed.k0) AS grouped) AS numbered
WHERE numbered.number <= $3::INTEGER ORDER BY numbered.k0, numbered.number;
-- with {"keys_0":[1,2,3,4,5],"row_limit":2,"tree_depth":1}

-- 8. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_1.mentor_id AS r0, keepers_1.id AS k0, 1 AS depth
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = ANY ($1::INTEGER[]) AND keepers_1.mentor_id != keepers_1.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_2.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_2 ON walk.k0 = keepers_2.mentor_id
WHERE walk.depth < $2::INTEGER AND keepers_2.id != walk.r0)
 SELECT count(*) AS count_1, walk.r0
FROM walk JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.id
WHERE walk.r0 = ANY ($1::INTEGER[]) GROUP BY walk.r0;
-- with {"keys_0":[1,2,3,4,5],"tree_depth":1}

-- 9. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_1.mentor_id AS r0, keepers_1.id AS k0, 1 AS depth
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = ANY ($1::INTEGER[]) AND keepers_1.mentor_id != keepers_1.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_2.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_2 ON walk.k0 = keepers_2.mentor_id
WHERE walk.depth < $2::INTEGER AND keepers_2.id != walk.r0)
 SELECT count(*) AS c0, walk.r0 AS k0
FROM walk JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.id
WHERE walk.r0 = ANY ($1::INTEGER[]) GROUP BY walk.r0;
-- with {"keys_0":[1,2,3,4,5],"tree_depth":100}

-- 10. Keeper.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT keepers_2.mentor_id AS r0, keepers_2.id AS k0, 1 AS depth
FROM keepers AS keepers_2
WHERE keepers_2.mentor_id = ANY ($1::INTEGER[]) AND keepers_2.mentor_id != keepers_2.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, keepers_3.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN keepers AS keepers_3 ON walk.k0 = keepers_3.mentor_id
WHERE walk.depth < $2::INTEGER AND keepers_3.id != walk.r0)
 SELECT numbered.c0, numbered.k0
FROM (SELECT grouped.g0 AS c0, grouped.k0 AS k0, row_number() OVER (PARTITION BY grouped.k0 ORDER BY grouped.g0 ASC) AS number
FROM (SELECT listed.g0 AS g0, listed.k0 AS k0
FROM (SELECT keepers_1.name AS g0, walk.r0 AS k0
FROM walk JOIN keepers AS keepers_1 ON walk.k0 = keepers_1.id
WHERE walk.r0 = ANY ($1::INTEGER[])) AS listed GROUP BY listed.g0, listed.k0) AS grouped) AS numbered
WHERE numbered.number <= $3::INTEGER ORDER BY numbered.k0, numbered.number;
-- with {"keys_0":[1,2,3,4,5],"row_limit":1,"tree_depth":100}
