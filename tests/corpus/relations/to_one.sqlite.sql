-- 1. tickets
SELECT tickets_1.id AS c0, tickets_1.booth_id AS c1
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT ? OFFSET ?;
-- with {"row_limit":10}

-- 2. Ticket.booth
SELECT booths_1.name AS c0, booths_1.id AS c1
FROM booths AS booths_1
WHERE booths_1.id IN (SELECT keys.value
FROM json_each(?) AS keys);
-- with {"keys":"[2,3,1]"}
