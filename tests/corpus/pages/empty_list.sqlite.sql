-- 1. booth
SELECT booths_1.id AS c0
FROM booths AS booths_1
WHERE booths_1.id IN (SELECT keys.value
FROM json_each(?) AS keys);
-- with {"keys":"[4]"}

-- 2. Booth.tickets
SELECT tickets_1.id AS c0, keys.value AS k0
FROM tickets AS tickets_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE tickets_1.id IN (SELECT tickets_2.id
FROM tickets AS tickets_2
WHERE tickets_2.booth_id = keys.value ORDER BY tickets_2.id ASC
 LIMIT ? OFFSET ?) ORDER BY keys.value, tickets_1.id ASC;
-- with {"keys":"[4]","row_limit":21}

-- 3. Booth.tickets
SELECT count(*) AS count_1, tickets_1.booth_id
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (SELECT keys.value
FROM json_each(?) AS keys) GROUP BY tickets_1.booth_id;
-- with {"keys":"[4]"}
