-- 1. enclosures
SELECT enclosures_1.name AS c0, keepers_1.id AS c1, keepers_1.name AS c2, keepers_2.id AS c3, keepers_2.name AS c4
FROM enclosures AS enclosures_1 LEFT OUTER JOIN keepers AS keepers_1 ON keepers_1.id = enclosures_1.keeper_id LEFT OUTER JOIN keepers AS keepers_2 ON keepers_2.id = enclosures_1.substitute_id ORDER BY enclosures_1.id ASC
 LIMIT 20;
-- with {}
