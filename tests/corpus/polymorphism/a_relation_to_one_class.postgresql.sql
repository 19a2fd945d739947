-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.trucks
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT vehicles_1.plate AS c0, vehicles_1.load AS c1
FROM vehicles AS vehicles_1
WHERE vehicles_1.driver_id = anon_1.k0 AND vehicles_1.kind IN (__[POSTCOMPILE_kind_1]) ORDER BY vehicles_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}

-- 3. Keeper.trucks
SELECT count(*) AS count_1, vehicles_1.driver_id
FROM vehicles AS vehicles_1
WHERE vehicles_1.driver_id = ANY ($1::INTEGER[]) AND vehicles_1.kind IN (__[POSTCOMPILE_kind_1]) GROUP BY vehicles_1.driver_id;
-- with {"keys_0":[1,2,3,4,5]}
