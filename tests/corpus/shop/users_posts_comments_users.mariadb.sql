-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY users_1.id ASC
 LIMIT 20;
-- with {}

-- 2. User.posts
SELECT page.c0, page.c1, page.k0
FROM (SELECT posts_1.title AS c0, posts_1.id AS c1, posts_1.author_id AS k0, row_number() OVER (PARTITION BY posts_1.author_id ORDER BY posts_1.id ASC) AS number
FROM posts AS posts_1
WHERE posts_1.author_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 10 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}

-- 3. Post.comments
SELECT page.c0, users_1.id AS c1, users_1.username AS c2, page.k0
FROM (SELECT comments_1.content AS c0, comments_1.user_id AS n0, comments_1.post_id AS k0, row_number() OVER (PARTITION BY comments_1.post_id ORDER BY comments_1.id ASC) AS number
FROM comments AS comments_1
WHERE comments_1.post_id IN (__[POSTCOMPILE_keys])) AS page LEFT OUTER JOIN users AS users_1 ON users_1.id = page.n0
WHERE page.number <= 5 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,5,3,4,6]}
