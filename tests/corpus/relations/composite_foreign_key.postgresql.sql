-- 1. bunks
SELECT bunks_1.id AS c0, bunks_1.building AS c1, bunks_1.room_number AS c2, bunks_1.wing_number AS c3
FROM bunks AS bunks_1 ORDER BY bunks_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Bunk.room
SELECT rooms_1.door AS c0, rooms_1.building AS c1, rooms_1.wing_number AS c2, rooms_1.number AS c3
FROM rooms AS rooms_1
WHERE (rooms_1.building, rooms_1.number, rooms_1.wing_number) IN (SELECT anon_1.k0, anon_1.k1, anon_1.k2
FROM unnest($1::VARCHAR(30)[], $2::BIGINT[], $3::INTEGER[]) AS anon_1(k0, k1, k2));
-- with {"keys_0":["Main:North","Anb/au,\"ü\""],"keys_1":[9007199254740993,0],"keys_2":[1,1]}

-- 3. Room.wing
SELECT wings_1.label AS c0, wings_1.building AS c1, wings_1.number AS c2
FROM wings AS wings_1
WHERE (wings_1.building, wings_1.number) IN (SELECT anon_1.k0, anon_1.k1
FROM unnest($1::VARCHAR(30)[], $2::INTEGER[]) AS anon_1(k0, k1));
-- with {"keys_0":["Anb/au,\"ü\"","Main:North"],"keys_1":[1,1]}
