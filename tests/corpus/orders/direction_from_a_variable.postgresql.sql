-- 1. tickets
SELECT tickets_1.id AS c0, tickets_1.points AS c1
FROM tickets AS tickets_1 ORDER BY tickets_1.points ASC, tickets_1.id DESC
 LIMIT 3;
-- with {}
