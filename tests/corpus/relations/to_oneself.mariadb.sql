-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.mentor_id AS c1, keepers_1.id AS c2
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT %s;
-- with {"row_limit":20}

-- 2. Keeper.mentor
SELECT keepers_1.mentor_id AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id IN (__[POSTCOMPILE_keys]);
-- with {"keys":[1,2]}

-- 3. Keeper.apprentices
SELECT page.c0, page.c1, page.k0
FROM (SELECT keepers_1.name AS c0, keepers_1.id AS c1, keepers_1.mentor_id AS k0, row_number() OVER (PARTITION BY keepers_1.mentor_id ORDER BY keepers_1.name ASC, keepers_1.id ASC) AS number
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= %s ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5],"row_limit":20}

-- 4. Keeper.mentor
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id IN (__[POSTCOMPILE_keys]);
-- with {"keys":[1]}

-- 5. Keeper.apprentices
SELECT page.c0, page.k0
FROM (SELECT keepers_1.name AS c0, keepers_1.mentor_id AS k0, row_number() OVER (PARTITION BY keepers_1.mentor_id ORDER BY keepers_1.name ASC, keepers_1.id ASC) AS number
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= %s ORDER BY page.k0, page.number;
-- with {"keys":[2,4,3],"row_limit":20}
