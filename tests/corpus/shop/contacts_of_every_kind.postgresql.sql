-- 1. contacts
SELECT contacts_1.name AS c0, customers_1.credit_limit AS c1, customers_1.user_id AS c2, contacts_1.id AS c3, suppliers_1.payment_terms AS c4, contacts_1.kind AS c5
FROM contacts AS contacts_1 LEFT OUTER JOIN customers AS customers_1 ON contacts_1.id = customers_1.id LEFT OUTER JOIN suppliers AS suppliers_1 ON contacts_1.id = suppliers_1.id ORDER BY contacts_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Customer.user
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1
WHERE users_1.id = $1::INTEGER;
-- with {"key_0":1}

-- 3. Customer.orders
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT orders_1.number AS c0
FROM orders AS orders_1
WHERE orders_1.customer_id = anon_1.k0 ORDER BY orders_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[2,3]}

-- 4. Supplier.products
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT products_1.name AS c0
FROM product_suppliers AS product_suppliers_1 JOIN products AS products_1 ON product_suppliers_1.product_id = products_1.id
WHERE product_suppliers_1.supplier_id = anon_1.k0 ORDER BY products_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[4,5]}
