-- 1. categories
SELECT categories_1.name AS c0, categories_1.id AS c1
FROM categories AS categories_1 ORDER BY categories_1.id ASC
 LIMIT 5;
-- with {}

-- 2. Category.ancestors
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT categories_2.id AS r0, categories_2.parent_id AS k0, 1 AS depth
FROM categories AS categories_2
WHERE categories_2.id = ANY ($1::INTEGER[]) AND categories_2.parent_id != categories_2.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, categories_3.parent_id AS parent_id, walk.depth + 1 AS anon_1
FROM walk JOIN categories AS categories_3 ON walk.k0 = categories_3.id
WHERE walk.depth < $2::INTEGER AND categories_3.parent_id != walk.r0 AND categories_3.parent_id != walk.k0)
 SELECT categories_1.id AS c0, visits.r0 AS c1
FROM (SELECT walk.r0 AS r0, walk.k0 AS k0, min(walk.depth) AS depth
FROM walk GROUP BY walk.r0, walk.k0) AS visits JOIN categories AS categories_1 ON visits.k0 = categories_1.id
WHERE visits.r0 = ANY ($1::INTEGER[]) ORDER BY visits.r0, visits.depth DESC, categories_1.id DESC;
-- with {"keys_0":[1,2,3],"tree_depth":100}

-- 3. Category.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT categories_2.parent_id AS r0, categories_2.id AS k0, 1 AS depth
FROM categories AS categories_2
WHERE categories_2.parent_id = ANY ($1::INTEGER[]) AND categories_2.parent_id != categories_2.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, categories_3.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN categories AS categories_3 ON walk.k0 = categories_3.parent_id
WHERE walk.depth < $2::INTEGER AND categories_3.id != walk.r0)
 SELECT page.c0, page.c1, page.c2, page.k0
FROM (SELECT walk.depth AS c0, categories_1.name AS c1, (SELECT count(products.id) AS count_1
FROM products
WHERE products.category_id = categories_1.id) AS c2, walk.r0 AS k0, row_number() OVER (PARTITION BY walk.r0 ORDER BY walk.depth ASC, categories_1.id ASC) AS number
FROM walk JOIN categories AS categories_1 ON walk.k0 = categories_1.id
WHERE walk.r0 = ANY ($1::INTEGER[])) AS page
WHERE page.number <= 3 ORDER BY page.k0, page.number;
-- with {"keys_0":[1,2,3],"tree_depth":100}

-- 4. Category.descendants
WITH RECURSIVE walk(r0, k0, depth) AS
(SELECT categories_1.parent_id AS r0, categories_1.id AS k0, 1 AS depth
FROM categories AS categories_1
WHERE categories_1.parent_id = ANY ($1::INTEGER[]) AND categories_1.parent_id != categories_1.id AND $2::INTEGER >= 1 UNION ALL SELECT walk.r0 AS r0, categories_2.id AS id, walk.depth + 1 AS anon_1
FROM walk JOIN categories AS categories_2 ON walk.k0 = categories_2.parent_id
WHERE walk.depth < $2::INTEGER AND categories_2.id != walk.r0)
 SELECT count(*) AS count_1, walk.r0
FROM walk JOIN categories AS categories_3 ON walk.k0 = categories_3.id
WHERE walk.r0 = ANY ($1::INTEGER[]) GROUP BY walk.r0;
-- with {"keys_0":[1,2,3],"tree_depth":100}
