-- 1. projects
SELECT projects_1.name AS c0, projects_1.id AS c1
FROM projects AS projects_1 ORDER BY projects_1.id ASC
 LIMIT 20;
-- with {}

-- 2. Project.sprints
SELECT page.c0, page.c1, page.k0
FROM (SELECT sprints_1.name AS c0, sprints_1.id AS c1, sprints_1.project_id AS k0, row_number() OVER (PARTITION BY sprints_1.project_id ORDER BY sprints_1.id ASC) AS number
FROM sprints AS sprints_1
WHERE sprints_1.project_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2]}

-- 3. Sprint.features
SELECT page.c0, page.c1, page.c2, page.k0
FROM (SELECT features_1.title AS c0, features_1.priority AS c1, features_1.id AS c2, features_1.sprint_id AS k0, row_number() OVER (PARTITION BY features_1.sprint_id ORDER BY CASE features_1.priority WHEN %s THEN %s WHEN %s THEN %s WHEN %s THEN %s WHEN %s THEN %s END DESC, features_1.id DESC) AS number
FROM features AS features_1
WHERE features_1.sprint_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[1,2]}

-- 4. Feature.tasks
SELECT page.c0, page.c1, page.c2, users_1.id AS c3, users_1.username AS c4, page.c5, page.k0
FROM (SELECT tasks_1.title AS c0, tasks_1.estimate AS c1, tasks_1.due_on AS c2, tasks_1.id AS c5, tasks_1.assignee_id AS n0, tasks_1.feature_id AS k0, row_number() OVER (PARTITION BY tasks_1.feature_id ORDER BY tasks_1.`position` ASC, tasks_1.id ASC) AS number
FROM tasks AS tasks_1
WHERE tasks_1.feature_id IN (__[POSTCOMPILE_keys])) AS page LEFT OUTER JOIN users AS users_1 ON users_1.id = page.n0
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[2,1]}

-- 5. Task.attachments
SELECT page.c0, page.c1, page.c2, page.c3, page.k0
FROM (SELECT attachments_1.id AS c0, attachments_1.file_name AS c1, attachments_1.size_bytes AS c2, attachments_1.data AS c3, attachments_1.task_id AS k0, row_number() OVER (PARTITION BY attachments_1.task_id ORDER BY attachments_1.id ASC) AS number
FROM attachments AS attachments_1
WHERE attachments_1.task_id IN (__[POSTCOMPILE_keys])) AS page
WHERE page.number <= 20 ORDER BY page.k0, page.number;
-- with {"keys":[2,1,3]}
