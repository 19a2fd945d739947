-- 1. booths
SELECT booths_1.name AS c0, booths_1.id AS c1
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Booth.tickets
SELECT numbered.c0, numbered.c1, numbered.c2, numbered.k0
FROM (SELECT grouped.g0 AS c0, grouped.a0 AS c1, grouped.a1 AS c2, grouped.k0 AS k0, row_number() OVER (PARTITION BY grouped.k0 ORDER BY grouped.a1 DESC NULLS LAST, grouped.g0 ASC) AS number
FROM (SELECT listed.g0 AS g0, listed.k0 AS k0, count(*) AS a0, max(listed.v0) AS a1
FROM (SELECT tickets_1.points AS g0, tickets_1.price AS v0, tickets_1.booth_id AS k0
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = ANY ($1::INTEGER[])) AS listed GROUP BY listed.g0, listed.k0) AS grouped) AS numbered
WHERE numbered.number <= $2::INTEGER ORDER BY numbered.k0, numbered.number;
-- with {"keys_0":[1,2,3,4],"row_limit":2}
