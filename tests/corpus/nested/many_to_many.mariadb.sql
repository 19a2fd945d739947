-- 1. labels
SELECT labels_1.text AS c0, labels_1.id AS c1
FROM labels AS labels_1 ORDER BY labels_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Label.tickets
SELECT page.c0, page.c1, page.k0
FROM (SELECT ticket_labels_1.weight AS c0, tickets_1.id AS c1, ticket_labels_1.label_id AS k0, row_number() OVER (PARTITION BY ticket_labels_1.label_id ORDER BY tickets_1.id ASC) AS number
FROM ticket_labels AS ticket_labels_1 INNER JOIN tickets AS tickets_1 ON ticket_labels_1.ticket_id = tickets_1.id
WHERE ticket_labels_1.label_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 2 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5,6]}

-- 3. Label.tickets
SELECT count(*) AS count_1, ticket_labels_1.label_id
FROM ticket_labels AS ticket_labels_1 INNER JOIN tickets AS tickets_1 ON ticket_labels_1.ticket_id = tickets_1.id
WHERE ticket_labels_1.label_id IN (__[POSTCOMPILE_keys]) GROUP BY ticket_labels_1.label_id;
-- with {"keys":[1,2,3,4,5,6]}
