-- 1. node:Animal
SELECT animals_1.id AS c0, animals_1.name AS c1, birds_1.wingspan AS c2, lions_1.mane AS c3, animals_1.kind AS c4
FROM animals AS animals_1 LEFT OUTER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id LEFT OUTER JOIN birds AS birds_1 ON animals_1.id = birds_1.id LEFT OUTER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id
WHERE animals_1.id = ANY ($1::INTEGER[]);
-- with {"keys_0":[4]}

-- 2. Bird.eggs
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT eggs_1.grams AS c0
FROM eggs AS eggs_1
WHERE eggs_1.bird_id = anon_1.k0 ORDER BY eggs_1.id ASC
 LIMIT $2::INTEGER) AS page ON true;
-- with {"keys_0":[4],"row_limit":20}
