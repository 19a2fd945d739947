-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.largeEnclosures
SELECT page.c0, page.c1, page.k0
FROM (SELECT enclosures_1.name AS c0, enclosures_1.area AS c1, keepers_1.id AS k0, row_number() OVER (PARTITION BY keepers_1.id ORDER BY enclosures_1.id ASC) AS number
FROM keepers AS keepers_1 INNER JOIN enclosures AS enclosures_1 ON keepers_1.id = enclosures_1.keeper_id AND enclosures_1.area >= %s
WHERE keepers_1.id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}

-- 3. Keeper.affordableFeeds
SELECT page.c0, page.k0
FROM (SELECT feeds_1.name AS c0, keepers_1.id AS k0, row_number() OVER (PARTITION BY keepers_1.id ORDER BY feeds_1.id ASC) AS number
FROM keepers AS keepers_1 INNER JOIN feeds AS feeds_1 ON feeds_1.price <= keepers_1.budget
WHERE keepers_1.id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}

-- 4. Keeper.affordableFeeds
SELECT count(*) AS count_1, keepers_1.id
FROM keepers AS keepers_1 INNER JOIN feeds AS feeds_1 ON feeds_1.price <= keepers_1.budget
WHERE keepers_1.id IN (__[POSTCOMPILE_keys]) GROUP BY keepers_1.id;
-- with {"keys":[1,2,3,4,5]}

-- 5. Keeper.betterPaid
SELECT page.c0, page.k0
FROM (SELECT keepers_1.budget AS c0, keepers_2.id AS k0, row_number() OVER (PARTITION BY keepers_2.id ORDER BY keepers_1.id ASC) AS number
FROM keepers AS keepers_2 INNER JOIN keepers AS keepers_1 ON keepers_1.budget > keepers_2.budget
WHERE keepers_2.id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}
