-- 1. enclosures
SELECT enclosures_1.name AS c0, enclosures_1.id AS c1
FROM enclosures AS enclosures_1 ORDER BY enclosures_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Enclosure.feeds
SELECT page.c0, page.c1, page.c2, page.k0
FROM (SELECT portions_1.grams AS c0, portions_1.since AS c1, feeds_1.name AS c2, portions_1.enclosure_id AS k0, row_number() OVER (PARTITION BY portions_1.enclosure_id ORDER BY feeds_1.id ASC, portions_1.enclosure_id ASC, portions_1.feed_id ASC) AS number
FROM portions AS portions_1 JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id IN (SELECT keys.value
FROM json_each(?) AS keys)) AS page
WHERE page.number <= 2 ORDER BY page.k0, page.number;
-- with {"keys":"[1,2,3,4]"}

-- 3. Enclosure.feeds
SELECT count(*) AS count_1, portions_1.enclosure_id
FROM portions AS portions_1 JOIN feeds AS feeds_1 ON feeds_1.id = portions_1.feed_id
WHERE portions_1.enclosure_id IN (SELECT keys.value
FROM json_each(?) AS keys) GROUP BY portions_1.enclosure_id;
-- with {"keys":"[1,2,3,4]"}
