-- 1. tickets
SELECT page.c0, page.c1
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.t2 AS t2, anon_1.stretch AS stretch
FROM (SELECT tickets_1.id AS c0, tickets_1.points AS c1, booths_1.name AS t0, tickets_1.points AS t1, tickets_1.id AS t2, 0 AS stretch
FROM tickets AS tickets_1 LEFT OUTER JOIN booths AS booths_1 ON booths_1.id = tickets_1.booth_id
WHERE booths_1.name IS NULL ORDER BY tickets_1.points ASC, tickets_1.id ASC
 LIMIT 4) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.t2 AS t2, anon_2.stretch AS stretch
FROM (SELECT tickets_1.id AS c0, tickets_1.points AS c1, booths_1.name AS t0, tickets_1.points AS t1, tickets_1.id AS t2, 1 AS stretch
FROM tickets AS tickets_1 LEFT OUTER JOIN booths AS booths_1 ON booths_1.id = tickets_1.booth_id
WHERE booths_1.name IS NOT NULL ORDER BY booths_1.name DESC, tickets_1.points ASC, tickets_1.id ASC
 LIMIT 4) AS anon_2) AS page ORDER BY page.stretch, page.t0 DESC, page.t1 ASC, page.t2 ASC
 LIMIT 4;
-- with {}
