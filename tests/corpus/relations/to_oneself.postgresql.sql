-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.mentor_id AS c1, keepers_1.id AS c2
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT $1::INTEGER;
-- with {"row_limit":20}

-- 2. Keeper.mentor
SELECT keepers_1.mentor_id AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id = ANY ($1::INTEGER[]);
-- with {"keys_0":[1,2]}

-- 3. Keeper.apprentices
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = anon_1.k0 ORDER BY keepers_1.name ASC, keepers_1.id ASC
 LIMIT $2::INTEGER) AS page ON true;
-- with {"keys_0":[1,2,3,4,5],"row_limit":20}

-- 4. Keeper.mentor
SELECT keepers_1.name AS c0, keepers_1.id AS c1
FROM keepers AS keepers_1
WHERE keepers_1.id = ANY ($1::INTEGER[]);
-- with {"keys_0":[1]}

-- 5. Keeper.apprentices
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT keepers_1.name AS c0
FROM keepers AS keepers_1
WHERE keepers_1.mentor_id = anon_1.k0 ORDER BY keepers_1.name ASC, keepers_1.id ASC
 LIMIT $2::INTEGER) AS page ON true;
-- with {"keys_0":[2,4,3],"row_limit":20}
