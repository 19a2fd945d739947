-- 1. orders
SELECT grouped.g0 AS c0, grouped.g1 AS c1, grouped.a0 AS c2, grouped.a1 AS c3, grouped.a2 AS c4
FROM (SELECT listed.g0 AS g0, listed.g1 AS g1, count(*) AS a0, CASE WHEN (count(CAST(round(listed.v0 * 100) AS INTEGER)) > 0) THEN printf('%019d%010d', sum(CAST(round(listed.v0 * 100) AS INTEGER) >> 32) + (sum(CAST(round(listed.v0 * 100) AS INTEGER) & 4294967295) >> 32) + 4611686018427387904, sum(CAST(round(listed.v0 * 100) AS INTEGER) & 4294967295) & 4294967295) END AS a1, avg(CAST(round(listed.v0 * 100) AS INTEGER)) / (? + 0.0) AS a2
FROM (SELECT orders_1.status AS g0, strftime(?, CAST(strftime(?, substr(orders_1.placed_at, 1, 19)) AS INTEGER) + 32400, ?) AS g1, orders_1.total AS v0
FROM orders AS orders_1) AS listed GROUP BY listed.g0, listed.g1) AS grouped
WHERE grouped.a0 >= ? ORDER BY grouped.a1 DESC NULLS FIRST, CASE grouped.g0 WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END ASC NULLS LAST, grouped.g1 ASC NULLS LAST
 LIMIT ? OFFSET ?;
-- with {"h0":1,"row_limit":20}
