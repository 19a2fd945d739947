-- 1. booths
SELECT booths_1.name AS c0, booths_1.id AS c1
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Booth.tickets
SELECT count(*) AS c0, CAST(sum(tickets_1.points) AS SIGNED INTEGER) AS c1, CAST(sum(tickets_1.price) AS DECIMAL(65, 2)) AS c2, max(tickets_1.used_at) AS c3, tickets_1.booth_id AS k0
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (__[POSTCOMPILE_keys]) GROUP BY tickets_1.booth_id;
-- with {"keys":[1,2,3,4]}

-- 3. Booth.tickets
SELECT count(*) AS count_1, tickets_1.booth_id
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (__[POSTCOMPILE_keys]) GROUP BY tickets_1.booth_id;
-- with {"keys":[1,2,3,4]}
