-- 1. keepers
SELECT keepers_1.name AS c0, keepers_2.id AS c1, keepers_3.id AS c2, keepers_3.name AS c3, keepers_1.id AS c4
FROM keepers AS keepers_1 LEFT OUTER JOIN keepers AS keepers_2 ON keepers_2.id = keepers_1.mentor_id LEFT OUTER JOIN keepers AS keepers_3 ON keepers_3.id = keepers_2.mentor_id ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Keeper.apprentices
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = anon_1.k0 ORDER BY keepers_1.name ASC, keepers_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}

-- 3. Keeper.apprentices
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = anon_1.k0 ORDER BY keepers_1.name ASC, keepers_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[2,4,3]}
