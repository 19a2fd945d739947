-- 1. rooms
SELECT rooms_1.number AS c0, rooms_1.building AS c1, rooms_1.wing_number AS c2
FROM rooms AS rooms_1 ORDER BY rooms_1.building ASC, rooms_1.wing_number ASC, rooms_1.number ASC
 LIMIT 20;
-- with {}

-- 2. Room.tools
SELECT page.c0, page.k0, page.k1, page.k2
FROM (SELECT tools_1.name AS c0, room_tools_1.building AS k0, room_tools_1.wing_number AS k1, room_tools_1.room_number AS k2, row_number() OVER (PARTITION BY room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number ORDER BY tools_1.id ASC) AS number
FROM room_tools AS room_tools_1 INNER JOIN tools AS tools_1 ON room_tools_1.tool_id = tools_1.id
WHERE (room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number) IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.k1, page.k2, page.number;
-- with {"keys":[["Anb/au,\"ü\"",1,0],["Main:North",1,-1],["Main:North",1,9007199254740993]]}

-- 3. Room.tools
SELECT count(*) AS count_1, room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number
FROM room_tools AS room_tools_1 INNER JOIN tools AS tools_1 ON room_tools_1.tool_id = tools_1.id
WHERE (room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number) IN (__[POSTCOMPILE_keys]) GROUP BY room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number;
-- with {"keys":[["Anb/au,\"ü\"",1,0],["Main:North",1,-1],["Main:North",1,9007199254740993]]}
