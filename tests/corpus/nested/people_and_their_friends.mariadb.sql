-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.friends
SELECT page.c0, page.k0
FROM (SELECT keepers_1.name AS c0, friendships_1.keeper_id AS k0, row_number() OVER (PARTITION BY friendships_1.keeper_id ORDER BY keepers_1.id ASC) AS number
FROM friendships AS friendships_1 INNER JOIN keepers AS keepers_1 ON friendships_1.friend_id = keepers_1.id
WHERE friendships_1.keeper_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}

-- 3. Keeper.befriendedBy
SELECT page.c0, page.k0
FROM (SELECT keepers_1.name AS c0, friendships_1.friend_id AS k0, row_number() OVER (PARTITION BY friendships_1.friend_id ORDER BY keepers_1.id ASC) AS number
FROM friendships AS friendships_1 INNER JOIN keepers AS keepers_1 ON friendships_1.keeper_id = keepers_1.id
WHERE friendships_1.friend_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}
