-- 1. enclosures
SELECT enclosures_1.name AS c0, enclosures_1.id AS c1
FROM enclosures AS enclosures_1 ORDER BY enclosures_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Enclosure.animals
SELECT page.c0, page.c1, page.k0
FROM (SELECT animals_1.name AS c0, animals_1.kind AS c1, animals_1.enclosure_id AS k0, row_number() OVER (PARTITION BY animals_1.enclosure_id ORDER BY animals_1.id ASC) AS number
FROM animals AS animals_1
WHERE animals_1.enclosure_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4]}

-- 3. Enclosure.portions
SELECT page.c0, page.k0
FROM (SELECT portions_1.grams AS c0, portions_1.enclosure_id AS k0, row_number() OVER (PARTITION BY portions_1.enclosure_id ORDER BY portions_1.enclosure_id ASC, portions_1.feed_id ASC) AS number
FROM portions AS portions_1
WHERE portions_1.enclosure_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4]}

-- 4. Enclosure.visitors
SELECT page.c0, page.k0
FROM (SELECT keepers_1.name AS c0, visits_1.enclosure_id AS k0, row_number() OVER (PARTITION BY visits_1.enclosure_id ORDER BY keepers_1.id ASC) AS number
FROM visits AS visits_1 INNER JOIN keepers AS keepers_1 ON visits_1.keeper_id = keepers_1.id
WHERE visits_1.enclosure_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4]}
