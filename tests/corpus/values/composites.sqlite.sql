-- 1. exhibits
SELECT exhibits_1.title AS c0, exhibits_1.pos_x AS c1, exhibits_1.pos_y AS c2, exhibits_1.exit_x AS c3, exhibits_1.exit_y AS c4, exhibits_1.title AS c5, upper(exhibits_1.title) AS c6, exhibits_1.adults + exhibits_1.children AS c7, CASE WHEN (exhibits_1.subtitle IS NULL) THEN exhibits_1.title ELSE exhibits_1.title || ? || exhibits_1.subtitle END AS c8, length(exhibits_1.subtitle) AS c9, (SELECT count(signs.id) AS count_1
FROM signs
WHERE signs.exhibit_id = exhibits_1.id) AS c10
FROM exhibits AS exhibits_1 ORDER BY exhibits_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}
