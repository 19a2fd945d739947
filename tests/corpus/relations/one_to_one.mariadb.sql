-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT %s;
-- with {"row_limit":20}

-- 2. Keeper.badge
SELECT keeper_badges_1.text AS c0, keeper_badges_1.keeper_id AS c1
FROM keeper_badges AS keeper_badges_1
WHERE keeper_badges_1.keeper_id IN (__[POSTCOMPILE_keys]);
-- with {"keys":[1,2,3,4,5]}

-- 3. KeeperBadge.keeper
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id IN (__[POSTCOMPILE_keys]);
-- with {"keys":[1,3]}
