-- 1. orderItems
SELECT anon_1.c0, anon_1.c1, anon_1.c2, anon_1.c3, 0 AS side
FROM (SELECT order_items_1.id AS c0, order_items_1.quantity * order_items_1.price_at_purchase AS c1, order_items_1.quantity AS c2, order_items_1.product_id AS c3
FROM order_items AS order_items_1 LEFT OUTER JOIN products AS products_1 ON products_1.id = order_items_1.product_id
WHERE order_items_1.quantity * order_items_1.price_at_purchase >= ? AND (order_items_1.quantity * order_items_1.price_at_purchase > ? OR order_items_1.quantity * order_items_1.price_at_purchase = ? AND (products_1.name > ? OR products_1.name IS NULL) OR order_items_1.quantity * order_items_1.price_at_purchase = ? AND products_1.name = ? AND order_items_1.id > ?) ORDER BY order_items_1.quantity * order_items_1.price_at_purchase ASC, products_1.name ASC NULLS LAST, order_items_1.id ASC
 LIMIT ? OFFSET ?) AS anon_1 UNION ALL SELECT anon_2.c0, anon_2.c1, anon_2.c2, anon_2.c3, 1 AS side
FROM (SELECT order_items_1.id AS c0, order_items_1.quantity * order_items_1.price_at_purchase AS c1, order_items_1.quantity AS c2, order_items_1.product_id AS c3
FROM order_items AS order_items_1 LEFT OUTER JOIN products AS products_1 ON products_1.id = order_items_1.product_id
WHERE order_items_1.quantity * order_items_1.price_at_purchase <= ? AND (order_items_1.quantity * order_items_1.price_at_purchase < ? OR order_items_1.quantity * order_items_1.price_at_purchase = ? AND products_1.name < ? OR order_items_1.quantity * order_items_1.price_at_purchase = ? AND products_1.name = ? AND order_items_1.id < ? OR order_items_1.quantity * order_items_1.price_at_purchase = ? AND products_1.name = ? AND order_items_1.id = ?) ORDER BY order_items_1.quantity * order_items_1.price_at_purchase DESC, products_1.name DESC NULLS FIRST, order_items_1.id DESC
 LIMIT ? OFFSET ?) AS anon_2;
-- with {"after_0":0.30000000000000004,"after_1":"Product 1","after_2":1,"row_limit":3}

-- 2. OrderItem.product
SELECT products_1.name AS c0, products_1.id AS c1
FROM products AS products_1
WHERE products_1.id IN (SELECT keys.value
FROM json_each(?) AS keys);
-- with {"keys":"[2]"}
