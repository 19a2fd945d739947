-- 1. node:Animal
SELECT animals_1.id AS c0, animals_1.name AS c1, birds_1.wingspan AS c2, lions_1.mane AS c3, animals_1.kind AS c4
FROM animals AS animals_1 LEFT OUTER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id LEFT OUTER JOIN birds AS birds_1 ON animals_1.id = birds_1.id LEFT OUTER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id
WHERE animals_1.id = $1::INTEGER;
-- with {"key_0":4}

-- 2. Bird.eggs
SELECT eggs_1.grams AS c0, eggs_1.bird_id AS k0
FROM eggs AS eggs_1
WHERE eggs_1.bird_id = $1::INTEGER ORDER BY eggs_1.id ASC
 LIMIT 20;
-- with {"key_0":4}
