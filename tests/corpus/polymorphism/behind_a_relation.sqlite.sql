-- 1. enclosures
SELECT enclosures_1.name AS c0, enclosures_1.id AS c1
FROM enclosures AS enclosures_1 ORDER BY enclosures_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Enclosure.animals
SELECT animals_1.name AS c0, birds_1.wingspan AS c1, lions_1.mane AS c2, animals_1.kind AS c3, keys.value AS k0
FROM animals AS animals_1 LEFT OUTER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id LEFT OUTER JOIN birds AS birds_1 ON animals_1.id = birds_1.id LEFT OUTER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id JOIN json_each(?) AS keys ON 1 = 1
WHERE animals_1.id IN (SELECT animals_2.id
FROM animals AS animals_2 LEFT OUTER JOIN mammals AS mammals_2 ON animals_2.id = mammals_2.id LEFT OUTER JOIN birds AS birds_2 ON animals_2.id = birds_2.id LEFT OUTER JOIN lions AS lions_2 ON mammals_2.id = lions_2.id
WHERE animals_2.enclosure_id = keys.value ORDER BY animals_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, animals_1.id ASC;
-- with {"keys":"[1,2,3,4]"}
