-- 1. tickets
SELECT tickets_1.id AS c0, tickets_1.points AS c1
FROM tickets AS tickets_1 LEFT OUTER JOIN booths AS booths_1 ON booths_1.id = tickets_1.booth_id ORDER BY booths_1.name DESC, tickets_1.points ASC, tickets_1.id ASC
 LIMIT 4;
-- with {}
