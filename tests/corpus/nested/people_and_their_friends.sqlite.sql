-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Keeper.friends
SELECT keepers_1.name AS c0, keys.value AS k0
FROM keepers AS keepers_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE keepers_1.id IN (SELECT keepers_2.id
FROM friendships AS friendships_1 JOIN keepers AS keepers_2 ON friendships_1.friend_id = keepers_2.id
WHERE friendships_1.keeper_id = keys.value ORDER BY keepers_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, keepers_1.id ASC;
-- with {"keys":"[1,2,3,4,5]"}

-- 3. Keeper.befriendedBy
SELECT keepers_1.name AS c0, keys.value AS k0
FROM keepers AS keepers_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE keepers_1.id IN (SELECT keepers_2.id
FROM friendships AS friendships_1 JOIN keepers AS keepers_2 ON friendships_1.keeper_id = keepers_2.id
WHERE friendships_1.friend_id = keys.value ORDER BY keepers_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, keepers_1.id ASC;
-- with {"keys":"[1,2,3,4,5]"}
