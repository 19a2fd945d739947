-- 1. tickets
SELECT tickets_1.booth_id AS c0
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT 2;
-- with {}

-- 2. eggs
SELECT eggs_1.bird_id AS c0
FROM eggs AS eggs_1 ORDER BY eggs_1.id ASC
 LIMIT 20;
-- with {}
