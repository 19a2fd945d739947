-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY users_1.id ASC
 LIMIT 20;
-- with {}

-- 2. User.following
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT follows_1.created_at AS c0, users_1.username AS c1
FROM follows AS follows_1 JOIN users AS users_1 ON follows_1.followed_id = users_1.id
WHERE follows_1.follower_id = anon_1.k0 ORDER BY users_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}

-- 3. User.followers
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT users_1.username AS c0
FROM follows AS follows_1 JOIN users AS users_1 ON follows_1.follower_id = users_1.id
WHERE follows_1.followed_id = anon_1.k0 ORDER BY users_1.id DESC
 LIMIT 1) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}
