-- 1. tickets
SELECT anon_1.c0, 0 AS side
FROM (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT %s, 3) AS anon_1 UNION ALL SELECT anon_2.c0, 1 AS side
FROM (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT %s) AS anon_2;
-- with {"row_end":41,"row_offset":38}
