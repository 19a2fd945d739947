-- 1. node:Animal
SELECT animals_1.id AS c0, animals_1.name AS c1, birds_1.wingspan AS c2, lions_1.mane AS c3, animals_1.kind AS c4
FROM animals AS animals_1 LEFT OUTER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id LEFT OUTER JOIN birds AS birds_1 ON animals_1.id = birds_1.id LEFT OUTER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id
WHERE animals_1.id IN (SELECT keys.value
FROM json_each(?) AS keys);
-- with {"keys":"[4]"}

-- 2. Bird.eggs
SELECT eggs_1.grams AS c0, keys.value AS k0
FROM eggs AS eggs_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE eggs_1.id IN (SELECT eggs_2.id
FROM eggs AS eggs_2
WHERE eggs_2.bird_id = keys.value ORDER BY eggs_2.id ASC
 LIMIT ? OFFSET ?) ORDER BY keys.value, eggs_1.id ASC;
-- with {"keys":"[4]","row_limit":20}
