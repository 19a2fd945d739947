-- 1. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name < $1::VARCHAR ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"C"}

-- 2. keepers
SELECT count(*) AS c0, max(keepers_1.name) AS c1
FROM keepers AS keepers_1
WHERE keepers_1.name < $1::VARCHAR;
-- with {"w0":"C"}

-- 3. keepers
SELECT grouped.g0 AS c0, grouped.a0 AS c1
FROM (SELECT listed.g0 AS g0, count(*) AS a0
FROM (SELECT keepers_1.name AS g0
FROM keepers AS keepers_1
WHERE keepers_1.name < $1::VARCHAR) AS listed GROUP BY listed.g0) AS grouped ORDER BY grouped.g0 ASC
 LIMIT $2::INTEGER;
-- with {"row_limit":2,"w0":"C"}

-- 4. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1
WHERE keepers_1.name < $1::VARCHAR;
-- with {"w0":"C"}

-- 5. Keeper.enclosures
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT enclosures_1.name AS c0
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > $2::VARCHAR AND enclosures_1.keeper_id = anon_1.k0 ORDER BY enclosures_1.id ASC
 LIMIT 1) AS page ON true;
-- with {"keys_0":[1,2,4,5],"w0":"B"}

-- 6. Keeper.enclosures
SELECT count(*) AS c0, max(enclosures_1.name) AS c1, enclosures_1.keeper_id AS k0
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > $1::VARCHAR AND enclosures_1.keeper_id = ANY ($2::INTEGER[]) GROUP BY enclosures_1.keeper_id;
-- with {"keys_0":[1,2,4,5],"w0":"B"}

-- 7. Keeper.enclosures
SELECT numbered.c0, numbered.k0
FROM (SELECT grouped.g0 AS c0, grouped.k0 AS k0, row_number() OVER (PARTITION BY grouped.k0 ORDER BY grouped.g0 ASC) AS number
FROM (SELECT listed.g0 AS g0, listed.k0 AS k0
FROM (SELECT enclosures_1.name AS g0, enclosures_1.keeper_id AS k0
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > $1::VARCHAR AND enclosures_1.keeper_id = ANY ($2::INTEGER[])) AS listed GROUP BY listed.g0, listed.k0) AS grouped) AS numbered
WHERE numbered.number <= $3::INTEGER ORDER BY numbered.k0, numbered.number;
-- with {"keys_0":[1,2,4,5],"row_limit":20,"w0":"B"}

-- 8. Keeper.enclosures
SELECT count(*) AS c0, enclosures_1.keeper_id AS k0
FROM enclosures AS enclosures_1
WHERE enclosures_1.keeper_id = ANY ($1::INTEGER[]) GROUP BY enclosures_1.keeper_id;
-- with {"keys_0":[1,2,4,5]}
