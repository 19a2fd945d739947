-- 1. booths
SELECT booths_1.name AS c0, booths_1.id AS c1
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Booth.tickets
SELECT count(*) AS c0, sum(tickets_1.points) AS c1, CASE WHEN (count(CAST(round(tickets_1.price * 100) AS INTEGER)) > 0) THEN printf('%019d%010d', sum(CAST(round(tickets_1.price * 100) AS INTEGER) >> 32) + (sum(CAST(round(tickets_1.price * 100) AS INTEGER) & 4294967295) >> 32) + 4611686018427387904, sum(CAST(round(tickets_1.price * 100) AS INTEGER) & 4294967295) & 4294967295) END AS c2, max(tickets_1.used_at) AS c3, tickets_1.booth_id AS k0
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (SELECT keys.value
FROM json_each(?) AS keys) GROUP BY tickets_1.booth_id;
-- with {"keys":"[1,2,3,4]"}

-- 3. Booth.tickets
SELECT count(*) AS count_1, tickets_1.booth_id
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (SELECT keys.value
FROM json_each(?) AS keys) GROUP BY tickets_1.booth_id;
-- with {"keys":"[1,2,3,4]"}
