-- 1. keeper
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id = %s;
-- with {"key_0":1}

-- 2. keeper
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id = %s;
-- with {"key_0":2}

-- 3. Keeper.apprentices
SELECT keepers_1.name AS c0, keepers_1.mentor_id AS k0
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = %s ORDER BY keepers_1.name ASC, keepers_1.id ASC
 LIMIT 20;
-- with {"key_0":1}

-- 4. Keeper.apprentices
SELECT keepers_1.name AS c0, keepers_1.mentor_id AS k0
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = %s ORDER BY keepers_1.name ASC, keepers_1.id ASC
 LIMIT 20;
-- with {"key_0":2}
