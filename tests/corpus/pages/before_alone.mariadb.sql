-- 1. tickets
SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.id < %s ORDER BY tickets_1.id DESC
 LIMIT %s;
-- with {"before_0":20,"row_limit":21}
