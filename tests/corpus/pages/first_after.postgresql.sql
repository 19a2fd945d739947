-- 1. tickets
SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.id > $1::INTEGER ORDER BY tickets_1.id ASC
 LIMIT 4;
-- with {"after_0":3}
