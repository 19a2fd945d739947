-- 1. tickets
SELECT tickets_1.id AS c0, booths_1.id AS c1, booths_1.name AS c2
FROM tickets AS tickets_1 LEFT OUTER JOIN booths AS booths_1 ON booths_1.id = tickets_1.booth_id ORDER BY tickets_1.id ASC
 LIMIT 10;
-- with {}
