-- 1. keepers
SELECT keepers_1.name AS c0, keeper_badges_1.keeper_id AS c1, keeper_badges_1.text AS c2, keepers_2.id AS c3, keepers_2.name AS c4
FROM keepers AS keepers_1 LEFT OUTER JOIN keeper_badges AS keeper_badges_1 ON keeper_badges_1.keeper_id = keepers_1.id LEFT OUTER JOIN keepers AS keepers_2 ON keepers_2.id = keeper_badges_1.keeper_id ORDER BY keepers_1.id ASC
 LIMIT 20;
-- with {}
