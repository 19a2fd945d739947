-- 1. animals
SELECT animals_1.name AS c0, animals_1.mother_id AS c1, animals_1.id AS c2, animals_1.kind AS c3
FROM animals AS animals_1 ORDER BY animals_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Animal.mother
SELECT animals_1.name AS c0, animals_1.kind AS c1, animals_1.id AS c2
FROM animals AS animals_1
WHERE animals_1.id IN (__[POSTCOMPILE_keys]);
-- with {"keys":[2,4]}

-- 3. Bird.eggs
SELECT page.c0, page.k0
FROM (SELECT eggs_1.grams AS c0, eggs_1.bird_id AS k0, row_number() OVER (PARTITION BY eggs_1.bird_id ORDER BY eggs_1.id ASC) AS number
FROM eggs AS eggs_1
WHERE eggs_1.bird_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[4,5]}

-- 4. Lion.rival
SELECT animals_1.name AS c0, lions_1.id AS c1
FROM animals AS animals_2 INNER JOIN mammals AS mammals_1 ON animals_2.id = mammals_1.id INNER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id INNER JOIN (animals AS animals_1 INNER JOIN mammals AS mammals_2 ON animals_1.id = mammals_2.id INNER JOIN lions AS lions_2 ON mammals_2.id = lions_2.id) ON lions_2.id = lions_1.rival_id AND lions_2.id = lions_1.rival_id
WHERE lions_1.id IN (__[POSTCOMPILE_keys]) ORDER BY lions_2.id;
-- with {"keys":[2,3]}
