-- 1. node:Keeper
SELECT keepers_1.id AS c0, keepers_1.name AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id = ANY ($1::INTEGER[]);
-- with {"keys_0":[2,1]}

-- 2. node:Animal
SELECT animals_1.id AS c0, lions_1.mane AS c1, animals_1.kind AS c2
FROM animals AS animals_1 LEFT OUTER JOIN mammals AS mammals_1 ON animals_1.id = mammals_1.id LEFT OUTER JOIN lions AS lions_1 ON mammals_1.id = lions_1.id
WHERE animals_1.id = $1::INTEGER;
-- with {"key_0":2}

-- 3. node:Wing
SELECT wings_1.building AS c0, wings_1.number AS c1
FROM wings AS wings_1
WHERE wings_1.building = $1::VARCHAR AND wings_1.number = $2::INTEGER;
-- with {"key_0":"Main:North","key_1":2}
