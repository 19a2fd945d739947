-- 1. enclosures
SELECT enclosures_1.name AS c0, enclosures_1.id AS c1
FROM enclosures AS enclosures_1 ORDER BY enclosures_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Enclosure.animals
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT animals_1.name AS c0, animals_1.kind AS c1
FROM animals AS animals_1
WHERE animals_1.enclosure_id = anon_1.k0 ORDER BY animals_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4]}

-- 3. Enclosure.portions
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT portions_1.grams AS c0
FROM portions AS portions_1
WHERE portions_1.enclosure_id = anon_1.k0 ORDER BY portions_1.enclosure_id ASC, portions_1.feed_id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4]}

-- 4. Enclosure.visitors
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT keepers_1.name AS c0
FROM visits AS visits_1 JOIN keepers AS keepers_1 ON visits_1.keeper_id = keepers_1.id
WHERE visits_1.enclosure_id = anon_1.k0 ORDER BY keepers_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4]}
