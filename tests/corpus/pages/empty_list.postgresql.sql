-- 1. booth
SELECT booths_1.id AS c0
FROM booths AS booths_1
WHERE booths_1.id = $1::INTEGER;
-- with {"key_0":4}

-- 2. Booth.tickets
SELECT tickets_1.id AS c0, tickets_1.booth_id AS k0
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = $1::INTEGER ORDER BY tickets_1.id ASC
 LIMIT 21;
-- with {"key_0":4}

-- 3. Booth.tickets
SELECT count(*) AS count_1, tickets_1.booth_id
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = $1::INTEGER GROUP BY tickets_1.booth_id;
-- with {"key_0":4}
