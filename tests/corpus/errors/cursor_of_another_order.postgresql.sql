-- 1. booth
SELECT booths_1.id AS c0
FROM booths AS booths_1
WHERE booths_1.id = $1::INTEGER;
-- with {"key_0":1}

-- 2. tickets
SELECT tickets_1.id AS c0, tickets_1.points AS c1
FROM tickets AS tickets_1 ORDER BY tickets_1.points ASC, tickets_1.id ASC
 LIMIT 2;
-- with {}
