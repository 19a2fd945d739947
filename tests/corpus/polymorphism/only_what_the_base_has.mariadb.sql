-- 1. animals
SELECT animals_1.name AS c0, animals_1.kind AS c1
FROM animals AS animals_1 ORDER BY animals_1.id ASC
 LIMIT 20;
-- with {}
