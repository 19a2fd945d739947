-- 1. booth
SELECT booths_1.name AS c0, booths_1.id AS c1
FROM booths AS booths_1
WHERE booths_1.id = ?;
-- with {"key_0":1}

-- 2. keeper
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id = ?;
-- with {"key_0":1}
