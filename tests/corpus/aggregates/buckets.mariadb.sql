-- 1. tickets
SELECT grouped.g0 AS c0, grouped.g1 AS c1, grouped.g2 AS c2, grouped.a0 AS c3
FROM (SELECT listed.g0 AS g0, listed.g1 AS g1, listed.g2 AS g2, count(*) AS a0
FROM (SELECT date(timestampadd(QUARTER, quarter(timestampadd(SECOND, CASE WHEN (tickets_1.used_at < %s) THEN 19800 ELSE 20700 END, tickets_1.used_at)) - 1, makedate(year(timestampadd(SECOND, CASE WHEN (tickets_1.used_at < %s) THEN 19800 ELSE 20700 END, tickets_1.used_at)), %s))) AS g0, date(timestampadd(DAY, 0 - weekday(timestampadd(SECOND, CASE WHEN (tickets_1.used_at < %s) THEN 19800 ELSE 20700 END, tickets_1.used_at)), timestampadd(SECOND, CASE WHEN (tickets_1.used_at < %s) THEN 19800 ELSE 20700 END, tickets_1.used_at))) AS g1, CAST(timestampadd(SECOND, 0 - CASE WHEN (tickets_1.used_at < %s) THEN 19800 ELSE 20700 END, date_format(timestampadd(SECOND, CASE WHEN (tickets_1.used_at < %s) THEN 19800 ELSE 20700 END, tickets_1.used_at), %s)) AS DATETIME) AS g2
FROM tickets AS tickets_1) AS listed GROUP BY listed.g0, listed.g1, listed.g2) AS grouped ORDER BY grouped.g0 IS NULL ASC, grouped.g0 ASC, grouped.g1 IS NULL ASC, grouped.g1 ASC, grouped.g2 IS NULL ASC, grouped.g2 ASC
 LIMIT %s;
-- with {"row_limit":20}
