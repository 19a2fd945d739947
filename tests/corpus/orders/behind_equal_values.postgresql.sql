-- 1. tickets
SELECT tickets_1.id AS c0, tickets_1.points AS c1
FROM tickets AS tickets_1
WHERE (tickets_1.points, tickets_1.id) < ($1::INTEGER, $2::INTEGER) ORDER BY tickets_1.points DESC, tickets_1.id DESC
 LIMIT 4;
-- with {"after_0":1,"after_1":35}
