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
WHERE categories_1.parent_id IN (__[POSTCOMPILE_keys]) GROUP BY categories_1.parent_id;
-- with {"keys":[1,2,3]}

-- 3. Category.products
SELECT page.c0, page.c1, page.c2, page.c3, page.c4, page.c5, page.k0
FROM (SELECT products_1.name AS c0, products_1.price AS c1, products_1.stock AS c2, products_1.attributes AS c3, products_1.tags AS c4, products_1.id AS c5, products_1.category_id AS k0, row_number() OVER (PARTITION BY products_1.category_id ORDER BY products_1.price DESC, products_1.id DESC) AS number
FROM products AS products_1
WHERE products_1.category_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3]}

-- 4. Product.suppliers
SELECT page.c0, page.k0
FROM (SELECT contacts_1.name AS c0, product_suppliers_1.product_id AS k0, row_number() OVER (PARTITION BY product_suppliers_1.product_id ORDER BY suppliers_1.id ASC) AS number
FROM product_suppliers AS product_suppliers_1 INNER JOIN (contacts AS contacts_1 INNER JOIN suppliers AS suppliers_1 ON contacts_1.id = suppliers_1.id) ON product_suppliers_1.supplier_id = suppliers_1.id
WHERE product_suppliers_1.product_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,3,2]}
