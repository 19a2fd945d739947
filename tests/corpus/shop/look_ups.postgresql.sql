-- 1. postBySlug
SELECT posts_1.title AS c0, CASE WHEN (trim(replace(replace(posts_1.content, $1::VARCHAR, $2::VARCHAR), $3::VARCHAR, $4::VARCHAR)) = $5::VARCHAR) THEN $6::INTEGER ELSE (length(trim(replace(replace(posts_1.content, $1::VARCHAR, $2::VARCHAR), $3::VARCHAR, $4::VARCHAR))) - length(replace(trim(replace(replace(posts_1.content, $1::VARCHAR, $2::VARCHAR), $3::VARCHAR, $4::VARCHAR)), $7::VARCHAR, $8::VARCHAR))) + $9::INTEGER END AS c1, (CASE WHEN (trim(replace(replace(posts_1.content, $1::VARCHAR, $2::VARCHAR), $3::VARCHAR, $4::VARCHAR)) = $5::VARCHAR) THEN $6::INTEGER ELSE (length(trim(replace(replace(posts_1.content, $1::VARCHAR, $2::VARCHAR), $3::VARCHAR, $4::VARCHAR))) - length(replace(trim(replace(replace(posts_1.content, $1::VARCHAR, $2::VARCHAR), $3::VARCHAR, $4::VARCHAR)), $7::VARCHAR, $8::VARCHAR))) + $9::INTEGER END + $10::INTEGER) / $11::INTEGER AS c2, posts_1.status = $12 AS c3, posts_1.deleted_at IS NOT NULL AS c4, posts_1.slug AS c5
FROM posts AS posts_1
WHERE posts_1.slug = $13::VARCHAR;
-- with {"key_0":"first-light"}

-- 2. userByEmail
SELECT users_1.username AS c0, users_1.preferences AS c1, users_1.account_balance AS c2, users_1.email AS c3
FROM users AS users_1
WHERE users_1.email = $1::VARCHAR;
-- with {"key_0":"ada@example.org"}

-- 3. cartByUserId
SELECT carts_1.id AS c0, carts_1.user_id AS c1
FROM carts AS carts_1
WHERE carts_1.user_id = $1::INTEGER;
-- with {"key_0":2}

-- 4. orderItemByOrderIdAndProductId
SELECT order_items_1.quantity * order_items_1.price_at_purchase AS c0, order_items_1.order_id AS c1, order_items_1.product_id AS c2
FROM order_items AS order_items_1
WHERE order_items_1.order_id = $1::INTEGER AND order_items_1.product_id = $2::INTEGER;
-- with {"key_0":1,"key_1":1}

-- 5. orderByNumber
SELECT orders_1.total AS c0, orders_1.status AS c1, orders_1.placed_at AS c2, orders_1.number AS c3
FROM orders AS orders_1
WHERE orders_1.number = $1::VARCHAR;
-- with {"key_0":"A-1"}
