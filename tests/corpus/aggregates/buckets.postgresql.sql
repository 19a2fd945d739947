-- 1. tickets
SELECT grouped.g0 AS c0, grouped.g1 AS c1, grouped.g2 AS c2, grouped.a0 AS c3
FROM (SELECT listed.g0 AS g0, listed.g1 AS g1, listed.g2 AS g2, count(*) AS a0
FROM (SELECT CAST(date_trunc($1::VARCHAR, timezone($2::VARCHAR, timezone($3::VARCHAR, tickets_1.used_at))) AS DATE) AS g0, CAST(date_trunc($4::VARCHAR, timezone($5::VARCHAR, timezone($6::VARCHAR, tickets_1.used_at))) AS DATE) AS g1, timezone($7::VARCHAR, date_trunc($8::VARCHAR, timezone($9::VARCHAR, tickets_1.used_at), $10::VARCHAR)) AS g2
FROM tickets AS tickets_1) AS listed GROUP BY listed.g0, listed.g1, listed.g2) AS grouped ORDER BY grouped.g0 ASC, grouped.g1 ASC, grouped.g2 ASC
 LIMIT $11::INTEGER;
-- with {"row_limit":20}
