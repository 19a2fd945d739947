-- 1. tickets
SELECT page.c0, page.c1
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.stretch AS stretch
FROM (SELECT tickets_1.rank AS c0, tickets_1.id AS c1, tickets_1.rank AS t0, tickets_1.id AS t1, 0 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NOT NULL ORDER BY tickets_1.rank ASC, tickets_1.id ASC
 LIMIT 2) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.stretch AS stretch
FROM (SELECT tickets_1.rank AS c0, tickets_1.id AS c1, tickets_1.rank AS t0, tickets_1.id AS t1, 1 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NULL ORDER BY tickets_1.id ASC
 LIMIT 2) AS anon_2) AS page ORDER BY page.stretch, page.t0 ASC, page.t1 ASC
 LIMIT 2;
-- with {}

-- 2. tickets
SELECT page.c0, page.c1
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.stretch AS stretch
FROM (SELECT tickets_1.rank AS c0, tickets_1.id AS c1, tickets_1.rank AS t0, tickets_1.id AS t1, 0 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NULL ORDER BY tickets_1.id DESC
 LIMIT 2) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.stretch AS stretch
FROM (SELECT tickets_1.rank AS c0, tickets_1.id AS c1, tickets_1.rank AS t0, tickets_1.id AS t1, 1 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NOT NULL ORDER BY tickets_1.rank DESC, tickets_1.id DESC
 LIMIT 2) AS anon_2) AS page ORDER BY page.stretch, page.t0 DESC, page.t1 DESC
 LIMIT 2;
-- with {}

-- 3. tickets
SELECT tickets_1.rank AS c0, tickets_1.id AS c1
FROM tickets AS tickets_1 ORDER BY tickets_1.rank ASC, tickets_1.id ASC
 LIMIT 2;
-- with {}

-- 4. tickets
SELECT page.c0, page.c1
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.stretch AS stretch
FROM (SELECT tickets_1.rank AS c0, tickets_1.id AS c1, tickets_1.rank AS t0, tickets_1.id AS t1, 0 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NOT NULL ORDER BY tickets_1.rank ASC, tickets_1.id ASC
 LIMIT 2) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.stretch AS stretch
FROM (SELECT tickets_1.rank AS c0, tickets_1.id AS c1, tickets_1.rank AS t0, tickets_1.id AS t1, 1 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NULL ORDER BY tickets_1.id ASC
 LIMIT 2) AS anon_2) AS page ORDER BY page.stretch, page.t0 ASC, page.t1 ASC
 LIMIT 2;
-- with {}

-- 5. tickets
SELECT page.c0, page.c1
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.stretch AS stretch
FROM (SELECT tickets_1.rank AS c0, tickets_1.id AS c1, tickets_1.rank AS t0, tickets_1.id AS t1, 0 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NULL ORDER BY tickets_1.id DESC
 LIMIT 2) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.stretch AS stretch
FROM (SELECT tickets_1.rank AS c0, tickets_1.id AS c1, tickets_1.rank AS t0, tickets_1.id AS t1, 1 AS stretch
FROM tickets AS tickets_1
WHERE tickets_1.rank IS NOT NULL ORDER BY tickets_1.rank DESC, tickets_1.id DESC
 LIMIT 2) AS anon_2) AS page ORDER BY page.stretch, page.t0 DESC, page.t1 DESC
 LIMIT 2;
-- with {}

-- 6. tickets
SELECT tickets_1.rank AS c0, tickets_1.id AS c1
FROM tickets AS tickets_1 ORDER BY tickets_1.rank DESC, tickets_1.id DESC
 LIMIT 2;
-- with {}
