-- 1. projects
SELECT projects_1.name AS c0, projects_1.id AS c1
FROM projects AS projects_1 ORDER BY projects_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Project.sprints
SELECT page.c0, page.c1, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT sprints_1.name AS c0, sprints_1.id AS c1
FROM sprints AS sprints_1
WHERE sprints_1.project_id = anon_1.k0 ORDER BY sprints_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2]}

-- 3. Sprint.features
SELECT page.c0, page.c1, page.c2, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT features_1.title AS c0, features_1.priority AS c1, features_1.id AS c2
FROM features AS features_1
WHERE features_1.sprint_id = anon_1.k0 ORDER BY CASE features_1.priority WHEN $2 THEN $3::INTEGER WHEN $4 THEN $5::INTEGER WHEN $6 THEN $7::INTEGER WHEN $8 THEN $9::INTEGER END DESC, features_1.id DESC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[1,2]}

-- 4. Feature.tasks
SELECT page.c0, page.c1, page.c2, page.c3, page.c4, page.c5, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT tasks_1.title AS c0, tasks_1.estimate AS c1, tasks_1.due_on AS c2, users_1.id AS c3, users_1.username AS c4, tasks_1.id AS c5
FROM tasks AS tasks_1 LEFT OUTER JOIN users AS users_1 ON users_1.id = tasks_1.assignee_id
WHERE tasks_1.feature_id = anon_1.k0 ORDER BY tasks_1.position ASC, tasks_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[2,1]}

-- 5. Task.attachments
SELECT page.c0, page.c1, page.c2, page.c3, anon_1.k0 AS k0
FROM unnest($1::INTEGER[]) AS anon_1(k0) JOIN LATERAL (SELECT attachments_1.id AS c0, attachments_1.file_name AS c1, attachments_1.size_bytes AS c2, attachments_1.data AS c3
FROM attachments AS attachments_1
WHERE attachments_1.task_id = anon_1.k0 ORDER BY attachments_1.id ASC
 LIMIT 20) AS page ON true;
-- with {"keys_0":[3,2,1]}
