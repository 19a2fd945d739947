-- 1. booths
SELECT booths_1.id AS c0
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Booth.tickets
SELECT anon_1.c0, anon_1.k0, 0 AS side
FROM (SELECT page.c0 AS c0, anon_2.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_2(k0) JOIN LATERAL (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = anon_2.k0 ORDER BY tickets_1.id ASC
 LIMIT 2 OFFSET $2::INTEGER) AS page ON true) AS anon_1 UNION ALL SELECT anon_3.c0, anon_3.k0, 1 AS side
FROM (SELECT page.c0 AS c0, anon_2.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_2(k0) JOIN LATERAL (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = anon_2.k0 ORDER BY tickets_1.id ASC
 LIMIT $3::INTEGER) AS page ON true) AS anon_3;
-- with {"keys_0":[1,2,3,4],"row_end":13,"row_offset":11}
