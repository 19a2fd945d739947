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
SELECT page.c0, page.c1, page.c2, page.c3, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT enclosures_1.name AS c0, (SELECT count(*) AS count_1
FROM visits AS visits_1 JOIN keepers AS keepers_1 ON visits_1.keeper_id = keepers_1.id
WHERE visits_1.enclosure_id = enclosures_1.id) AS c1, (SELECT CAST(sum(feeds_1.price) AS DOUBLE PRECISION) / CAST(count(feeds_1.price) AS DOUBLE PRECISION) AS anon_2
FROM portions AS portions_1 JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id = enclosures_1.id) AS c2, enclosures_1.id AS c3
FROM visits AS visits_2 JOIN enclosures AS enclosures_1 ON visits_2.enclosure_id = enclosures_1.id
WHERE visits_2.keeper_id = anon_1.k0 ORDER BY (SELECT count(*) AS count_1
FROM visits AS visits_1 JOIN keepers AS keepers_1 ON visits_1.keeper_id = keepers_1.id
WHERE visits_1.enclosure_id = enclosures_1.id) DESC, (SELECT CAST(sum(feeds_1.price) AS DOUBLE PRECISION) / CAST(count(feeds_1.price) AS DOUBLE PRECISION) AS anon_2
FROM portions AS portions_1 JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id = enclosures_1.id) ASC, enclosures_1.id ASC
 LIMIT 2) AS page ON true;
-- with {"keys_0":[1,2,4,5,3]}
