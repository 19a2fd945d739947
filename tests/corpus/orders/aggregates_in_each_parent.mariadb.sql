-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 LEFT OUTER JOIN keepers AS keepers_2 ON keepers_2.id = keepers_1.mentor_id ORDER BY (SELECT count(*) AS count_1
FROM enclosures AS enclosures_1
WHERE enclosures_1.keeper_id = keepers_1.id) DESC, (SELECT count(*) AS count_2
FROM keepers AS keepers_3
WHERE keepers_3.mentor_id = keepers_2.id) ASC, keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.visited
SELECT page.c0, page.c1, page.c2, page.c3, page.k0
FROM (SELECT enclosures_1.name AS c0, (SELECT count(*) AS count_1
FROM visits AS visits_1 INNER JOIN keepers AS keepers_1 ON visits_1.keeper_id = keepers_1.id
WHERE visits_1.enclosure_id = enclosures_1.id) AS c1, (SELECT CAST(sum(feeds_1.price) AS DOUBLE) / count(feeds_1.price) AS anon_1
FROM portions AS portions_1 INNER JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id = enclosures_1.id) AS c2, enclosures_1.id AS c3, visits_2.keeper_id AS k0, row_number() OVER (PARTITION BY visits_2.keeper_id ORDER BY (SELECT count(*) AS count_1
FROM visits AS visits_1 INNER JOIN keepers AS keepers_1 ON visits_1.keeper_id = keepers_1.id
WHERE visits_1.enclosure_id = enclosures_1.id) DESC, (SELECT CAST(sum(feeds_1.price) AS DOUBLE) / count(feeds_1.price) AS anon_1
FROM portions AS portions_1 INNER JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id = enclosures_1.id) IS NULL ASC, (SELECT CAST(sum(feeds_1.price) AS DOUBLE) / count(feeds_1.price) AS anon_1
FROM portions AS portions_1 INNER JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id = enclosures_1.id) ASC, enclosures_1.id ASC) AS number
FROM visits AS visits_2 INNER JOIN enclosures AS enclosures_1 ON visits_2.enclosure_id = enclosures_1.id
WHERE visits_2.keeper_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 2 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,4,5,3]}
