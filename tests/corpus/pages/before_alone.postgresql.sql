-- 1. tickets
SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.id < $1::INTEGER ORDER BY tickets_1.id DESC
 LIMIT 21;
-- with {"before_0":20}
