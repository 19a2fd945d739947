-- 1. booths
SELECT booths_1.id AS c0
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Booth.tickets
SELECT anon_1.c0, anon_1.k0, 0 AS side
FROM (SELECT page.c0 AS c0, page.k0 AS k0
FROM (SELECT tickets_1.id AS c0, tickets_1.booth_id AS k0, row_number() OVER (PARTITION BY tickets_1.booth_id ORDER BY tickets_1.id ASC) AS number
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 2 + %s AND page.number > %s ORDER BY page.k0, page.number) AS anon_1 UNION ALL SELECT anon_2.c0, anon_2.k0, 1 AS side
FROM (SELECT page.c0 AS c0, page.k0 AS k0
FROM (SELECT tickets_1.id AS c0, tickets_1.booth_id AS k0, row_number() OVER (PARTITION BY tickets_1.booth_id ORDER BY tickets_1.id ASC) AS number
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= %s ORDER BY page.k0, page.number) AS anon_2;
-- with {"keys":[1,2,3,4],"row_end":13,"row_offset":11}
