"""Sample projects with their sprints, features, tasks and attachments."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from gql.reference.models.planning import (
    Attachment,
    Feature,
    Priority,
    Project,
    ProjectStatus,
    Sprint,
    Task,
    TaskStatus,
)
from gql.reference.sample import words
from gql.reference.sample.accounts import staff_count
from gql.reference.sample.base import NOW, START, Row, Rows, Sample, day, maybe, moment, stamps, table_of
from gql.reference.sample.text import fill, paragraphs, sentence_pool

PROJECTS, SPRINTS_EACH, SPRINT_DAYS = 80, 5, 14


def rows(sample: Sample) -> Rows:
    """Projects, sprints, features, tasks, attachments."""
    rng = sample.random("planning")
    pool = sentence_pool(rng, words.SENTENCES, 400)
    projects = _projects(rng, sample, pool)
    yield table_of(Project), projects
    sprints = _sprints(rng, projects, pool)
    yield table_of(Sprint), sprints
    features = _features(rng, projects, sprints, pool)
    yield table_of(Feature), features
    tasks = _tasks(rng, sample, features)
    yield table_of(Task), tasks
    yield table_of(Attachment), _attachments(rng, sample, tasks, pool)


def _projects(rng: Random, sample: Sample, pool: list[str]) -> list[Row]:
    projects = []
    for number in range(1, sample.count(PROJECTS) + 1):
        created_at = moment(rng, START, NOW - timedelta(days=60))
        status = rng.choice(list(ProjectStatus))
        starts_on = None if status is ProjectStatus.PLANNED else day(created_at) + timedelta(days=rng.randrange(30))
        has_ended = status in {ProjectStatus.COMPLETED, ProjectStatus.CANCELLED}
        projects.append(
            {
                "id": number,
                "name": f"{rng.choice(words.PROJECTS)} {created_at.year}",
                "description": maybe(rng, 0.8, paragraphs(rng, pool, 3)),
                "status": status,
                "starts_on": starts_on,
                "ends_on": starts_on + timedelta(days=SPRINTS_EACH * SPRINT_DAYS) if starts_on and has_ended else None,
                "owner_id": rng.randrange(1, staff_count(sample) + 1),
                **stamps(created_at),
            }
        )
    return projects


def _sprints(rng: Random, projects: list[Row], pool: list[str]) -> list[Row]:
    sprints: list[Row] = []
    for project in projects:
        first_day: date | None = project["starts_on"]
        for position in range(rng.randrange(2, SPRINTS_EACH + 1) if first_day else 0):
            assert first_day is not None
            starts_on = first_day + timedelta(days=position * SPRINT_DAYS)
            sprints.append(
                {
                    "id": len(sprints) + 1,
                    "project_id": project["id"],
                    "name": f"Sprint {position + 1}",
                    "goal": maybe(rng, 0.7, rng.choice(pool)),
                    "starts_on": starts_on,
                    "ends_on": starts_on + timedelta(days=SPRINT_DAYS - 1),
                    **stamps(project["created_at"]),
                }
            )
    return sprints


def _features(rng: Random, projects: list[Row], sprints: list[Row], pool: list[str]) -> list[Row]:
    sprints_by_project: dict[int, list[int]] = {}
    for sprint in sprints:
        sprints_by_project.setdefault(sprint["project_id"], []).append(sprint["id"])
    owners = [project for project in projects for _ in range(rng.randrange(4, 16))]
    return [
        {
            "id": number,
            "project_id": project["id"],
            "sprint_id": maybe(rng, 0.75, rng.choice(sprints_by_project.get(project["id"], [None]))),
            "title": fill(rng, words.FEATURES),
            "description": maybe(rng, 0.7, paragraphs(rng, pool, 2)),
            "priority": rng.choice(list(Priority)),
            "status": rng.choice(list(TaskStatus)),
            "version": rng.randrange(1, 4),
            **stamps(moment(rng, project["created_at"], NOW)),
        }
        for number, project in enumerate(owners, 1)
    ]


def _tasks(rng: Random, sample: Sample, features: list[Row]) -> list[Row]:
    tasks: list[Row] = []
    for feature in features:
        for position in range(rng.randrange(3, 10)):
            created_at: datetime = moment(rng, feature["created_at"], NOW)
            tasks.append(
                {
                    "id": len(tasks) + 1,
                    "feature_id": feature["id"],
                    "assignee_id": maybe(rng, 0.8, rng.randrange(1, staff_count(sample) + 1)),
                    "title": fill(rng, words.TASKS),
                    "status": rng.choice(list(TaskStatus)),
                    "position": position,
                    "due_on": maybe(rng, 0.6, day(created_at) + timedelta(days=rng.randrange(1, 60))),
                    "estimate": maybe(rng, 0.7, timedelta(minutes=30 * rng.randrange(1, 48))),
                    **stamps(created_at),
                }
            )
    return tasks


def _attachments(rng: Random, sample: Sample, tasks: list[Row], pool: list[str]) -> list[Row]:
    attachments = []
    for task in tasks:
        if rng.random() > 0.1:
            continue
        name, media_type, data = _file(rng, pool)
        created_at = moment(rng, task["created_at"], NOW)
        attachments.append(
            {
                "id": UUID(int=rng.getrandbits(128), version=4),
                "task_id": task["id"],
                "uploaded_by_id": maybe(rng, 0.9, rng.randrange(1, staff_count(sample) + 1)),
                "file_name": name,
                "media_type": media_type,
                "size_bytes": len(data),
                "data": data,
                "created_at": created_at,
                "updated_at": created_at,
            }
        )
    return attachments


def _file(rng: Random, pool: list[str]) -> tuple[str, str, bytes]:
    kind = rng.randrange(3)
    if kind == 0:
        return "notes.txt", "text/plain", paragraphs(rng, pool, rng.randrange(1, 9)).encode()
    if kind == 1:
        lines = (f"{rng.choice(words.MATERIALS)},{rng.randrange(1, 900)}" for _ in range(rng.randrange(3, 20)))
        return "figures.csv", "text/csv", "\r\n".join(("material,pieces", *lines)).encode()
    square = f'<rect width="{rng.randrange(20, 90)}" height="60" fill="{rng.choice(words.TAG_COLORS)}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60">{square}</svg>'
    return "sketch.svg", "image/svg+xml", svg.encode()
