-- 1. node:Keeper
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1
WHERE keepers_1.id = %s;
-- with {"key_0":999}
