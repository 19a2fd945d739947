-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY users_1.id ASC
 LIMIT 20;
-- with {}

-- 2. User.following
SELECT page.c0, page.c1, page.k0
FROM (SELECT follows_1.created_at AS c0, users_1.username AS c1, follows_1.follower_id AS k0, row_number() OVER (PARTITION BY follows_1.follower_id ORDER BY users_1.id ASC) AS number
FROM follows AS follows_1 INNER JOIN users AS users_1 ON follows_1.followed_id = users_1.id
WHERE follows_1.follower_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}

-- 3. User.followers
SELECT page.c0, page.k0
FROM (SELECT users_1.username AS c0, follows_1.followed_id AS k0, row_number() OVER (PARTITION BY follows_1.followed_id ORDER BY users_1.id DESC) AS number
FROM follows AS follows_1 INNER JOIN users AS users_1 ON follows_1.follower_id = users_1.id
WHERE follows_1.followed_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 1 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}
