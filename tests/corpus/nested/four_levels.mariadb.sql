-- 1. booths
SELECT booths_1.name AS c0, booths_1.id AS c1
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 2;
-- with {}

-- 2. Booth.tickets
SELECT page.c0, page.k0
FROM (SELECT tickets_1.id AS c0, tickets_1.booth_id AS k0, row_number() OVER (PARTITION BY tickets_1.booth_id ORDER BY tickets_1.id ASC) AS number
FROM tickets AS tickets_1
WHERE tickets_1.booth_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 2 ORDER BY page.k0, page.number;
-- with {"keys":[1,2]}

-- 3. Ticket.labels
SELECT page.c0, page.c1, page.k0
FROM (SELECT labels_1.text AS c0, labels_1.id AS c1, ticket_labels_1.ticket_id AS k0, row_number() OVER (PARTITION BY ticket_labels_1.ticket_id ORDER BY labels_1.id ASC) AS number
FROM ticket_labels AS ticket_labels_1 INNER JOIN labels AS labels_1 ON ticket_labels_1.label_id = labels_1.id
WHERE ticket_labels_1.ticket_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 2 ORDER BY page.k0, page.number;
-- with {"keys":[3,6,1,4]}

-- 4. Label.tickets
SELECT page.c0, page.k0
FROM (SELECT tickets_1.id AS c0, ticket_labels_1.label_id AS k0, row_number() OVER (PARTITION BY ticket_labels_1.label_id ORDER BY tickets_1.id ASC) AS number
FROM ticket_labels AS ticket_labels_1 INNER JOIN tickets AS tickets_1 ON ticket_labels_1.ticket_id = tickets_1.id
WHERE ticket_labels_1.label_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 1 ORDER BY page.k0, page.number;
-- with {"keys":[1,5,3,6]}
