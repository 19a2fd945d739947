-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY users_1.id ASC
 LIMIT 20;
-- with {}

-- 2. User.roles
SELECT page.c0, page.c1, page.c2, page.c3, page.k0
FROM (SELECT user_roles_1.assigned_at AS c0, user_roles_1.expires_at AS c1, roles_1.name AS c2, roles_1.permissions AS c3, user_roles_1.user_id AS k0, row_number() OVER (PARTITION BY user_roles_1.user_id ORDER BY roles_1.id ASC, user_roles_1.id ASC) AS number
FROM user_roles AS user_roles_1 INNER JOIN roles AS roles_1 ON roles_1.id = user_roles_1.role_id
WHERE user_roles_1.user_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2,3,4,5]}

-- 3. User.roles
SELECT count(*) AS count_1, user_roles_1.user_id
FROM user_roles AS user_roles_1 INNER JOIN roles AS roles_1 ON roles_1.id = user_roles_1.role_id
WHERE user_roles_1.user_id IN (__[POSTCOMPILE_keys]) GROUP BY user_roles_1.user_id;
-- with {"keys":[1,2,3,4,5]}
