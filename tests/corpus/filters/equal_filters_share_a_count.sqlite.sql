-- 1. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name = ? ORDER BY keepers_1.id ASC
 LIMIT 1 OFFSET ?;
-- with {"w0":"Ben"}

-- 2. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1
WHERE keepers_1.name = ?;
-- with {"w0":"Ben"}

-- 3. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1
WHERE keepers_1.name = ? ORDER BY keepers_1.id DESC
 LIMIT 1 OFFSET ?;
-- with {"w0":"Ben"}

-- 4. keepers
SELECT keepers_1.id AS c0
FROM keepers AS keepers_1 ORDER BY keepers_1.id ASC
 LIMIT 1 OFFSET ?;
-- with {}

-- 5. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1;
-- with {}
