-- 1. booths
SELECT booths_1.id AS c0, booths_1.name AS c1
FROM booths AS booths_1 ORDER BY (SELECT count(*) AS count_1
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = booths_1.id) DESC, (SELECT max(tickets_2.used_at) AS max_1
FROM tickets AS tickets_2
WHERE tickets_2.booth_id = booths_1.id) IS NULL ASC, (SELECT max(tickets_2.used_at) AS max_1
FROM tickets AS tickets_2
WHERE tickets_2.booth_id = booths_1.id) ASC, (SELECT CAST(sum(tickets_3.price) AS DECIMAL(65, 2)) AS sum_1
FROM tickets AS tickets_3
WHERE tickets_3.booth_id = booths_1.id) IS NULL DESC, (SELECT CAST(sum(tickets_3.price) AS DECIMAL(65, 2)) AS sum_1
FROM tickets AS tickets_3
WHERE tickets_3.booth_id = booths_1.id) DESC, booths_1.id DESC
 LIMIT 20;
-- with {}
