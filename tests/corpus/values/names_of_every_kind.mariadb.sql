-- 1. selects
SELECT select_1.class AS c0, select_1.`from` AS c1, select_1.type AS c2, select_1.`order` AS c3, select_1.`group` AS c4, select_1.`select` AS c5, select_1.__typename AS c6, select_1.`true` AS c7, select_1.`null` AS c8, select_1.first AS c9, select_1.after AS c10, select_1.`cursor` AS c11, select_1.node AS c12, select_1.edges AS c13, select_1.self AS c14, select_1.info AS c15, select_1.`values` AS c16, select_1.`keys` AS c17, select_1.`per%%cent` AS c18, select_1.`qu"ote``d` AS c19, select_1.`co:lon (x)` AS c20
FROM `select` AS select_1 ORDER BY select_1.id ASC
 LIMIT 20;
-- with {}

-- 2. grosses
SELECT `größen_1`.`straße` AS c0, `größen_1`.`名前` AS c1
FROM `größen` AS `größen_1` ORDER BY `größen_1`.id ASC
 LIMIT 20;
-- with {}

-- 3. queryRecords
SELECT query_1.text AS c0, query_1.id AS c1
FROM query AS query_1 ORDER BY query_1.id ASC
 LIMIT 20;
-- with {}

-- 4. QueryRecord.strings
SELECT string_1.length AS c0, string_1.query_id AS k0
FROM string AS string_1
WHERE string_1.query_id = %s ORDER BY string_1.id ASC
 LIMIT 20;
-- with {"key_0":1}
