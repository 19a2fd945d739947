-- 1. posts
SELECT page.c0, page.c1, page.c2, page.c3, page.c4, page.c5, page.c6
FROM (SELECT anon_1.c0 AS c0, anon_1.c1 AS c1, anon_1.c2 AS c2, anon_1.c3 AS c3, anon_1.c4 AS c4, anon_1.c5 AS c5, anon_1.c6 AS c6, anon_1.t0 AS t0, anon_1.t1 AS t1, anon_1.t2 AS t2, anon_1.stretch AS stretch
FROM (SELECT posts_1.title AS c0, posts_1.published_at AS c1, users_1.id AS c2, users_1.username AS c3, posts_1.id AS c4, posts_1.published_at AS c5, users_2.username AS c6, posts_1.published_at AS t0, users_2.username AS t1, posts_1.id AS t2, 0 AS stretch
FROM posts AS posts_1 LEFT OUTER JOIN users AS users_1 ON users_1.id = posts_1.author_id LEFT OUTER JOIN users AS users_2 ON users_2.id = posts_1.author_id
WHERE posts_1.published_at <= $1::TIMESTAMP WITH TIME ZONE AND (posts_1.published_at < $1::TIMESTAMP WITH TIME ZONE OR posts_1.published_at = $1::TIMESTAMP WITH TIME ZONE AND (users_2.username > $2::VARCHAR OR users_2.username IS NULL) OR posts_1.published_at = $1::TIMESTAMP WITH TIME ZONE AND users_2.username = $2::VARCHAR AND posts_1.id > $3::INTEGER) ORDER BY posts_1.published_at DESC, users_2.username ASC, posts_1.id ASC
 LIMIT 3) AS anon_1 UNION ALL SELECT anon_2.c0 AS c0, anon_2.c1 AS c1, anon_2.c2 AS c2, anon_2.c3 AS c3, anon_2.c4 AS c4, anon_2.c5 AS c5, anon_2.c6 AS c6, anon_2.t0 AS t0, anon_2.t1 AS t1, anon_2.t2 AS t2, anon_2.stretch AS stretch
FROM (SELECT posts_1.title AS c0, posts_1.published_at AS c1, users_1.id AS c2, users_1.username AS c3, posts_1.id AS c4, posts_1.published_at AS c5, users_2.username AS c6, posts_1.published_at AS t0, users_2.username AS t1, posts_1.id AS t2, 1 AS stretch
FROM posts AS posts_1 LEFT OUTER JOIN users AS users_1 ON users_1.id = posts_1.author_id LEFT OUTER JOIN users AS users_2 ON users_2.id = posts_1.author_id
WHERE posts_1.published_at IS NULL ORDER BY users_2.username ASC, posts_1.id ASC
 LIMIT 3) AS anon_2) AS page ORDER BY page.stretch, page.t0 DESC, page.t1 ASC, page.t2 ASC
 LIMIT 3;
-- with {"after_0":"2024-01-02T12:00:00+00:00","after_1":"ben","after_2":3}

-- 2. Post.tags
SELECT page.c0, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT tags_1.name AS c0
FROM post_tags AS post_tags_1 JOIN tags AS tags_1 ON post_tags_1.tag_id = tags_1.id
WHERE post_tags_1.post_id = anon_1.k0 ORDER BY tags_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[4,2]}
