-- 1. tickets
SELECT count(*) AS c0, count(DISTINCT tickets_1.points) AS c1, count(DISTINCT tickets_1.note) AS c2, CAST(sum(tickets_1.points) AS BIGINT) AS c3, CAST(sum(tickets_1.price) AS NUMERIC) AS c4, CAST(sum(tickets_1.points) AS DOUBLE PRECISION) / CAST(count(tickets_1.points) AS DOUBLE PRECISION) AS c5, round(avg(CAST(tickets_1.price AS NUMERIC)), $1::INTEGER) AS c6, min(tickets_1.points) AS c7, min(tickets_1.price) AS c8, min(tickets_1.used_at) AS c9, min(tickets_1.note) AS c10, max(tickets_1.points) AS c11, max(tickets_1.price) AS c12, max(tickets_1.used_at) AS c13, max(tickets_1.note) AS c14
FROM tickets AS tickets_1;
-- with {}
