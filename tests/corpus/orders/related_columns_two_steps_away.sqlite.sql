-- 1. animals
SELECT page.c0, page.c1
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.t2 AS t2, anon_1.stretch AS stretch
FROM (SELECT animals_1.name AS c0, animals_1.kind AS c1, keepers_1.name AS t0, animals_1.name AS t1, animals_1.id AS t2, 0 AS stretch
FROM animals AS animals_1 LEFT OUTER JOIN enclosures AS enclosures_1 ON enclosures_1.id = animals_1.enclosure_id LEFT OUTER JOIN keepers AS keepers_1 ON keepers_1.id = enclosures_1.keeper_id
WHERE keepers_1.name IS NOT NULL ORDER BY keepers_1.name ASC, animals_1.name DESC, animals_1.id DESC
 LIMIT 20 OFFSET ?) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.t2 AS t2, anon_2.stretch AS stretch
FROM (SELECT animals_1.name AS c0, animals_1.kind AS c1, keepers_1.name AS t0, animals_1.name AS t1, animals_1.id AS t2, 1 AS stretch
FROM animals AS animals_1 LEFT OUTER JOIN enclosures AS enclosures_1 ON enclosures_1.id = animals_1.enclosure_id LEFT OUTER JOIN keepers AS keepers_1 ON keepers_1.id = enclosures_1.keeper_id
WHERE keepers_1.name IS NULL ORDER BY animals_1.name DESC, animals_1.id DESC
 LIMIT 20 OFFSET ?) AS anon_2) AS page ORDER BY page.stretch, page.t0 ASC, page.t1 DESC, page.t2 DESC
 LIMIT 20 OFFSET ?;
-- with {}
