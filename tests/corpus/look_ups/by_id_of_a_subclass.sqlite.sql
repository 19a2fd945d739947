-- 1. animal
SELECT animals_1.name AS c0, animals_1.kind AS c1, animals_1.id AS c2
FROM animals AS animals_1
WHERE animals_1.id = ?;
-- with {"key_0":2}

-- 2. lion
SELECT lions_1.mane AS c0, lions_1.id AS c1
FROM animals AS animals_1 JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id JOIN lions AS lions_1 ON mammals_1.id = lions_1.id
WHERE lions_1.id = ?;
-- with {"key_0":2}

-- 3. bird
SELECT birds_1.wingspan AS c0, birds_1.id AS c1
FROM animals AS animals_1 JOIN birds AS birds_1 ON animals_1.id = birds_1.id
WHERE birds_1.id = ?;
-- with {"key_0":2}
