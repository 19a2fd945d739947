-- 1. tickets
SELECT tickets_1.id AS c0
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT 3;
-- with {}

-- 2. Ticket.labels
SELECT page.c0, page.k0
FROM (SELECT labels_1.text AS c0, ticket_labels_1.ticket_id AS k0, row_number() OVER (PARTITION BY ticket_labels_1.ticket_id ORDER BY labels_1.text DESC, labels_1.id DESC) AS number
FROM ticket_labels AS ticket_labels_1 INNER JOIN labels AS labels_1 ON ticket_labels_1.label_id = labels_1.id
WHERE ticket_labels_1.ticket_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 1 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3]}
