-- 1. booth
SELECT booths_1.id AS c0
FROM booths AS booths_1
WHERE booths_1.id IN (__[POSTCOMPILE_keys]);
-- with {"keys":[4]}

-- 2. Booth.tickets
SELECT page.c0, page.k0
FROM (SELECT tickets_1.id AS c0, tickets_1.booth_id AS k0, row_number() OVER (PARTITION BY tickets_1.booth_id ORDER BY tickets_1.id ASC) AS number
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= %s ORDER BY page.k0, page.number;
-- with {"keys":[4],"row_limit":21}

-- 3. Booth.tickets
SELECT count(*) AS count_1, tickets_1.booth_id
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (__[POSTCOMPILE_keys]) GROUP BY tickets_1.booth_id;
-- with {"keys":[4]}
