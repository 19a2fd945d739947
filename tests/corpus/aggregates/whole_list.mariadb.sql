-- 1. tickets
SELECT count(*) AS c0, count(DISTINCT tickets_1.points) AS c1, count(DISTINCT tickets_1.note) AS c2, CAST(sum(tickets_1.points) AS SIGNED INTEGER) AS c3, CAST(sum(tickets_1.price) AS DECIMAL(65, 2)) AS c4, CAST(sum(tickets_1.points) AS DOUBLE) / count(tickets_1.points) AS c5, CAST(CAST(sum(tickets_1.price) AS DECIMAL(65, 8)) / count(tickets_1.price) AS DECIMAL(65, 8)) AS c6, min(tickets_1.points) AS c7, min(tickets_1.price) AS c8, min(tickets_1.used_at) AS c9, min(tickets_1.note) AS c10, max(tickets_1.points) AS c11, max(tickets_1.price) AS c12, max(tickets_1.used_at) AS c13, max(tickets_1.note) AS c14
FROM tickets AS tickets_1;
-- with {}
