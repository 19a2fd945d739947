-- 1. node:Keeper
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1
WHERE keepers_1.id = $1::INTEGER;
-- with {"key_0":999}

-- 2. node:Booth
SELECT booths_1.id AS c0
FROM booths AS booths_1
WHERE booths_1.id = $1::INTEGER;
-- with {"key_0":1}
