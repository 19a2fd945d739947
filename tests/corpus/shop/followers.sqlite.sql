-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY users_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. User.following
SELECT page.c0, page.c1, page.k0
FROM (SELECT follows_1.created_at AS c0, users_1.username AS c1, follows_1.follower_id AS k0, row_number() OVER (PARTITION BY follows_1.follower_id ORDER BY users_1.id ASC) AS number
FROM follows AS follows_1 JOIN users AS users_1 ON follows_1.followed_id = users_1.id
WHERE follows_1.follower_id IN (SELECT keys.value
FROM json_each(?) AS keys)) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":"[1,2,3,4,5]"}

-- 3. User.followers
SELECT users_1.username AS c0, keys.value AS k0
FROM users AS users_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE users_1.id IN (SELECT users_2.id
FROM follows AS follows_1 JOIN users AS users_2 ON follows_1.follower_id = users_2.id
WHERE follows_1.followed_id = keys.value ORDER BY users_2.id DESC
 LIMIT 1 OFFSET ?) ORDER BY keys.value, users_1.id DESC;
-- with {"keys":"[1,2,3,4,5]"}
