-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY users_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. User.posts
SELECT posts_1.title AS c0, posts_1.id AS c1, keys.value AS k0
FROM posts AS posts_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE posts_1.id IN (SELECT posts_2.id
FROM posts AS posts_2
WHERE posts_2.author_id = keys.value ORDER BY posts_2.id ASC
 LIMIT 10 OFFSET ?) ORDER BY keys.value, posts_1.id ASC;
-- with {"keys":"[1,2,3,4,5]"}

-- 3. Post.comments
SELECT comments_1.content AS c0, users_1.id AS c1, users_1.username AS c2, keys.value AS k0
FROM comments AS comments_1 LEFT OUTER JOIN users AS users_1 ON users_1.id = comments_1.user_id JOIN json_each(?) AS keys ON 1 = 1
WHERE comments_1.id IN (SELECT comments_2.id
FROM comments AS comments_2
WHERE comments_2.post_id = keys.value ORDER BY comments_2.id ASC
 LIMIT 5 OFFSET ?) ORDER BY keys.value, comments_1.id ASC;
-- with {"keys":"[1,2,5,3,4,6]"}
