-- 1. tickets
SELECT grouped.g0 AS c0, grouped.g1 AS c1, NULL AS c2, grouped.a0 AS c3, grouped.a1 AS c4
FROM (SELECT listed.g0 AS g0, listed.g1 AS g1, count(*) AS a0, sum(listed.v0) AS a1
FROM (SELECT tickets_1.booth_id AS g0, tickets_1.is_void AS g1, tickets_1.points AS v0
FROM tickets AS tickets_1) AS listed GROUP BY listed.g0, listed.g1) AS grouped
WHERE grouped.a0 > ? AND grouped.a1 >= ? ORDER BY grouped.a0 DESC, grouped.g1 ASC NULLS LAST, grouped.g0 ASC NULLS LAST
 LIMIT ? OFFSET ?;
-- with {"h0":1,"h1":2,"row_limit":5}
