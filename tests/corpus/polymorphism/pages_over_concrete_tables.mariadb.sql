-- 1. structures
SELECT anon_1.c0, anon_1.c1, anon_1.c2, 0 AS side
FROM (SELECT pjoin_1.id AS c0, pjoin_1.type AS c1, pjoin_1.type AS c2
FROM (SELECT structures.id AS id, structures.name AS name, CAST(NULL AS SIGNED INTEGER) AS height, CAST(NULL AS SIGNED INTEGER) AS span, 'structure' AS type
FROM structures UNION ALL SELECT towers.id AS id, towers.name AS name, towers.height AS height, CAST(NULL AS SIGNED INTEGER) AS span, 'tower' AS type
FROM towers UNION ALL SELECT bridges.id AS id, bridges.name AS name, CAST(NULL AS SIGNED INTEGER) AS height, bridges.span AS span, 'bridge' AS type
FROM bridges) AS pjoin_1
WHERE pjoin_1.id >= %s AND (pjoin_1.id > %s OR pjoin_1.id = %s AND pjoin_1.type > %s) ORDER BY pjoin_1.id ASC, pjoin_1.type ASC
 LIMIT 3) AS anon_1 UNION ALL SELECT anon_2.c0, anon_2.c1, anon_2.c2, 1 AS side
FROM (SELECT pjoin_1.id AS c0, pjoin_1.type AS c1, pjoin_1.type AS c2
FROM (SELECT structures.id AS id, structures.name AS name, CAST(NULL AS SIGNED INTEGER) AS height, CAST(NULL AS SIGNED INTEGER) AS span, 'structure' AS type
FROM structures UNION ALL SELECT towers.id AS id, towers.name AS name, towers.height AS height, CAST(NULL AS SIGNED INTEGER) AS span, 'tower' AS type
FROM towers UNION ALL SELECT bridges.id AS id, bridges.name AS name, CAST(NULL AS SIGNED INTEGER) AS height, bridges.span AS span, 'bridge' AS type
FROM bridges) AS pjoin_1
WHERE pjoin_1.id <= %s AND (pjoin_1.id < %s OR pjoin_1.id = %s AND pjoin_1.type < %s OR pjoin_1.id = %s AND pjoin_1.type = %s) ORDER BY pjoin_1.id DESC, pjoin_1.type DESC
 LIMIT %s) AS anon_2;
-- with {"after_0":1,"after_1":"structure"}
