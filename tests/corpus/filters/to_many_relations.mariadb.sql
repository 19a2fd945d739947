-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE EXISTS (SELECT 1
FROM enclosures AS enclosures_1
WHERE enclosures_1.keeper_id = keepers_1.id AND enclosures_1.area > %s) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":100}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE NOT (EXISTS (SELECT 1
FROM enclosures AS enclosures_1
WHERE enclosures_1.keeper_id = keepers_1.id AND enclosures_1.area > %s)) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":100}

-- 3. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE NOT (EXISTS (SELECT 1
FROM enclosures AS enclosures_1
WHERE enclosures_1.keeper_id = keepers_1.id AND (enclosures_1.area > %s) IS NOT true)) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":100}

-- 4. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE NOT (EXISTS (SELECT 1
FROM enclosures AS enclosures_1
WHERE enclosures_1.keeper_id = keepers_1.id)) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}
