-- 1. users
SELECT users_1.username AS c0, users_1.id AS c1
FROM users AS users_1 ORDER BY users_1.id ASC
 LIMIT 20;
-- with {}

-- 2. User.roles
SELECT page.c0, page.c1, page.c2, page.c3, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT user_roles_1.assigned_at AS c0, user_roles_1.expires_at AS c1, roles_1.name AS c2, roles_1.permissions AS c3
FROM user_roles AS user_roles_1 JOIN roles AS roles_1 ON roles_1.id = user_roles_1.role_id
WHERE user_roles_1.user_id = anon_1.k0 ORDER BY roles_1.id ASC, user_roles_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2,3,4,5]}

-- 3. User.roles
SELECT count(*) AS count_1, user_roles_1.user_id
FROM user_roles AS user_roles_1 JOIN roles AS roles_1 ON roles_1.id = user_roles_1.role_id
WHERE user_roles_1.user_id = ANY ($1::INTEGER[]) GROUP BY user_roles_1.user_id;
-- with {"keys_0":[1,2,3,4,5]}
