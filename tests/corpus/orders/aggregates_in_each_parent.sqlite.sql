-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 LEFT OUTER JOIN keepers AS keepers_2 ON keepers_2.id = keepers_1.mentor_id ORDER BY (SELECT count(*) AS count_1
FROM enclosures AS enclosures_1
WHERE enclosures_1.keeper_id = keepers_1.id) DESC, (SELECT count(*) AS count_2
FROM keepers AS keepers_3
WHERE keepers_3.mentor_id = keepers_2.id) ASC, keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Keeper.visited
SELECT enclosures_1.name AS c0, (SELECT count(*) AS count_1
FROM visits AS visits_1 JOIN keepers AS keepers_1 ON visits_1.keeper_id = keepers_1.id
WHERE visits_1.enclosure_id = enclosures_1.id) AS c1, (SELECT avg(feeds_1.price) AS avg_1
FROM portions AS portions_1 JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id = enclosures_1.id) AS c2, enclosures_1.id AS c3, keys.value AS k0
FROM enclosures AS enclosures_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE enclosures_1.id IN (SELECT enclosures_2.id
FROM visits AS visits_2 JOIN enclosures AS enclosures_2 ON visits_2.enclosure_id = enclosures_2.id
WHERE visits_2.keeper_id = keys.value ORDER BY (SELECT count(*) AS count_2
FROM visits AS visits_3 JOIN keepers AS keepers_2 ON visits_3.keeper_id = keepers_2.id
WHERE visits_3.enclosure_id = enclosures_2.id) DESC, (SELECT avg(feeds_2.price) AS avg_2
FROM portions AS portions_2 JOIN feeds AS feeds_2 ON feeds_2.id = portions_2.feed_id
WHERE portions_2.enclosure_id = enclosures_2.id) ASC NULLS LAST, enclosures_2.id ASC
 LIMIT 2 OFFSET ?) ORDER BY keys.value, (SELECT count(*) AS count_1
FROM visits AS visits_1 JOIN keepers AS keepers_1 ON visits_1.keeper_id = keepers_1.id
WHERE visits_1.enclosure_id = enclosures_1.id) DESC, (SELECT avg(feeds_1.price) AS avg_1
FROM portions AS portions_1 JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id = enclosures_1.id) ASC NULLS LAST, enclosures_1.id ASC;
-- with {"keys":"[1,2,4,5,3]"}
