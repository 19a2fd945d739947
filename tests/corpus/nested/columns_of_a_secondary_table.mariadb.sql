-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.visited
SELECT page.c0, page.c1, page.c2, page.c3, page.k0
FROM (SELECT visits_1.visited_on AS c0, visits_1.minutes AS c1, enclosures_1.name AS c2, enclosures_1.id AS c3, visits_1.keeper_id AS k0, row_number() OVER (PARTITION BY visits_1.keeper_id ORDER BY enclosures_1.id ASC) AS number
FROM visits AS visits_1 INNER JOIN enclosures AS enclosures_1 ON visits_1.enclosure_id = enclosures_1.id
WHERE visits_1.keeper_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}
