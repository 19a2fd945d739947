-- 1. ledgers
SELECT ledgers_1.id AS c0
FROM ledgers AS ledgers_1 ORDER BY ledgers_1.id ASC
 LIMIT 20;
-- with {}
