-- 1. specimens
SELECT specimens_1.id AS c0, specimens_1.name AS c1, specimens_1.essay AS c2, specimens_1.flag AS c3, specimens_1.small AS c4, specimens_1.number AS c5, specimens_1.big AS c6, specimens_1.ratio AS c7, specimens_1.price AS c8, specimens_1.tiny AS c9, specimens_1.balance AS c10, specimens_1.day AS c11, specimens_1.clock AS c12, specimens_1.instant AS c13, specimens_1.local_moment AS c14, specimens_1.duration AS c15, specimens_1.payload AS c16, specimens_1.photo AS c17, specimens_1.token AS c18, specimens_1.colour AS c19, specimens_1.size AS c20, specimens_1.mood AS c21, specimens_1.level AS c22, specimens_1.code AS c23, specimens_1.words AS c24, specimens_1.word_set AS c25, specimens_1.numbers AS c26
FROM specimens AS specimens_1 ORDER BY specimens_1.id ASC
 LIMIT 20;
-- with {}
