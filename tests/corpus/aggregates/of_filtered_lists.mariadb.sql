-- 1. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name < %s ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"C"}

-- 2. keepers
SELECT count(*) AS c0, max(keepers_1.name) AS c1
FROM keepers AS keepers_1
WHERE keepers_1.name < %s;
-- with {"w0":"C"}

-- 3. keepers
SELECT grouped.g0 AS c0, grouped.a0 AS c1
FROM (SELECT listed.g0 AS g0, count(*) AS a0
FROM (SELECT keepers_1.name AS g0
FROM keepers AS keepers_1
WHERE keepers_1.name < %s) AS listed GROUP BY listed.g0) AS grouped ORDER BY grouped.g0 IS NULL ASC, grouped.g0 ASC
 LIMIT %s;
-- with {"row_limit":2,"w0":"C"}

-- 4. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1
WHERE keepers_1.name < %s;
-- with {"w0":"C"}

-- 5. Keeper.enclosures
SELECT page.c0, page.k0
FROM (SELECT enclosures_1.name AS c0, enclosures_1.keeper_id AS k0, row_number() OVER (PARTITION BY enclosures_1.keeper_id ORDER BY enclosures_1.id ASC) AS number
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > %s AND enclosures_1.keeper_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 1 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,4,5],"w0":"B"}

-- 6. Keeper.enclosures
SELECT count(*) AS c0, max(enclosures_1.name) AS c1, enclosures_1.keeper_id AS k0
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > %s AND enclosures_1.keeper_id IN (__[POSTCOMPILE_keys]) GROUP BY enclosures_1.keeper_id;
-- with {"keys":[1,2,4,5],"w0":"B"}

-- 7. Keeper.enclosures
SELECT numbered.c0, numbered.k0
FROM (SELECT grouped.g0 AS c0, grouped.k0 AS k0, row_number() OVER (PARTITION BY grouped.k0 ORDER BY grouped.g0 IS NULL ASC, grouped.g0 ASC) AS number
FROM (SELECT listed.g0 AS g0, listed.k0 AS k0
FROM (SELECT enclosures_1.name AS g0, enclosures_1.keeper_id AS k0
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > %s AND enclosures_1.keeper_id IN (__[POSTCOMPILE_keys])) AS listed GROUP BY listed.g0, listed.k0) AS grouped) AS numbered
WHERE numbered.number <= %s ORDER BY numbered.k0, numbered.number;
-- with {"keys":[1,2,4,5],"row_limit":20,"w0":"B"}

-- 8. Keeper.enclosures
SELECT count(*) AS c0, enclosures_1.keeper_id AS k0
FROM enclosures AS enclosures_1
WHERE enclosures_1.keeper_id IN (__[POSTCOMPILE_keys]) GROUP BY enclosures_1.keeper_id;
-- with {"keys":[1,2,4,5]}
