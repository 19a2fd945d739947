-- 1. rooms
SELECT rooms_1.number AS c0, rooms_1.building AS c1, rooms_1.wing_number AS c2
FROM rooms AS rooms_1 ORDER BY rooms_1.building ASC, rooms_1.wing_number ASC, rooms_1.number ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Room.tools
SELECT tools_1.name AS c0, json_extract(keys.value, ?) AS k0, json_extract(keys.value, ?) AS k1, json_extract(keys.value, ?) AS k2
FROM tools AS tools_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE tools_1.id IN (SELECT tools_2.id
FROM room_tools AS room_tools_1 JOIN tools AS tools_2 ON room_tools_1.tool_id = tools_2.id
WHERE room_tools_1.building = json_extract(keys.value, ?) AND room_tools_1.wing_number = json_extract(keys.value, ?) AND room_tools_1.room_number = json_extract(keys.value, ?) ORDER BY tools_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY json_extract(keys.value, ?), json_extract(keys.value, ?), json_extract(keys.value, ?), tools_1.id ASC;
-- with {"keys":"[[\"Anb/au,\\\"ü\\\"\",1,0],[\"Main:North\",1,-1],[\"Main:North\",1,9007199254740993]]"}

-- 3. Room.tools
SELECT count(*) AS count_1, room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number
FROM room_tools AS room_tools_1 JOIN tools AS tools_1 ON room_tools_1.tool_id = tools_1.id
WHERE (room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number) IN (SELECT json_extract(keys.value, ?) AS json_extract_1, json_extract(keys.value, ?) AS json_extract_3, json_extract(keys.value, ?) AS json_extract_5
FROM json_each(?) AS keys) GROUP BY room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number;
-- with {"keys":"[[\"Anb/au,\\\"ü\\\"\",1,0],[\"Main:North\",1,-1],[\"Main:North\",1,9007199254740993]]"}
