-- 1. tickets
SELECT tickets_1.id AS c0
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT 20;
-- with {}
