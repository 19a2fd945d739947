-- 1. ledgers
SELECT ledgers_1.id AS c0
FROM ledgers AS ledgers_1 ORDER BY ledgers_1.id ASC
 LIMIT $1::INTEGER;
-- with {"row_limit":20}
