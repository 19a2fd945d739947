-- 1. orderItems
SELECT anon_1.c0, anon_1.c1, anon_1.c2, anon_1.c3, 0 AS side
FROM (SELECT order_items_1.id AS c0, order_items_1.quantity * order_items_1.price_at_purchase AS c1, order_items_1.quantity AS c2, order_items_1.product_id AS c3
FROM order_items AS order_items_1 LEFT OUTER JOIN products AS products_1 ON products_1.id = order_items_1.product_id
WHERE order_items_1.quantity * order_items_1.price_at_purchase >= $1::NUMERIC(12, 2) AND (order_items_1.quantity * order_items_1.price_at_purchase > $1::NUMERIC(12, 2) OR order_items_1.quantity * order_items_1.price_at_purchase = $1::NUMERIC(12, 2) AND (products_1.name > $2::VARCHAR OR products_1.name IS NULL) OR order_items_1.quantity * order_items_1.price_at_purchase = $1::NUMERIC(12, 2) AND products_1.name = $2::VARCHAR AND order_items_1.id > $3::INTEGER) ORDER BY order_items_1.quantity * order_items_1.price_at_purchase ASC, products_1.name ASC, order_items_1.id ASC
 LIMIT $4::INTEGER) AS anon_1 UNION ALL SELECT anon_2.c0, anon_2.c1, anon_2.c2, anon_2.c3, 1 AS side
FROM (SELECT order_items_1.id AS c0, order_items_1.quantity * order_items_1.price_at_purchase AS c1, order_items_1.quantity AS c2, order_items_1.product_id AS c3
FROM order_items AS order_items_1 LEFT OUTER JOIN products AS products_1 ON products_1.id = order_items_1.product_id
WHERE order_items_1.quantity * order_items_1.price_at_purchase <= $1::NUMERIC(12, 2) AND (order_items_1.quantity * order_items_1.price_at_purchase < $1::NUMERIC(12, 2) OR order_items_1.quantity * order_items_1.price_at_purchase = $1::NUMERIC(12, 2) AND products_1.name < $2::VARCHAR OR order_items_1.quantity * order_items_1.price_at_purchase = $1::NUMERIC(12, 2) AND products_1.name = $2::VARCHAR AND order_items_1.id < $3::INTEGER OR order_items_1.quantity * order_items_1.price_at_purchase = $1::NUMERIC(12, 2) AND products_1.name = $2::VARCHAR AND order_items_1.id = $3::INTEGER) ORDER BY order_items_1.quantity * order_items_1.price_at_purchase DESC, products_1.name DESC, order_items_1.id DESC
 LIMIT $5::INTEGER) AS anon_2;
-- with {"after_0":"Decimal('0.30')","after_1":"Product 1","after_2":1,"row_limit":3}

-- 2. OrderItem.product
SELECT products_1.name AS c0, products_1.id AS c1
FROM products AS products_1
WHERE products_1.id = ANY ($1::INTEGER[]);
-- with {"keys_0":[2]}
