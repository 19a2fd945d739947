-- 1. keepers
SELECT keepers_1.mentor_id AS c0
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT $1::INTEGER;
-- with {"row_limit":20}

-- 2. Keeper.mentor
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id = ANY ($1::INTEGER[]);
-- with {"keys_0":[1,2]}
