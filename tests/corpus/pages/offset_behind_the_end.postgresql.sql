-- 1. tickets
SELECT anon_1.c0, 0 AS side
FROM (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT 3 OFFSET $1::INTEGER) AS anon_1 UNION ALL SELECT anon_2.c0, 1 AS side
FROM (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT $2::INTEGER) AS anon_2;
-- with {"row_end":103,"row_offset":100}
