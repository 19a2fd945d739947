-- 1. enclosures
SELECT enclosures_1.name AS c0, enclosures_1.id AS c1
FROM enclosures AS enclosures_1 ORDER BY enclosures_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Enclosure.feeds
SELECT page.c0, page.c1, page.c2, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT portions_1.grams AS c0, portions_1.since AS c1, feeds_1.name AS c2
FROM portions AS portions_1 JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id = anon_1.k0 ORDER BY feeds_1.id ASC, portions_1.enclosure_id ASC, portions_1.feed_id ASC
 LIMIT 2) AS page ON true;
-- with {"keys_0":[1,2,3,4]}

-- 3. Enclosure.feeds
SELECT count(*) AS count_1, portions_1.enclosure_id
FROM portions AS portions_1 JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id = ANY ($1::INTEGER[]) GROUP BY portions_1.enclosure_id;
-- with {"keys_0":[1,2,3,4]}
