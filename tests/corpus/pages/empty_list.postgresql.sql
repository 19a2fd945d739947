-- 1. booth
SELECT booths_1.id AS c0
FROM booths AS booths_1
WHERE booths_1.id = ANY ($1::INTEGER[]);
-- with {"keys_0":[4]}

-- 2. Booth.tickets
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = anon_1.k0 ORDER BY tickets_1.id ASC
 LIMIT $2::INTEGER) AS page ON true;
-- with {"keys_0":[4],"row_limit":21}

-- 3. Booth.tickets
SELECT count(*) AS count_1, tickets_1.booth_id
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = ANY ($1::INTEGER[]) GROUP BY tickets_1.booth_id;
-- with {"keys_0":[4]}
