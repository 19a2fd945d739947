-- 1. booths
SELECT booths_1.id AS c0
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Booth.tickets
SELECT page.c0, page.k0
FROM (SELECT tickets_1.id AS c0, tickets_1.booth_id AS k0, row_number() OVER (PARTITION BY tickets_1.booth_id ORDER BY tickets_1.id DESC) AS number
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 2 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4]}
