-- 1. specimens
SELECT specimens_1.size AS c0, specimens_1.mood AS c1
FROM specimens AS specimens_1
WHERE specimens_1.mood IS NOT NULL AND specimens_1.size IN (SELECT w1.value
FROM json_each(?) AS w1) ORDER BY specimens_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w1":"[\"medium\",\"large\"]"}

-- 2. exhibits
SELECT exhibits_1.title AS c0, exhibits_1.adults + exhibits_1.children AS c1
FROM exhibits AS exhibits_1
WHERE exhibits_1.pos_x >= ? AND exhibits_1.adults + exhibits_1.children > ? ORDER BY exhibits_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":1,"w1":0}
