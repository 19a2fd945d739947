-- 1. specimens
SELECT specimens_1.size AS c0, specimens_1.mood AS c1
FROM specimens AS specimens_1
WHERE specimens_1.mood IS NOT NULL AND specimens_1.size IN (__[POSTCOMPILE_w1]) ORDER BY specimens_1.id ASC
 LIMIT 20;
-- with {"w1":["medium","large"]}

-- 2. exhibits
SELECT exhibits_1.title AS c0, exhibits_1.adults + exhibits_1.children AS c1
FROM exhibits AS exhibits_1
WHERE exhibits_1.pos_x >= %s AND exhibits_1.adults + exhibits_1.children > %s ORDER BY exhibits_1.id ASC
 LIMIT 20;
-- with {"w0":1,"w1":0}
