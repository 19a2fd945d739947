-- 1. enclosures
SELECT enclosures_1.name AS c0, enclosures_1.id AS c1
FROM enclosures AS enclosures_1 ORDER BY enclosures_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Enclosure.animals
SELECT animals_1.name AS c0, animals_1.kind AS c1, keys.value AS k0
FROM animals AS animals_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE animals_1.id IN (SELECT animals_2.id
FROM animals AS animals_2
WHERE animals_2.enclosure_id = keys.value ORDER BY animals_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, animals_1.id ASC;
-- with {"keys":"[1,2,3,4]"}

-- 3. Enclosure.portions
SELECT portions_1.grams AS c0, keys.value AS k0
FROM portions AS portions_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE (portions_1.enclosure_id, portions_1.feed_id) IN (SELECT portions_2.enclosure_id, portions_2.feed_id
FROM portions AS portions_2
WHERE portions_2.enclosure_id = keys.value ORDER BY portions_2.enclosure_id ASC, portions_2.feed_id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, portions_1.enclosure_id ASC, portions_1.feed_id ASC;
-- with {"keys":"[1,2,3,4]"}

-- 4. Enclosure.visitors
SELECT keepers_1.name AS c0, keys.value AS k0
FROM keepers AS keepers_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE keepers_1.id IN (SELECT keepers_2.id
FROM visits AS visits_1 JOIN keepers AS keepers_2 ON visits_1.keeper_id = keepers_2.id
WHERE visits_1.enclosure_id = keys.value ORDER BY keepers_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, keepers_1.id ASC;
-- with {"keys":"[1,2,3,4]"}
