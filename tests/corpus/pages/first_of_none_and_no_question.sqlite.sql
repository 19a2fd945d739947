-- 1. tickets
SELECT count(*) AS count_1
FROM tickets AS tickets_1;
-- with {}
