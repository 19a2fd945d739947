-- 1. room
SELECT rooms_1.building AS c0, rooms_1.wing_number AS c1, rooms_1.number AS c2, rooms_1.door AS c3
FROM rooms AS rooms_1
WHERE rooms_1.building = %s AND rooms_1.wing_number = %s AND rooms_1.number = %s;
-- with {"key_0":"Main:North","key_1":1,"key_2":9007199254740993}

-- 2. reading
SELECT readings_1.tool_id AS c0, readings_1.day AS c1, readings_1.tick AS c2, readings_1.value AS c3
FROM readings AS readings_1
WHERE readings_1.tool_id = %s AND readings_1.day = %s AND readings_1.tick = %s;
-- with {"key_0":"00000000-0000-0000-0000-000000000001","key_1":"2024-01-01","key_2":9223372036854775807}
