-- 1. booths
SELECT booths_1.id AS c0, booths_1.name AS c1
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Booth.tickets
SELECT tickets_1.id AS c0, tickets_1.note AS c1, keys.value AS k0
FROM tickets AS tickets_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE tickets_1.id IN (SELECT tickets_2.id
FROM tickets AS tickets_2
WHERE tickets_2.booth_id = keys.value ORDER BY tickets_2.id ASC
 LIMIT 1 OFFSET ?) ORDER BY keys.value, tickets_1.id ASC;
-- with {"keys":"[1,2,3,4]"}
