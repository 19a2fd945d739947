-- 1. orders
SELECT grouped.g0 AS c0, grouped.g1 AS c1, grouped.a0 AS c2, grouped.a1 AS c3, grouped.a2 AS c4
FROM (SELECT listed.g0 AS g0, listed.g1 AS g1, count(*) AS a0, CAST(sum(listed.v0) AS DECIMAL(65, 2)) AS a1, CAST(CAST(sum(listed.v0) AS DECIMAL(65, 8)) / count(listed.v0) AS DECIMAL(65, 8)) AS a2
FROM (SELECT orders_1.status AS g0, date(timestampadd(DAY, 1 - dayofmonth(timestampadd(SECOND, 32400, orders_1.placed_at)), timestampadd(SECOND, 32400, orders_1.placed_at))) AS g1, orders_1.total AS v0
FROM orders AS orders_1) AS listed GROUP BY listed.g0, listed.g1) AS grouped
WHERE grouped.a0 >= %s ORDER BY grouped.a1 IS NULL DESC, grouped.a1 DESC, CASE grouped.g0 WHEN %s THEN %s WHEN %s THEN %s WHEN %s THEN %s WHEN %s THEN %s WHEN %s THEN %s END IS NULL ASC, CASE grouped.g0 WHEN %s THEN %s WHEN %s THEN %s WHEN %s THEN %s WHEN %s THEN %s WHEN %s THEN %s END ASC, grouped.g1 IS NULL ASC, grouped.g1 ASC
 LIMIT %s;
-- with {"h0":1,"row_limit":20}
