-- 1. wings
SELECT wings_1.building AS c0, wings_1.number AS c1
FROM wings AS wings_1
WHERE EXISTS (SELECT 1
FROM rooms AS rooms_1
WHERE rooms_1.building = wings_1.building AND rooms_1.wing_number = wings_1.number) ORDER BY wings_1.building ASC, wings_1.number ASC
 LIMIT 20;
-- with {}
