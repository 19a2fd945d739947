-- 1. tickets
SELECT tickets_1.id AS c0
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT 5;
-- with {}

-- 2. Ticket.labels
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT labels_1.text AS c0
FROM ticket_labels AS ticket_labels_1 JOIN labels AS labels_1 ON ticket_labels_1.label_id = labels_1.id
WHERE ticket_labels_1.ticket_id = anon_1.k0 ORDER BY labels_1.id ASC
 LIMIT 1) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}
