-- 1. booths
SELECT booths_1.id AS c0, booths_1.name AS c1
FROM booths AS booths_1 ORDER BY (SELECT count(*) AS count_1
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = booths_1.id) DESC, (SELECT max(tickets_2.used_at) AS max_1
FROM tickets AS tickets_2
WHERE tickets_2.booth_id = booths_1.id) ASC NULLS LAST, (SELECT CASE WHEN (count(CAST(round(tickets_3.price * 100) AS INTEGER)) > 0) THEN printf('%019d%010d', sum(CAST(round(tickets_3.price * 100) AS INTEGER) >> 32) + (sum(CAST(round(tickets_3.price * 100) AS INTEGER) & 4294967295) >> 32) + 4611686018427387904, sum(CAST(round(tickets_3.price * 100) AS INTEGER) & 4294967295) & 4294967295) END AS anon_1
FROM tickets AS tickets_3
WHERE tickets_3.booth_id = booths_1.id) DESC NULLS FIRST, booths_1.id DESC
 LIMIT 20 OFFSET ?;
-- with {}
