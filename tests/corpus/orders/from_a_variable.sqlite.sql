-- 1. tickets
SELECT tickets_1.id AS c0, tickets_1.points AS c1, tickets_1.price AS c2
FROM tickets AS tickets_1 ORDER BY tickets_1.points DESC, tickets_1.price ASC, tickets_1.id ASC
 LIMIT 3 OFFSET ?;
-- with {}
