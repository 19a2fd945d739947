-- 1. post
SELECT posts_1.title AS c0, posts_1.status AS c1, posts_1.published_at AS c2, posts_1.author_id AS c3, posts_1.id AS c4
FROM posts AS posts_1
WHERE posts_1.id = ?;
-- with {"key_0":1}

-- 2. Post.author
SELECT users_1.first_name || ? || users_1.last_name AS c0, users_1.email AS c1, users_1.id AS c2
FROM users AS users_1
WHERE users_1.id = ?;
-- with {"key_0":1}
