-- 1. booths
SELECT booths_1.name AS c0, booths_1.id AS c1
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 2;
-- with {}

-- 2. Booth.tickets
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT tickets_1.id AS c0
FROM tickets AS tickets_1
WHERE tickets_1.booth_id = anon_1.k0 ORDER BY tickets_1.id ASC
 LIMIT 2) AS page ON true;
-- with {"keys_0":[1,2]}

-- 3. Ticket.labels
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT labels_1.text AS c0, labels_1.id AS c1
FROM ticket_labels AS ticket_labels_1 JOIN labels AS labels_1 ON ticket_labels_1.label_id = labels_1.id
WHERE ticket_labels_1.ticket_id = anon_1.k0 ORDER BY labels_1.id ASC
 LIMIT 2) AS page ON true;
-- with {"keys_0":[3,6,1,4]}

-- 4. Label.tickets
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT tickets_1.id AS c0
FROM ticket_labels AS ticket_labels_1 JOIN tickets AS tickets_1 ON ticket_labels_1.ticket_id = tickets_1.id
WHERE ticket_labels_1.label_id = anon_1.k0 ORDER BY tickets_1.id ASC
 LIMIT 1) AS page ON true;
-- with {"keys_0":[3,6,1,5]}
