-- 1. booths
SELECT booths_1.id AS c0
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Booth.tickets
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT tickets_1.id AS c0, tickets_1.note AS c1
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = anon_1.k0 ORDER BY tickets_1.id ASC
 LIMIT 1) AS page ON true;
-- with {"keys_0":[1,2,3,4]}

-- 3. Booth.tickets
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = anon_1.k0 ORDER BY tickets_1.id ASC
 LIMIT 2) AS page ON true;
-- with {"keys_0":[1,2,3,4]}
