-- 1. tickets
SELECT page.c0, page.c1, page.c2
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.c2 AS c2, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.t2 AS t2, anon_1.stretch AS stretch
FROM (SELECT tickets_1.id AS c0, tickets_1.rank AS c1, tickets_1.points AS c2, tickets_1.rank AS t0, tickets_1.points AS t1, tickets_1.id AS t2, 0 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NULL AND (tickets_1.points, tickets_1.id) < ($1::INTEGER, $2::INTEGER) ORDER BY tickets_1.points DESC, tickets_1.id DESC
 LIMIT 4) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.c2 AS c2, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.t2 AS t2, anon_2.stretch AS stretch
FROM (SELECT tickets_1.id AS c0, tickets_1.rank AS c1, tickets_1.points AS c2, tickets_1.rank AS t0, tickets_1.points AS t1, tickets_1.id AS t2, 1 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NOT NULL ORDER BY tickets_1.rank ASC, tickets_1.points DESC, tickets_1.id DESC
 LIMIT 4) AS anon_2) AS page ORDER BY page.stretch, page.t0 ASC, page.t1 DESC, page.t2 DESC
 LIMIT 4;
-- with {"after_0":null,"after_1":0,"after_2":32}
