-- 1. tickets
SELECT anon_1.c0, 0 AS side
FROM (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.id < %s ORDER BY tickets_1.id DESC
 LIMIT 3) AS anon_1 UNION ALL SELECT anon_2.c0, 2 AS side
FROM (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.id > %s OR tickets_1.id = %s ORDER BY tickets_1.id ASC
 LIMIT %s) AS anon_2;
-- with {"before_0":40}
