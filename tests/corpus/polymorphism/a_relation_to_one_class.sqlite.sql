-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Keeper.trucks
SELECT vehicles_1.plate AS c0, vehicles_1.load AS c1, keys.value AS k0
FROM vehicles AS vehicles_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE vehicles_1.id IN (SELECT vehicles_2.id
FROM vehicles AS vehicles_2
WHERE vehicles_2.driver_id = keys.value AND vehicles_2.kind IN (__[POSTCOMPILE_kind_1]) ORDER BY vehicles_2.id ASC
 LIMIT 20 OFFSET ?) AND vehicles_1.kind IN (__[POSTCOMPILE_kind_2]) ORDER BY keys.value, vehicles_1.id ASC;
-- with {"keys":"[1,2,3,4,5]"}

-- 3. Keeper.trucks
SELECT count(*) AS count_1, vehicles_1.driver_id
FROM vehicles AS vehicles_1
WHERE vehicles_1.driver_id IN (SELECT keys.value
FROM json_each(?) AS keys) AND vehicles_1.kind IN (__[POSTCOMPILE_kind_1]) GROUP BY vehicles_1.driver_id;
-- with {"keys":"[1,2,3,4,5]"}
