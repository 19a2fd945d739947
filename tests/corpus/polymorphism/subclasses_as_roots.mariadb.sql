-- 1. lions
SELECT animals_1.name AS c0, lions_1.mane AS c1, mammals_1.fur AS c2
FROM animals AS animals_1 INNER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id INNER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id ORDER BY lions_1.id ASC
 LIMIT 20;
-- with {}

-- 2. mammals
SELECT animals_1.name AS c0, mammals_1.fur AS c1, lions_1.mane AS c2, animals_1.kind AS c3
FROM animals AS animals_1 INNER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id LEFT OUTER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id ORDER BY mammals_1.id ASC
 LIMIT 20;
-- with {}

-- 3. bats
SELECT count(*) AS count_1
FROM animals AS animals_1 INNER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id
WHERE animals_1.kind IN (__[POSTCOMPILE_kind_1]);
-- with {}
