-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY (SELECT count(*) AS count_1
FROM posts AS posts_1
WHERE posts_1.author_id = users_1.id) DESC, users_1.id DESC
 LIMIT 2 OFFSET ?;
-- with {}

-- 2. User.posts
SELECT posts_1.title AS c0, keys.value AS k0
FROM posts AS posts_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE posts_1.id IN (SELECT posts_2.id
FROM posts AS posts_2
WHERE posts_2.author_id = keys.value ORDER BY (SELECT count(*) AS count_1
FROM comments AS comments_1
WHERE comments_1.post_id = posts_2.id) DESC, posts_2.view_count DESC, posts_2.id DESC
 LIMIT 2 OFFSET ?) ORDER BY keys.value, (SELECT count(*) AS count_2
FROM comments AS comments_2
WHERE comments_2.post_id = posts_1.id) DESC, posts_1.view_count DESC, posts_1.id DESC;
-- with {"keys":"[1,2]"}
