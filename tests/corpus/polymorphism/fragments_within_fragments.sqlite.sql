-- 1. animals
SELECT animals_1.id AS c0, animals_1.name AS c1, mammals_1.fur AS c2, mammals_1.fur AS c3, animals_1.kind AS c4, animals_1.kind AS c5
FROM animals AS animals_1 LEFT OUTER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id LEFT OUTER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id ORDER BY animals_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}
