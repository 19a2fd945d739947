-- 1. rooms
SELECT rooms_1.building AS c0, rooms_1.wing_number AS c1, rooms_1.number AS c2
FROM rooms AS rooms_1 ORDER BY rooms_1.building DESC, rooms_1.wing_number DESC, rooms_1.number DESC
 LIMIT 20;
-- with {}
