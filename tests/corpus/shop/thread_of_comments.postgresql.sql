-- 1. comments
SELECT comments_1.content AS c0, comments_1.id AS c1
FROM comments AS comments_1 ORDER BY comments_1.id ASC
 LIMIT 5;
-- with {}

-- 2. Comment.ancestors
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT comments_2.id AS r0, comments_2.parent_id AS k0, 1 AS depth
FROM comments AS comments_2
WHERE comments_2.id = ANY ($1::INTEGER[]) AND comments_2.parent_id != comments_2.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, comments_3.parent_id AS parent_id, walk.depth + 1 AS anon_1
FROM walk JOIN comments AS comments_3 ON walk.k0 = comments_3.id
WHERE walk.depth < $2::INTEGER AND comments_3.parent_id != walk.r0 AND comments_3.parent_id != walk.k0)
 SELECT comments_1.content AS c0, visits.r0 AS c1
FROM (SELECT walk.r0 AS r0, walk.k0 AS k0, min(walk.depth) AS depth
FROM walk GROUP BY walk.r0, walk.k0) AS visits JOIN comments AS comments_1 ON visits.k0 = comments_1.id
WHERE visits.r0 = ANY ($1::INTEGER[]) ORDER BY visits.r0, visits.depth DESC, comments_1.id DESC;
-- with {"keys_0":[1,2,3,4,5],"tree_depth":100}

-- 3. Comment.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT comments_2.parent_id AS r0, comments_2.id AS k0, 1 AS depth
FROM comments AS comments_2
WHERE comments_2.parent_id = ANY ($1::INTEGER[]) AND comments_2.parent_id != comments_2.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, comments_3.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN comments AS comments_3 ON walk.k0 = comments_3.parent_id
WHERE walk.depth < $2::INTEGER AND comments_3.id != walk.r0)
 SELECT page.c0, page.c1, users_1.id AS c2, users_1.username AS c3, page.k0
FROM (SELECT walk.depth AS c0, comments_1.content AS c1, comments_1.user_id AS n0, walk.r0 AS k0, row_number() OVER (PARTITION BY walk.r0 ORDER BY walk.depth ASC, comments_1.id ASC) AS number
FROM walk JOIN comments AS comments_1 ON walk.k0 = comments_1.id
WHERE walk.r0 = ANY ($1::INTEGER[])) AS page LEFT OUTER JOIN users AS users_1 ON users_1.id = page.n0
WHERE page.number <= 21 ORDER BY page.k0, page.number;
-- with {"keys_0":[1,2,3,4,5],"tree_depth":2}
