-- 1. keepers
SELECT keepers_1.name AS c0, keepers_1.budget AS c1
FROM keepers AS keepers_1
WHERE keepers_1.budget != ? AND keepers_1.name IN (SELECT w1.value
FROM json_each(?) AS w1) ORDER BY keepers_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {"w0":7,"w1":"[\"Ada\",\"ada\",\"Cem\"]"}

-- 2. keepers
SELECT count(*) AS count_1
FROM keepers AS keepers_1
WHERE keepers_1.budget != ? AND keepers_1.name IN (SELECT w1.value
FROM json_each(?) AS w1);
-- with {"w0":7,"w1":"[\"Ada\",\"ada\",\"Cem\"]"}
