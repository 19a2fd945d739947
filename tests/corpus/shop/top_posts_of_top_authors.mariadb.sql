-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY (SELECT count(*) AS count_1
FROM posts AS posts_1
WHERE posts_1.author_id = users_1.id) DESC, users_1.id DESC
 LIMIT 2;
-- with {}

-- 2. User.posts
SELECT page.c0, page.k0
FROM (SELECT posts_1.title AS c0, posts_1.author_id AS k0, row_number() OVER (PARTITION BY posts_1.author_id ORDER BY (SELECT count(*) AS count_1
FROM comments AS comments_1
WHERE comments_1.post_id = posts_1.id) DESC, posts_1.view_count DESC, posts_1.id DESC) AS number
FROM posts AS posts_1
WHERE posts_1.author_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 2 ORDER BY page.k0, page.number;
-- with {"keys":[1,2]}
