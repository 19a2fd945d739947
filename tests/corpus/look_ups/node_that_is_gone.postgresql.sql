-- 1. node:Keeper
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1
WHERE keepers_1.id = ANY ($1::INTEGER[]);
-- with {"keys_0":[999]}
