-- 1. animals
SELECT animals_1.name AS c0, animals_1.mother_id AS c1, animals_1.id AS c2, animals_1.kind AS c3
FROM animals AS animals_1 ORDER BY animals_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Animal.mother
SELECT animals_1.name AS c0, animals_1.kind AS c1, animals_1.id AS c2
FROM animals AS animals_1
WHERE animals_1.id = ANY ($1::INTEGER[]);
-- with {"keys_0":[2,4]}

-- 3. Bird.eggs
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT eggs_1.grams AS c0
FROM eggs AS eggs_1
WHERE eggs_1.bird_id = anon_1.k0 ORDER BY eggs_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[4,5]}

-- 4. Lion.rival
SELECT animals_1.name AS c0, lions_1.id AS c1
FROM animals AS animals_2 JOIN mammals AS mammals_1 ON animals_2.id = mammals_1.id JOIN lions AS lions_1 ON mammals_1.id = lions_1.id JOIN (animals AS animals_1 JOIN mammals AS mammals_2 ON animals_1.id = mammals_2.id JOIN lions AS lions_2 ON mammals_2.id = lions_2.id) ON lions_2.id = lions_1.rival_id AND lions_2.id = lions_1.rival_id
WHERE lions_1.id = ANY ($1::INTEGER[]) ORDER BY lions_2.id;
-- with {"keys_0":[2,3]}
