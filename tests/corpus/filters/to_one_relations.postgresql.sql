-- 1. enclosures
SELECT enclosures_1.name AS c0
FROM enclosures AS enclosures_1
WHERE EXISTS (SELECT 1
FROM keepers AS keepers_1
WHERE keepers_1.id = enclosures_1.keeper_id AND (EXISTS (SELECT 1
FROM keepers AS keepers_2
WHERE keepers_2.id = keepers_1.mentor_id AND keepers_2.name = $1::VARCHAR))) ORDER BY enclosures_1.id ASC
 LIMIT 20;
-- with {"w0":"Ada"}

-- 2. enclosures
SELECT enclosures_1.name AS c0
FROM enclosures AS enclosures_1
WHERE EXISTS (SELECT 1
FROM keepers AS keepers_1
WHERE keepers_1.id = enclosures_1.substitute_id) ORDER BY enclosures_1.id ASC
 LIMIT 20;
-- with {}
