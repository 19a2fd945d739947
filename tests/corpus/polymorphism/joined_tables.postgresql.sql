-- 1. animals
SELECT animals_1.id AS c0, animals_1.name AS c1, animals_1.kind AS c2, birds_1.wingspan AS c3, birds_1.name_of_song AS c4, lions_1.mane AS c5, mammals_1.fur AS c6, mammals_1.fur AS c7, animals_1.kind AS c8
FROM animals AS animals_1 LEFT OUTER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id LEFT OUTER JOIN birds AS birds_1 ON animals_1.id = birds_1.id LEFT OUTER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id ORDER BY animals_1.id ASC
 LIMIT 20;
-- with {}
