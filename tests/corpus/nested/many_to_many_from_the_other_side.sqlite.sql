-- 1. tickets
SELECT tickets_1.id AS c0
FROM tickets AS tickets_1 ORDER BY tickets_1.id ASC
 LIMIT 3 OFFSET ?;
-- with {}

-- 2. Ticket.labels
SELECT labels_1.text AS c0, keys.value AS k0
FROM labels AS labels_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE labels_1.id IN (SELECT labels_2.id
FROM ticket_labels AS ticket_labels_1 JOIN labels AS labels_2 ON ticket_labels_1.label_id = labels_2.id
WHERE ticket_labels_1.ticket_id = keys.value ORDER BY labels_2.text DESC, labels_2.id DESC
 LIMIT 1 OFFSET ?) ORDER BY keys.value, labels_1.text DESC, labels_1.id DESC;
-- with {"keys":"[1,2,3]"}
