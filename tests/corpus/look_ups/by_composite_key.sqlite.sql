-- 1. room
SELECT rooms_1.building AS c0, rooms_1.wing_number AS c1, rooms_1.number AS c2, rooms_1.door AS c3
FROM rooms AS rooms_1
WHERE (rooms_1.building, rooms_1.wing_number, rooms_1.number) IN (SELECT json_extract(keys.value, ?) AS json_extract_1, json_extract(keys.value, ?) AS json_extract_3, json_extract(keys.value, ?) AS json_extract_5
FROM json_each(?) AS keys);
-- with {"keys":"[[\"Main:North\",1,9007199254740993]]"}

-- 2. reading
SELECT readings_1.tool_id AS c0, readings_1.day AS c1, readings_1.tick AS c2, readings_1.value AS c3
FROM readings AS readings_1
WHERE (readings_1.tool_id, readings_1.day, readings_1.tick) IN (SELECT json_extract(keys.value, ?) AS json_extract_1, json_extract(keys.value, ?) AS json_extract_3, json_extract(keys.value, ?) AS json_extract_5
FROM json_each(?) AS keys);
-- with {"keys":"[[\"00000000000000000000000000000001\",\"2024-01-01\",9223372036854775807]]"}
