-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.enclosures
SELECT page.c0, page.k0
FROM (SELECT enclosures_1.name AS c0, enclosures_1.keeper_id AS k0, row_number() OVER (PARTITION BY enclosures_1.keeper_id ORDER BY enclosures_1.name ASC, enclosures_1.id ASC) AS number
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > %s AND enclosures_1.keeper_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 2 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5],"w0":"B"}

-- 3. Keeper.enclosures
SELECT count(*) AS count_1, enclosures_1.keeper_id
FROM enclosures AS enclosures_1
WHERE enclosures_1.name > %s AND enclosures_1.keeper_id IN (__[POSTCOMPILE_keys]) GROUP BY enclosures_1.keeper_id;
-- with {"keys":[1,2,3,4,5],"w0":"B"}
