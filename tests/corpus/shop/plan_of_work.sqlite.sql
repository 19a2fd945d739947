-- 1. projects
SELECT projects_1.name AS c0, projects_1.id AS c1
FROM projects AS projects_1 ORDER BY projects_1.id ASC
 LIMIT 20 OFFSET ?;
-- with {}

-- 2. Project.sprints
SELECT sprints_1.name AS c0, sprints_1.id AS c1, keys.value AS k0
FROM sprints AS sprints_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE sprints_1.id IN (SELECT sprints_2.id
FROM sprints AS sprints_2
WHERE sprints_2.project_id = keys.value ORDER BY sprints_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, sprints_1.id ASC;
-- with {"keys":"[1,2]"}

-- 3. Sprint.features
SELECT features_1.title AS c0, features_1.priority AS c1, features_1.id AS c2, keys.value AS k0
FROM features AS features_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE features_1.id IN (SELECT features_2.id
FROM features AS features_2
WHERE features_2.sprint_id = keys.value ORDER BY CASE features_2.priority WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC, features_2.id DESC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, CASE features_1.priority WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? WHEN ? THEN ? END DESC, features_1.id DESC;
-- with {"keys":"[1,2]"}

-- 4. Feature.tasks
SELECT tasks_1.title AS c0, tasks_1.estimate AS c1, tasks_1.due_on AS c2, users_1.id AS c3, users_1.username AS c4, tasks_1.id AS c5, keys.value AS k0
FROM tasks AS tasks_1 LEFT OUTER JOIN users AS users_1 ON users_1.id = tasks_1.assignee_id JOIN json_each(?) AS keys ON 1 = 1
WHERE tasks_1.id IN (SELECT tasks_2.id
FROM tasks AS tasks_2
WHERE tasks_2.feature_id = keys.value ORDER BY tasks_2.position ASC, tasks_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, tasks_1.position ASC, tasks_1.id ASC;
-- with {"keys":"[2,1]"}

-- 5. Task.attachments
SELECT attachments_1.id AS c0, attachments_1.file_name AS c1, attachments_1.size_bytes AS c2, attachments_1.data AS c3, keys.value AS k0
FROM attachments AS attachments_1 JOIN json_each(?) AS keys ON 1 = 1
WHERE attachments_1.id IN (SELECT attachments_2.id
FROM attachments AS attachments_2
WHERE attachments_2.task_id = keys.value ORDER BY attachments_2.id ASC
 LIMIT 20 OFFSET ?) ORDER BY keys.value, attachments_1.id ASC;
-- with {"keys":"[2,1,3]"}
