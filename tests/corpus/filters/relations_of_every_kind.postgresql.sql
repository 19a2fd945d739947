-- 1. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE EXISTS (SELECT 1
FROM visits AS visits_1 JOIN enclosures AS enclosures_1 ON visits_1.enclosure_id = enclosures_1.id
WHERE visits_1.keeper_id = keepers_1.id AND enclosures_1.name LIKE $1::VARCHAR ESCAPE '/') ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"S%"}

-- 2. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE EXISTS (SELECT 1
FROM friendships AS friendships_1 JOIN keepers AS keepers_2 ON friendships_1.friend_id = keepers_2.id
WHERE friendships_1.keeper_id = keepers_1.id AND keepers_2.name = $1::VARCHAR) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":"Ada"}

-- 3. enclosures
SELECT enclosures_1.name AS c0
FROM enclosures AS enclosures_1
WHERE EXISTS (SELECT 1
FROM portions AS portions_1 JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id = enclosures_1.id AND feeds_1.price > $1::INTEGER) ORDER BY enclosures_1.id ASC
 LIMIT 20;
-- with {"w0":2}

-- 4. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE EXISTS (SELECT 1
FROM enclosures AS enclosures_1
WHERE keepers_1.id = enclosures_1.keeper_id AND enclosures_1.area >= $1::INTEGER) ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 5. keepers
SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE (SELECT count(*) AS count_1
FROM feeds AS feeds_1
WHERE feeds_1.price <= keepers_1.budget) > $1::INTEGER ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {"w0":1}

-- 6. birds
SELECT animals_1.name AS c0
FROM animals AS animals_1 JOIN birds AS birds_1 ON animals_1.id = birds_1.id
WHERE EXISTS (SELECT 1
FROM eggs AS eggs_1
WHERE eggs_1.bird_id = birds_1.id AND eggs_1.grams > $1::INTEGER) ORDER BY birds_1.id ASC
 LIMIT 20;
-- with {"w0":1}

-- 7. animals
SELECT animals_1.name AS c0, animals_1.kind AS c1
FROM animals AS animals_1
WHERE EXISTS (SELECT 1
FROM animals AS animals_2
WHERE animals_2.id = animals_1.mother_id AND animals_2.name IS NOT NULL) ORDER BY animals_1.id ASC
 LIMIT 20;
-- with {}
