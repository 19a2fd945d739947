-- 1. bunks
SELECT bunks_1.id AS c0, bunks_1.building AS c1, bunks_1.room_number AS c2, bunks_1.wing_number AS c3
FROM bunks AS bunks_1 ORDER BY bunks_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Bunk.room
SELECT rooms_1.door AS c0, rooms_1.building AS c1, rooms_1.wing_number AS c2, rooms_1.number AS c3
FROM rooms AS rooms_1
WHERE (rooms_1.building, rooms_1.number, rooms_1.wing_number) IN (__[POSTCOMPILE_keys]);
-- with {"keys":[["Main:North",9007199254740993,1],["Anb/au,\"ü\"",0,1]]}

-- 3. Room.wing
SELECT wings_1.label AS c0, wings_1.building AS c1, wings_1.number AS c2
FROM wings AS wings_1
WHERE (wings_1.building, wings_1.number) IN (__[POSTCOMPILE_keys]);
-- with {"keys":[["Anb/au,\"ü\"",1],["Main:North",1]]}
