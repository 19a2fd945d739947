-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY users_1.id ASC
 LIMIT 20;
-- with {}

-- 2. User.posts
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT posts_1.title AS c0, posts_1.id AS c1
FROM posts AS posts_1
WHERE posts_1.author_id = anon_1.k0 ORDER BY posts_1.id ASC
 LIMIT 10) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}

-- 3. Post.comments
SELECT page.c0, page.c1, page.c2, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT comments_1.content AS c0, users_1.id AS c1, users_1.username AS c2
FROM comments AS comments_1 LEFT OUTER JOIN users AS users_1 ON users_1.id = comments_1.user_id
WHERE comments_1.post_id = anon_1.k0 ORDER BY comments_1.id ASC
 LIMIT 5) AS page ON true;
-- with {"keys_0":[1,2,5,3,4,6]}
