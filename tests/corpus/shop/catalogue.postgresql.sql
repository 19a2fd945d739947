-- 1. categories
SELECT categories_1.name AS c0, (SELECT count(products.id) AS count_1
FROM products
WHERE products.category_id = categories_1.id) AS c1, categories_2.id AS c2, categories_2.name AS c3, categories_1.id AS c4
FROM categories AS categories_1 LEFT OUTER JOIN categories AS categories_2 ON categories_2.id = categories_1.parent_id ORDER BY categories_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Category.children
SELECT count(*) AS count_1, categories_1.parent_id
FROM categories AS categories_1
WHERE categories_1.parent_id = ANY ($1::INTEGER[]) GROUP BY categories_1.parent_id;
-- with {"keys_0":[1,2,3]}

-- 3. Category.products
SELECT page.c0, page.c1, page.c2, page.c3, page.c4, page.c5, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT products_1.name AS c0, products_1.price AS c1, products_1.stock AS c2, products_1.attributes AS c3, products_1.tags AS c4, products_1.id AS c5
FROM products AS products_1
WHERE products_1.category_id = anon_1.k0 ORDER BY products_1.price DESC, products_1.id DESC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3]}

-- 4. Product.suppliers
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT contacts_1.name AS c0
FROM product_suppliers AS product_suppliers_1 JOIN (contacts AS contacts_1 JOIN suppliers AS suppliers_1 ON contacts_1.id = suppliers_1.id) ON product_suppliers_1.supplier_id = suppliers_1.id
WHERE product_suppliers_1.product_id = anon_1.k0 ORDER BY suppliers_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,3,2]}
