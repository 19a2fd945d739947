-- 1. parcels
SELECT parcels_1.content AS c0, parcels_1.weight AS c1, parcels_1.is_fragile AS c2, senders_1.id AS c3, senders_1.name AS c4
FROM parcels AS parcels_1 LEFT OUTER JOIN senders AS senders_1 ON senders_1.id = parcels_1.sender_id ORDER BY parcels_1.id ASC
 LIMIT 20;
-- with {}
