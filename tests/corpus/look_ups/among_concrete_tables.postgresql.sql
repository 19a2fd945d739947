-- 1. structure
SELECT pjoin_1.name AS c0, pjoin_1.type AS c1, pjoin_1.type AS c2, pjoin_1.id AS c3
FROM (SELECT structures.id AS id, structures.name AS name, CAST(NULL AS INTEGER) AS height, CAST(NULL AS INTEGER) AS span, 'structure' AS type
FROM structures UNION ALL SELECT towers.id AS id, towers.name AS name, towers.height AS height, CAST(NULL AS INTEGER) AS span, 'tower' AS type
FROM towers UNION ALL SELECT bridges.id AS id, bridges.name AS name, CAST(NULL AS INTEGER) AS height, bridges.span AS span, 'bridge' AS type
FROM bridges) AS pjoin_1
WHERE pjoin_1.type = $1::VARCHAR AND pjoin_1.id = $2::INTEGER;
-- with {"key_0":"structure","key_1":1}

-- 2. structure
SELECT pjoin_1.name AS c0, pjoin_1.span AS c1, pjoin_1.type AS c2, pjoin_1.type AS c3, pjoin_1.id AS c4
FROM (SELECT structures.id AS id, structures.name AS name, CAST(NULL AS INTEGER) AS height, CAST(NULL AS INTEGER) AS span, 'structure' AS type
FROM structures UNION ALL SELECT towers.id AS id, towers.name AS name, towers.height AS height, CAST(NULL AS INTEGER) AS span, 'tower' AS type
FROM towers UNION ALL SELECT bridges.id AS id, bridges.name AS name, CAST(NULL AS INTEGER) AS height, bridges.span AS span, 'bridge' AS type
FROM bridges) AS pjoin_1
WHERE pjoin_1.type = $1::VARCHAR AND pjoin_1.id = $2::INTEGER;
-- with {"key_0":"bridge","key_1":1}

-- 3. tower
SELECT pjoin_1.name AS c0, pjoin_1.height AS c1, pjoin_1.id AS c2
FROM (SELECT towers.id AS id, towers.name AS name, towers.height AS height, 'tower' AS type
FROM towers) AS pjoin_1
WHERE pjoin_1.id = $1::INTEGER;
-- with {"key_0":1}
