-- 1. labels
SELECT labels_1.text AS c0, labels_1.id AS c1
FROM labels AS labels_1 ORDER BY labels_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Label.tickets
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT ticket_labels_1.weight AS c0, tickets_1.id AS c1
FROM ticket_labels AS ticket_labels_1 JOIN tickets AS tickets_1 ON ticket_labels_1.ticket_id = tickets_1.id
WHERE ticket_labels_1.label_id = anon_1.k0 ORDER BY tickets_1.id ASC
 LIMIT 2) AS page ON true;
-- with {"keys_0":[1,2,3,4,5,6]}

-- 3. Label.tickets
SELECT count(*) AS count_1, ticket_labels_1.label_id
FROM ticket_labels AS ticket_labels_1 JOIN tickets AS tickets_1 ON ticket_labels_1.ticket_id = tickets_1.id
WHERE ticket_labels_1.label_id = ANY ($1::INTEGER[]) GROUP BY ticket_labels_1.label_id;
-- with {"keys_0":[1,2,3,4,5,6]}
