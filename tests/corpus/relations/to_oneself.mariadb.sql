-- 1. keepers
SELECT keepers_1.name AS c0, keepers_2.id AS c1, keepers_3.id AS c2, keepers_3.name AS c3, keepers_1.id AS c4
FROM keepers AS keepers_1 LEFT OUTER JOIN keepers AS keepers_2 ON keepers_2.id = keepers_1.mentor_id LEFT OUTER JOIN keepers AS keepers_3 ON keepers_3.id = keepers_2.mentor_id ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.apprentices
SELECT page.c0, page.c1, page.k0
FROM (SELECT keepers_1.name AS c0, keepers_1.id AS c1, keepers_1.mentor_id AS k0, row_number() OVER (PARTITION BY keepers_1.mentor_id ORDER BY keepers_1.name ASC, keepers_1.id ASC) AS number
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}

-- 3. Keeper.apprentices
SELECT page.c0, page.k0
FROM (SELECT keepers_1.name AS c0, keepers_1.mentor_id AS k0, row_number() OVER (PARTITION BY keepers_1.mentor_id ORDER BY keepers_1.name ASC, keepers_1.id ASC) AS number
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[2,4,3]}
