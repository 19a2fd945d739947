-- 1. roomByBuildingAndDoor
SELECT rooms_1.number AS c0, rooms_1.building AS c1, rooms_1.wing_number AS c2, rooms_1.door AS c3
FROM rooms AS rooms_1
WHERE (rooms_1.building, rooms_1.door) IN (SELECT json_extract(keys.value, ?) AS json_extract_1, json_extract(keys.value, ?) AS json_extract_3
FROM json_each(?) AS keys);
-- with {"keys":"[[\"Main:North\",\"A\"]]"}

-- 2. Room.wing
SELECT wings_1.label AS c0, wings_1.building AS c1, wings_1.number AS c2
FROM wings AS wings_1
WHERE (wings_1.building, wings_1.number) IN (SELECT json_extract(keys.value, ?) AS json_extract_1, json_extract(keys.value, ?) AS json_extract_3
FROM json_each(?) AS keys);
-- with {"keys":"[[\"Main:North\",1]]"}
