-- 1. keeper
SELECT keepers_1.name AS c0, keepers_1.budget AS c1, keepers_1.id AS c2
FROM keepers AS keepers_1
WHERE keepers_1.id = ?;
-- with {"key_0":1}

-- 2. keeper
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id = ?;
-- with {"key_0":2}
