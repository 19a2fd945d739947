-- 1. contacts
SELECT contacts_1.name AS c0, customers_1.credit_limit AS c1, customers_1.user_id AS c2, contacts_1.id AS c3, suppliers_1.payment_terms AS c4, contacts_1.kind AS c5
FROM contacts AS contacts_1 LEFT OUTER JOIN customers AS customers_1 ON contacts_1.id = customers_1.id LEFT OUTER JOIN suppliers AS suppliers_1 ON contacts_1.id = suppliers_1.id ORDER BY contacts_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Customer.user
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1
WHERE users_1.id = ?;
-- with {"key_0":1}

-- 3. Customer.orders
SELECT orders_1.number AS c0, keys.value AS k0
FROM orders AS orders_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE orders_1.id IN (SELECT orders_2.id
FROM orders AS orders_2
WHERE orders_2.customer_id = keys.value ORDER BY orders_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, orders_1.id ASC;
-- with {"keys":"[2,3]"}

-- 4. Supplier.products
SELECT products_1.name AS c0, keys.value AS k0
FROM products AS products_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE products_1.id IN (SELECT products_2.id
FROM product_suppliers AS product_suppliers_1 JOIN products AS products_2 ON product_suppliers_1.product_id = products_2.id
WHERE product_suppliers_1.supplier_id = keys.value ORDER BY products_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, products_1.id ASC;
-- with {"keys":"[4,5]"}
