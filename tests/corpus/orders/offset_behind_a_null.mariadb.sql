-- 1. tickets
SELECT anon_1.c0, anon_1.c1, 0 AS side
FROM (SELECT page.c0 AS c0, page.c1 AS c1
FROM (SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.stretch AS stretch
FROM (SELECT tickets_1.id AS c0, tickets_1.rank AS c1, tickets_1.rank AS t0, tickets_1.id AS t1, 0 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NULL AND tickets_1.id > %s ORDER BY tickets_1.id ASC
 LIMIT %s) AS anon_2 UNION ALL SELECT anon_3.c0 AS c0, anon_3.c1 AS c1, anon_3.t0 AS t0, anon_3.t1 AS t1, anon_3.stretch AS stretch
FROM (SELECT tickets_1.id AS c0, tickets_1.rank AS c1, tickets_1.rank AS t0, tickets_1.id AS t1, 1 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NOT NULL ORDER BY tickets_1.rank ASC, tickets_1.id ASC
 LIMIT %s) AS anon_3) AS page ORDER BY page.stretch, page.t0 ASC, page.t1 ASC
 LIMIT %s, 4) AS anon_1 UNION ALL SELECT anon_4.c0, anon_4.c1, 1 AS side
FROM (SELECT tickets_1.id AS c0, tickets_1.rank AS c1
FROM tickets AS tickets_1 ORDER BY tickets_1.rank ASC, tickets_1.id ASC
 LIMIT %s) AS anon_4;
-- with {"after_0":null,"after_1":12,"row_end":6,"row_offset":2}
