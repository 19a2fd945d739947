-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.largeEnclosures
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT enclosures_1.name AS c0, enclosures_1.area AS c1
FROM keepers AS keepers_1 JOIN enclosures AS enclosures_1 ON keepers_1.id = enclosures_1.keeper_id AND enclosures_1.area >= $2::INTEGER
WHERE keepers_1.id = anon_1.k0 ORDER BY enclosures_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}

-- 3. Keeper.affordableFeeds
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT feeds_1.name AS c0
FROM keepers AS keepers_1 JOIN feeds AS feeds_1 ON feeds_1.price <= keepers_1.budget
WHERE keepers_1.id = anon_1.k0 ORDER BY feeds_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}

-- 4. Keeper.affordableFeeds
SELECT count(*) AS count_1, keepers_1.id
FROM keepers AS keepers_1 JOIN feeds AS feeds_1 ON feeds_1.price <= keepers_1.budget
WHERE keepers_1.id = ANY ($1::INTEGER[]) GROUP BY keepers_1.id;
-- with {"keys_0":[1,2,3,4,5]}

-- 5. Keeper.betterPaid
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT keepers_1.budget AS c0
FROM keepers AS keepers_2 JOIN keepers AS keepers_1 ON keepers_1.budget > keepers_2.budget
WHERE keepers_2.id = anon_1.k0 ORDER BY keepers_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}
