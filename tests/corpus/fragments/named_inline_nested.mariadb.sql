-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.budget AS c1, keepers_1.id AS c2, keepers_1.mentor_id AS c3
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT %s;
-- with {"row_limit":3}

-- 2. Keeper.mentor
SELECT keepers_1.name AS c0, keepers_1.budget AS c1, keepers_1.id AS c2
FROM keepers AS keepers_1
WHERE keepers_1.id IN (__[POSTCOMPILE_keys]);
-- with {"keys":[1,2]}
