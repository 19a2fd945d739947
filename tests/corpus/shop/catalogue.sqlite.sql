-- 1. categories
SELECT categories_1.name AS c0, (SELECT count(products.id) AS count_1
FROM products
WHERE products.category_id = categories_1.id) AS c1, categories_2.id AS c2, categories_2.name AS c3, categories_1.id AS c4
FROM categories AS categories_1 LEFT OUTER JOIN categories AS categories_2 ON categories_2.id = categories_1.parent_id ORDER BY categories_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Category.children
SELECT count(*) AS count_1, categories_1.parent_id
FROM categories AS categories_1
WHERE categories_1.parent_id IN (SELECT keys.value
FROM json_each(?) AS keys) GROUP BY categories_1.parent_id;
-- with {"keys":"[1,2,3]"}

-- 3. Category.products
SELECT products_1.name AS c0, products_1.price AS c1, products_1.stock AS c2, products_1.attributes AS c3, products_1.tags AS c4, products_1.id AS c5, keys.value AS k0
FROM products AS products_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE products_1.id IN (SELECT products_2.id
FROM products AS products_2
WHERE products_2.category_id = keys.value ORDER BY products_2.price DESC, products_2.id DESC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, products_1.price DESC, products_1.id DESC;
-- with {"keys":"[1,2,3]"}

-- 4. Product.suppliers
SELECT contacts_1.name AS c0, keys.value AS k0
FROM contacts AS contacts_1 JOIN suppliers AS suppliers_1 ON contacts_1.id = suppliers_1.id JOIN json_each(?) AS keys ON 1 = 1
WHERE suppliers_1.id IN (SELECT suppliers_2.id
FROM product_suppliers AS product_suppliers_1 JOIN (contacts AS contacts_2 JOIN suppliers AS suppliers_2 ON contacts_2.id = suppliers_2.id) ON product_suppliers_1.supplier_id = suppliers_2.id
WHERE product_suppliers_1.product_id = keys.value ORDER BY suppliers_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, suppliers_1.id ASC;
-- with {"keys":"[1,3,2]"}
