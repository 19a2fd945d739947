-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY (SELECT count(*) AS count_1
FROM posts AS posts_1
WHERE posts_1.author_id = users_1.id) DESC, users_1.id DESC
 LIMIT 2;
-- with {}

-- 2. User.posts
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT posts_1.title AS c0
FROM posts AS posts_1
WHERE posts_1.author_id = anon_1.k0 ORDER BY (SELECT count(*) AS count_1
FROM comments AS comments_1
WHERE comments_1.post_id = posts_1.id) DESC, posts_1.view_count DESC, posts_1.id DESC
 LIMIT 2) AS page ON true;
-- with {"keys_0":[1,2]}
