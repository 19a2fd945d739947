-- 1. orderItems
SELECT anon_1.c0, anon_1.c1, anon_1.c2, anon_1.c3, anon_1.c4, 0 AS side
FROM (SELECT order_items_1.id AS c0, order_items_1.quantity * order_items_1.price_at_purchase AS c1, order_items_1.quantity AS c2, products_1.id AS c3, products_1.name AS c4
FROM order_items AS order_items_1 LEFT OUTER JOIN products AS products_1 ON products_1.id = order_items_1.product_id LEFT OUTER JOIN products AS products_2 ON products_2.id = order_items_1.product_id
WHERE order_items_1.quantity * order_items_1.price_at_purchase >= %s AND (order_items_1.quantity * order_items_1.price_at_purchase > %s OR order_items_1.quantity * order_items_1.price_at_purchase = %s AND (products_2.name > %s OR products_2.name IS NULL) OR order_items_1.quantity * order_items_1.price_at_purchase = %s AND products_2.name = %s AND order_items_1.id > %s) ORDER BY order_items_1.quantity * order_items_1.price_at_purchase ASC, products_2.name IS NULL ASC, products_2.name ASC, order_items_1.id ASC
 LIMIT 3) AS anon_1 UNION ALL SELECT anon_2.c0, anon_2.c1, anon_2.c2, anon_2.c3, anon_2.c4, 1 AS side
FROM (SELECT order_items_1.id AS c0, order_items_1.quantity * order_items_1.price_at_purchase AS c1, order_items_1.quantity AS c2, products_1.id AS c3, products_1.name AS c4
FROM order_items AS order_items_1 LEFT OUTER JOIN products AS products_1 ON products_1.id = order_items_1.product_id LEFT OUTER JOIN products AS products_2 ON products_2.id = order_items_1.product_id
WHERE order_items_1.quantity * order_items_1.price_at_purchase <= %s AND (order_items_1.quantity * order_items_1.price_at_purchase < %s OR order_items_1.quantity * order_items_1.price_at_purchase = %s AND products_2.name < %s OR order_items_1.quantity * order_items_1.price_at_purchase = %s AND products_2.name = %s AND order_items_1.id < %s OR order_items_1.quantity * order_items_1.price_at_purchase = %s AND products_2.name = %s AND order_items_1.id = %s) ORDER BY order_items_1.quantity * order_items_1.price_at_purchase DESC, products_2.name IS NULL DESC, products_2.name DESC, order_items_1.id DESC
 LIMIT %s) AS anon_2;
-- with {"after_0":"Decimal('0.30')","after_1":"Product 1","after_2":1}
