-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.friends
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT keepers_1.name AS c0
FROM friendships AS friendships_1 JOIN keepers AS keepers_1 ON friendships_1.friend_id = keepers_1.id
WHERE friendships_1.keeper_id = anon_1.k0 ORDER BY keepers_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}

-- 3. Keeper.befriendedBy
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT keepers_1.name AS c0
FROM friendships AS friendships_1 JOIN keepers AS keepers_1 ON friendships_1.keeper_id = keepers_1.id
WHERE friendships_1.friend_id = anon_1.k0 ORDER BY keepers_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}
