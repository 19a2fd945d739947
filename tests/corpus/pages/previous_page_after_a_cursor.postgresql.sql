-- 1. tickets
SELECT anon_1.c0, 0 AS side
FROM (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.id > $1::INTEGER ORDER BY tickets_1.id ASC
 LIMIT 4) AS anon_1 UNION ALL SELECT anon_2.c0, 1 AS side
FROM (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.id < $1::INTEGER OR tickets_1.id = $1::INTEGER ORDER BY tickets_1.id DESC
 LIMIT $2::INTEGER) AS anon_2;
-- with {"after_0":3}
