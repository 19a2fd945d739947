-- 1. contacts
SELECT contacts_1.name AS c0, customers_1.credit_limit AS c1, customers_1.user_id AS c2, contacts_1.id AS c3, suppliers_1.payment_terms AS c4, contacts_1.kind AS c5
FROM contacts AS contacts_1 LEFT OUTER JOIN customers AS customers_1 ON contacts_1.id = customers_1.id LEFT OUTER JOIN suppliers AS suppliers_1 ON contacts_1.id = suppliers_1.id ORDER BY contacts_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Customer.user
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1
WHERE users_1.id = %s;
-- with {"key_0":1}

-- 3. Customer.orders
SELECT page.c0, page.k0
FROM (SELECT orders_1.number AS c0, orders_1.customer_id AS k0, row_number() OVER (PARTITION BY orders_1.customer_id ORDER BY orders_1.id ASC) AS number
FROM orders AS orders_1
WHERE orders_1.customer_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[2,3]}

-- 4. Supplier.products
SELECT page.c0, page.k0
FROM (SELECT products_1.name AS c0, product_suppliers_1.supplier_id AS k0, row_number() OVER (PARTITION BY product_suppliers_1.supplier_id ORDER BY products_1.id ASC) AS number
FROM product_suppliers AS product_suppliers_1 INNER JOIN products AS products_1 ON product_suppliers_1.product_id = products_1.id
WHERE product_suppliers_1.supplier_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[4,5]}
