-- 1. orders
SELECT grouped.g0 AS c0, grouped.g1 AS c1, grouped.a0 AS c2, grouped.a1 AS c3, grouped.a2 AS c4
FROM (SELECT listed.g0 AS g0, listed.g1 AS g1, count(*) AS a0, CAST(sum(listed.v0) AS NUMERIC) AS a1, round(avg(CAST(listed.v0 AS NUMERIC)), $1::INTEGER) AS a2
FROM (SELECT orders_1.status AS g0, CAST(date_trunc($2::VARCHAR, timezone($3::VARCHAR, orders_1.placed_at)) AS DATE) AS g1, orders_1.total AS v0
FROM orders AS orders_1) AS listed GROUP BY listed.g0, listed.g1) AS grouped
WHERE grouped.a0 >= $4::INTEGER ORDER BY grouped.a1 DESC, CASE grouped.g0 WHEN $5 THEN $6::INTEGER WHEN $7 THEN $8::INTEGER WHEN $9 THEN $10::INTEGER WHEN $11 THEN $12::INTEGER WHEN $13 THEN $14::INTEGER END ASC, grouped.g1 ASC
 LIMIT $15::INTEGER;
-- with {"h0":1,"row_limit":20}
