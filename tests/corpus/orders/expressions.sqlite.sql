-- 1. exhibits
SELECT exhibits_1.title AS c0, (SELECT count(signs.id) AS count_1
FROM signs
WHERE signs.exhibit_id = exhibits_1.id) AS c1, exhibits_1.adults + exhibits_1.children AS c2, CASE WHEN (exhibits_1.subtitle IS NULL) THEN exhibits_1.title ELSE exhibits_1.title || ? || exhibits_1.subtitle END AS c3
FROM exhibits AS exhibits_1 ORDER BY (SELECT count(signs.id) AS count_1
FROM signs
WHERE signs.exhibit_id = exhibits_1.id) DESC, exhibits_1.adults + exhibits_1.children ASC, CASE WHEN (exhibits_1.subtitle IS NULL) THEN exhibits_1.title ELSE exhibits_1.title || ? || exhibits_1.subtitle END DESC, exhibits_1.id DESC
 LIMIT 20 OFFSET ?;
-- with {}
