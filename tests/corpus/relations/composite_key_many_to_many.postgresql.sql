-- 1. rooms
SELECT rooms_1.number AS c0, rooms_1.building AS c1, rooms_1.wing_number AS c2
FROM rooms AS rooms_1 ORDER BY rooms_1.building ASC, rooms_1.wing_number ASC, rooms_1.number ASC
 LIMIT 20;
-- with {}

-- 2. Room.tools
SELECT page.c0, anon_1.k0 AS k0, anon_1.k1 AS k1, anon_1.k2 AS k2
FROM unnest($1::VARCHAR(30)[], $2::INTEGER[], $3::BIGINT[]) AS anon_1(k0, k1, k2) JOIN LATERAL (SELECT tools_1.name AS c0
FROM room_tools AS room_tools_1 JOIN tools AS tools_1 ON room_tools_1.tool_id = tools_1.id
WHERE room_tools_1.building = anon_1.k0 AND room_tools_1.wing_number = anon_1.k1 AND room_tools_1.room_number = anon_1.k2 ORDER BY tools_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":["Anb/au,\"ü\"","Main:North","Main:North"],"keys_1":[1,1,1],"keys_2":[0,-1,9007199254740993]}

-- 3. Room.tools
SELECT count(*) AS count_1, room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number
FROM room_tools AS room_tools_1 JOIN tools AS tools_1 ON room_tools_1.tool_id = tools_1.id
WHERE (room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number) IN (SELECT anon_1.k0, anon_1.k1, anon_1.k2
FROM unnest($1::VARCHAR(30)[], $2::INTEGER[], $3::BIGINT[]) AS anon_1(k0, k1, k2)) GROUP BY room_tools_1.building, room_tools_1.wing_number, room_tools_1.room_number;
-- with {"keys_0":["Anb/au,\"ü\"","Main:North","Main:North"],"keys_1":[1,1,1],"keys_2":[0,-1,9007199254740993]}
