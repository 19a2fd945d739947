-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.trucks
SELECT page.c0, page.c1, page.k0
FROM (SELECT vehicles_1.plate AS c0, vehicles_1.`load` AS c1, vehicles_1.driver_id AS k0, row_number() OVER (PARTITION BY vehicles_1.driver_id ORDER BY vehicles_1.id ASC) AS number
FROM vehicles AS vehicles_1
WHERE vehicles_1.driver_id IN (__[POSTCOMPILE_keys]) AND vehicles_1.kind IN (__[POSTCOMPILE_kind_1])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}

-- 3. Keeper.trucks
SELECT count(*) AS count_1, vehicles_1.driver_id
FROM vehicles AS vehicles_1
WHERE vehicles_1.driver_id IN (__[POSTCOMPILE_keys]) AND vehicles_1.kind IN (__[POSTCOMPILE_kind_1]) GROUP BY vehicles_1.driver_id;
-- with {"keys":[1,2,3,4,5]}
