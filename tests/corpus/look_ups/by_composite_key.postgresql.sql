-- 1. room
SELECT rooms_1.building AS c0, rooms_1.wing_number AS c1, rooms_1.number AS c2, rooms_1.door AS c3
FROM rooms AS rooms_1
WHERE (rooms_1.building, rooms_1.wing_number, rooms_1.number) IN (SELECT anon_1.k0, anon_1.k1, anon_1.k2
FROM unnest($1::VARCHAR(30)[], $2::INTEGER[], $3::BIGINT[]) AS anon_1(k0, k1, k2));
-- with {"keys_0":["Main:North"],"keys_1":[1],"keys_2":[9007199254740993]}

-- 2. reading
SELECT readings_1.tool_id AS c0, readings_1.day AS c1, readings_1.tick AS c2, readings_1.value AS c3
FROM readings AS readings_1
WHERE (readings_1.tool_id, readings_1.day, readings_1.tick) IN (SELECT anon_1.k0, anon_1.k1, anon_1.k2
FROM unnest($1::UUID[], $2::DATE[], $3::BIGINT[]) AS anon_1(k0, k1, k2));
-- with {"keys_0":["00000000-0000-0000-0000-000000000001"],"keys_1":["2024-01-01"],"keys_2":[9223372036854775807]}
