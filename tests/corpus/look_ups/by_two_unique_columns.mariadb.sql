-- 1. roomByBuildingAndDoor
SELECT rooms_1.number AS c0, rooms_1.building AS c1, rooms_1.wing_number AS c2, rooms_1.door AS c3
FROM rooms AS rooms_1
WHERE rooms_1.building = %s AND rooms_1.door = %s;
-- with {"key_0":"Main:North","key_1":"A"}

-- 2. Room.wing
SELECT wings_1.label AS c0, wings_1.building AS c1, wings_1.number AS c2
FROM wings AS wings_1
WHERE wings_1.building = %s AND wings_1.number = %s;
-- with {"key_0":"Main:North","key_1":1}
