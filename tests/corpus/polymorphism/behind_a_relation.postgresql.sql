-- 1. enclosures
SELECT enclosures_1.name AS c0, enclosures_1.id AS c1
FROM enclosures AS enclosures_1 ORDER BY enclosures_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Enclosure.animals
SELECT page.c0, page.c1, page.c2, page.c3, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT animals_1.name AS c0, birds_1.wingspan AS c1, lions_1.mane AS c2, animals_1.kind AS c3
FROM animals AS animals_1 LEFT OUTER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id LEFT OUTER JOIN birds AS birds_1 ON animals_1.id = birds_1.id LEFT OUTER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id
WHERE animals_1.enclosure_id = anon_1.k0 ORDER BY animals_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4]}
