-- 1. vehicles
SELECT vehicles_1.id AS c0, vehicles_1.plate AS c1, vehicles_1.kind AS c2, vehicles_1.load AS c3, vehicles_1.driver_id AS c4, vehicles_1.wheels AS c5, vehicles_1.kind AS c6
FROM vehicles AS vehicles_1 ORDER BY vehicles_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Truck.driver
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id = ?;
-- with {"key_0":1}
