-- 1. booths
SELECT booths_1.id AS c0
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Booth.tickets
SELECT count(*) AS count_1, tickets_1.booth_id
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = ANY ($1::INTEGER[]) GROUP BY tickets_1.booth_id;
-- with {"keys_0":[1,2,3,4]}
