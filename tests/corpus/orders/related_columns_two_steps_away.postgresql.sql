-- 1. animals
SELECT animals_1.name AS c0, animals_1.kind AS c1
FROM animals AS animals_1 LEFT OUTER JOIN enclosures AS enclosures_1 ON enclosures_1.id = animals_1.enclosure_id LEFT OUTER JOIN keepers AS keepers_1 ON keepers_1.id = enclosures_1.keeper_id ORDER BY keepers_1.name ASC, animals_1.name DESC, animals_1.id DESC
 LIMIT 20;
-- with {}
