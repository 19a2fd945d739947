-- 1. specimens
SELECT page.c0, page.c1
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.stretch AS stretch
FROM (SELECT specimens_1.id AS c0, specimens_1.size AS c1, CASE specimens_1.size WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END AS t0, specimens_1.id AS t1, 0 AS stretch
FROM specimens AS specimens_1
WHERE CASE specimens_1.size WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END IS NOT NULL ORDER BY CASE specimens_1.size WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END ASC, specimens_1.id ASC
 LIMIT 20 OFFSET ?) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.stretch AS stretch
FROM (SELECT specimens_1.id AS c0, specimens_1.size AS c1, CASE specimens_1.size WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END AS t0, specimens_1.id AS t1, 1 AS stretch
FROM specimens AS specimens_1
WHERE CASE specimens_1.size WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END IS NULL ORDER BY specimens_1.id ASC
 LIMIT 20 OFFSET ?) AS anon_2) AS page ORDER BY page.stretch, page.t0 ASC, page.t1 ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. specimens
SELECT specimens_1.id AS c0, specimens_1.colour AS c1
FROM specimens AS specimens_1 ORDER BY CASE specimens_1.colour WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC, specimens_1.id DESC
 LIMIT 20 OFFSET ?;
-- with {}

-- 3. specimens
SELECT page.c0, page.c1
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.stretch AS stretch
FROM (SELECT specimens_1.id AS c0, specimens_1.level AS c1, specimens_1.level AS t0, specimens_1.id AS t1, 0 AS stretch
FROM specimens AS specimens_1
WHERE specimens_1.level IS NOT NULL ORDER BY specimens_1.level ASC, specimens_1.id ASC
 LIMIT 20 OFFSET ?) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.stretch AS stretch
FROM (SELECT specimens_1.id AS c0, specimens_1.level AS c1, specimens_1.level AS t0, specimens_1.id AS t1, 1 AS stretch
FROM specimens AS specimens_1
WHERE specimens_1.level IS NULL ORDER BY specimens_1.id ASC
 LIMIT 20 OFFSET ?) AS anon_2) AS page ORDER BY page.stretch, page.t0 ASC, page.t1 ASC
 LIMIT 20 OFFSET ?;
-- with {}
