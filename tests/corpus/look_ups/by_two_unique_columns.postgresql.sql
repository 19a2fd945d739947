-- 1. roomByBuildingAndDoor
SELECT rooms_1.number AS c0, rooms_1.building AS c1, rooms_1.wing_number AS c2, rooms_1.door AS c3
FROM rooms AS rooms_1
WHERE (rooms_1.building, rooms_1.door) IN (SELECT anon_1.k0, anon_1.k1
FROM unnest($1::VARCHAR(30)[], $2::VARCHAR(10)[]) AS anon_1(k0, k1));
-- with {"keys_0":["Main:North"],"keys_1":["A"]}

-- 2. Room.wing
SELECT wings_1.label AS c0, wings_1.building AS c1, wings_1.number AS c2
FROM wings AS wings_1
WHERE (wings_1.building, wings_1.number) IN (SELECT anon_1.k0, anon_1.k1
FROM unnest($1::VARCHAR(30)[], $2::INTEGER[]) AS anon_1(k0, k1));
-- with {"keys_0":["Main:North"],"keys_1":[1]}
