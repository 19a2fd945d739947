-- 1. structures
SELECT pjoin_1.id AS c0, pjoin_1.name AS c1, pjoin_1.height AS c2, pjoin_1.span AS c3, pjoin_1.type AS c4
FROM (SELECT structures.id AS id, structures.name AS name, CAST(NULL AS INTEGER) AS height, CAST(NULL AS INTEGER) AS span, 'structure' AS type
FROM structures UNION ALL SELECT towers.id AS id, towers.name AS name, towers.height AS height, CAST(NULL AS INTEGER) AS span, 'tower' AS type
FROM towers UNION ALL SELECT bridges.id AS id, bridges.name AS name, CAST(NULL AS INTEGER) AS height, bridges.span AS span, 'bridge' AS type
FROM bridges) AS pjoin_1 ORDER BY pjoin_1.name ASC, pjoin_1.id ASC, pjoin_1.type ASC
 LIMIT 20;
-- with {}

-- 2. structures
SELECT count(*) AS count_1
FROM (SELECT structures.id AS id, structures.name AS name, CAST(NULL AS INTEGER) AS height, CAST(NULL AS INTEGER) AS span, 'structure' AS type
FROM structures UNION ALL SELECT towers.id AS id, towers.name AS name, towers.height AS height, CAST(NULL AS INTEGER) AS span, 'tower' AS type
FROM towers UNION ALL SELECT bridges.id AS id, bridges.name AS name, CAST(NULL AS INTEGER) AS height, bridges.span AS span, 'bridge' AS type
FROM bridges) AS pjoin_1;
-- with {}
