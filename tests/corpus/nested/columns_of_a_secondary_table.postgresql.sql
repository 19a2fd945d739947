-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.visited
SELECT page.c0, page.c1, page.c2, page.c3, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT visits_1.visited_on AS c0, visits_1.minutes AS c1, enclosures_1.name AS c2, enclosures_1.id AS c3
FROM visits AS visits_1 JOIN enclosures AS enclosures_1 ON visits_1.enclosure_id = enclosures_1.id
WHERE visits_1.keeper_id = anon_1.k0 ORDER BY enclosures_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}
