-- 1. parcels
SELECT parcels_1.content AS c0, parcels_1.weight AS c1, parcels_1.is_fragile AS c2, parcels_1.sender_id AS c3
FROM parcels AS parcels_1 ORDER BY parcels_1.id ASC
 LIMIT $1::INTEGER;
-- with {"row_limit":20}

-- 2. Parcel.sender
SELECT senders_1.name AS c0, senders_1.id AS c1
FROM senders AS senders_1
WHERE senders_1.id = ANY ($1::INTEGER[]);
-- with {"keys_0":[1]}
