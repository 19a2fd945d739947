-- 1. tickets
SELECT anon_1.c0, 0 AS side
FROM (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.id > ? ORDER BY tickets_1.id ASC
 LIMIT 4 OFFSET ?) AS anon_1 UNION ALL SELECT anon_2.c0, 1 AS side
FROM (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.id < ? OR tickets_1.id = ? ORDER BY tickets_1.id DESC
 LIMIT ? OFFSET ?) AS anon_2;
-- with {"after_0":3}
