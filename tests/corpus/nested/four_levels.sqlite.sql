-- 1. booths
SELECT booths_1.name AS c0, booths_1.id AS c1
FROM booths AS booths_1 ORDER BY booths_1.id ASC
 LIMIT 2 OFFSET ?;
-- with {}

-- 2. Booth.tickets
SELECT tickets_1.id AS c0, keys.value AS k0
FROM tickets AS tickets_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE tickets_1.id IN (SELECT tickets_2.id
FROM tickets AS tickets_2
WHERE tickets_2.booth_id = keys.value ORDER BY tickets_2.id ASC
 LIMIT 2 OFFSET ?) ORDER BY keys.value, tickets_1.id ASC;
-- with {"keys":"[1,2]"}

-- 3. Ticket.labels
SELECT labels_1.text AS c0, labels_1.id AS c1, keys.value AS k0
FROM labels AS labels_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE labels_1.id IN (SELECT labels_2.id
FROM ticket_labels AS ticket_labels_1 JOIN labels AS labels_2 ON ticket_labels_1.label_id = labels_2.id
WHERE ticket_labels_1.ticket_id = keys.value ORDER BY labels_2.id ASC
 LIMIT 2 OFFSET ?) ORDER BY keys.value, labels_1.id ASC;
-- with {"keys":"[3,6,1,4]"}

-- 4. Label.tickets
SELECT tickets_1.id AS c0, keys.value AS k0
FROM tickets AS tickets_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE tickets_1.id IN (SELECT tickets_2.id
FROM ticket_labels AS ticket_labels_1 JOIN tickets AS tickets_2 ON ticket_labels_1.ticket_id = tickets_2.id
WHERE ticket_labels_1.label_id = keys.value ORDER BY tickets_2.id ASC
 LIMIT 1 OFFSET ?) ORDER BY keys.value, tickets_1.id ASC;
-- with {"keys":"[1,5,3,6]"}
