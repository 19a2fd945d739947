-- 1. tickets
SELECT tickets_1.id AS c0
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT 2 OFFSET ?;
-- with {}

-- 2. tickets
SELECT count(*) AS count_1
FROM tickets AS tickets_1;
-- with {}
