-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.enclosures
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT enclosures_1.name AS c0
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > $2::VARCHAR AND enclosures_1.keeper_id = anon_1.k0 ORDER BY enclosures_1.name ASC, enclosures_1.id ASC
 LIMIT 2) AS page ON true;
-- with {"keys_0":[1,2,3,4,5],"w0":"B"}

-- 3. Keeper.enclosures
SELECT count(*) AS count_1, enclosures_1.keeper_id
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > $1::VARCHAR AND enclosures_1.keeper_id = ANY ($2::INTEGER[]) GROUP BY enclosures_1.keeper_id;
-- with {"keys_0":[1,2,3,4,5],"w0":"B"}
