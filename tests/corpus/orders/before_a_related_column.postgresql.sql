-- 1. tickets
SELECT page.c0, page.c1, page.c2, page.c3
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.c2 AS c2, anon_1.c3 AS c3, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.stretch AS stretch
FROM (SELECT tickets_1.id AS c0, booths_1.id AS c1, booths_1.name AS c2, booths_2.name AS c3, booths_2.name AS t0, tickets_1.id AS t1, 0 AS stretch
FROM tickets AS tickets_1 LEFT OUTER JOIN booths AS booths_1 ON booths_1.id = tickets_1.booth_id LEFT OUTER JOIN booths AS booths_2 ON booths_2.id = tickets_1.booth_id
WHERE booths_2.name IS NULL AND tickets_1.id < $1::INTEGER ORDER BY tickets_1.id DESC
 LIMIT 3) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.c2 AS c2, anon_2.c3 AS c3, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.stretch AS stretch
FROM (SELECT tickets_1.id AS c0, booths_1.id AS c1, booths_1.name AS c2, booths_2.name AS c3, booths_2.name AS t0, tickets_1.id AS t1, 1 AS stretch
FROM tickets AS tickets_1 LEFT OUTER JOIN booths AS booths_1 ON booths_1.id = tickets_1.booth_id LEFT OUTER JOIN booths AS booths_2 ON booths_2.id = tickets_1.booth_id
WHERE booths_2.name IS NOT NULL ORDER BY booths_2.name DESC, tickets_1.id DESC
 LIMIT 3) AS anon_2) AS page ORDER BY page.stretch, page.t0 DESC, page.t1 DESC
 LIMIT 3;
-- with {"before_0":null,"before_1":35}
