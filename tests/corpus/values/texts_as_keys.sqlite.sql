-- 1. countries
SELECT countries_1.code AS c0
FROM countries AS countries_1 ORDER BY countries_1.name ASC, countries_1.code ASC
 LIMIT 20 OFFSET ?;
-- with {}
