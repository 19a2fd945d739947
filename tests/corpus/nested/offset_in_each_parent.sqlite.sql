-- 1. booths
SELECT booths_1.id AS c0
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Booth.tickets
SELECT anon_1.c0, anon_1.k0, 0 AS side
FROM (SELECT tickets_1.id AS c0, keys.value AS k0
FROM tickets AS tickets_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE tickets_1.id IN (SELECT tickets_2.id
FROM tickets AS tickets_2
WHERE tickets_2.booth_id = keys.value ORDER BY tickets_2.id ASC
 LIMIT 2 OFFSET ?) ORDER BY keys.value, tickets_1.id ASC) AS anon_1 UNION ALL SELECT anon_2.c0, anon_2.k0, 1 AS side
FROM (SELECT tickets_1.id AS c0, keys.value AS k0
FROM tickets AS tickets_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE tickets_1.id IN (SELECT tickets_2.id
FROM tickets AS tickets_2
WHERE tickets_2.booth_id = keys.value ORDER BY tickets_2.id ASC
 LIMIT ? OFFSET ?) ORDER BY keys.value, tickets_1.id ASC) AS anon_2;
-- with {"keys":"[1,2,3,4]","row_end":13,"row_offset":11}
