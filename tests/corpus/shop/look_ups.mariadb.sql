-- 1. postBySlug
SELECT posts_1.title AS c0, CASE WHEN (trim(replace(replace(posts_1.content, %s, %s), %s, %s)) = %s) THEN %s ELSE (length(trim(replace(replace(posts_1.content, %s, %s), %s, %s))) - length(replace(trim(replace(replace(posts_1.content, %s, %s), %s, %s)), %s, %s))) + %s END AS c1, FLOOR((CASE WHEN (trim(replace(replace(posts_1.content, %s, %s), %s, %s)) = %s) THEN %s ELSE (length(trim(replace(replace(posts_1.content, %s, %s), %s, %s))) - length(replace(trim(replace(replace(posts_1.content, %s, %s), %s, %s)), %s, %s))) + %s END + %s) / %s) AS c2, posts_1.status = %s AS c3, posts_1.deleted_at IS NOT NULL AS c4, posts_1.slug AS c5
FROM posts AS posts_1
WHERE posts_1.slug = %s;
-- with {"key_0":"first-light"}

-- 2. userByEmail
SELECT users_1.username AS c0, users_1.preferences AS c1, users_1.account_balance AS c2, users_1.email AS c3
FROM users AS users_1
WHERE users_1.email = %s;
-- with {"key_0":"ada@example.org"}

-- 3. cartByUserId
SELECT carts_1.id AS c0, carts_1.user_id AS c1
FROM carts AS carts_1
WHERE carts_1.user_id = %s;
-- with {"key_0":2}

-- 4. orderItemByOrderIdAndProductId
SELECT order_items_1.quantity * order_items_1.price_at_purchase AS c0, order_items_1.order_id AS c1, order_items_1.product_id AS c2
FROM order_items AS order_items_1
WHERE order_items_1.order_id = %s AND order_items_1.product_id = %s;
-- with {"key_0":1,"key_1":1}

-- 5. orderByNumber
SELECT orders_1.total AS c0, orders_1.status AS c1, orders_1.placed_at AS c2, orders_1.number AS c3
FROM orders AS orders_1
WHERE orders_1.number = %s;
-- with {"key_0":"A-1"}
