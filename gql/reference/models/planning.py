"""How the company plans its work: projects, sprints, features, tasks, and the files that belong to them."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Interval,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gql.reference.models.base import Base, Model, enum_column
from gql.reference.models.mixins import Timestamped, Versioned

if TYPE_CHECKING:
    from gql.reference.models.accounts import User


class ProjectStatus(StrEnum):
    """How far a project is."""

    PLANNED = "planned"
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Priority(StrEnum):
    """How urgent something is, the least urgent first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class TaskStatus(StrEnum):
    """How far a piece of work is."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    IN_REVIEW = "in_review"
    DONE = "done"


class Project(Model):
    """A larger piece of work that one user answers for."""

    __tablename__ = "projects"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
        Index(None, "owner_id"),
        Index(None, "status", "owner_id"),
        Index(None, "name", "id"),
        Index(None, "starts_on", "id"),
    )

    name: Mapped[str] = mapped_column(String(120), doc="What the project is called.")
    description: Mapped[str | None] = mapped_column(Text, doc="What the project is for.")
    status: Mapped[ProjectStatus] = mapped_column(
        enum_column(ProjectStatus),
        default=ProjectStatus.PLANNED,
        server_default=ProjectStatus.PLANNED.value,
        doc="How far the project is.",
    )
    starts_on: Mapped[date | None] = mapped_column(doc="The first day of work, once it is known.")
    ends_on: Mapped[date | None] = mapped_column(doc="The last day of work, once it is known.")
    owner_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="RESTRICT"), doc="The user who answers for the project."
    )

    owner: Mapped[User] = relationship(back_populates="projects", doc="The user who answers for the project.")
    sprints: Mapped[list[Sprint]] = relationship(
        back_populates="project",
        order_by="Sprint.id",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="The stretches of time that the work is cut into.",
    )
    features: Mapped[list[Feature]] = relationship(
        back_populates="project",
        order_by="Feature.id",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="What the project builds.",
    )


class Sprint(Model):
    """A short stretch of time with a goal."""

    __tablename__ = "sprints"
    __table_args__ = (
        UniqueConstraint("project_id", "name"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_starts"),
        Index(None, "project_id", "starts_on", "id"),
        Index(None, "starts_on", "id"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), doc="The project.")
    name: Mapped[str] = mapped_column(String(80), doc="What the sprint is called within its project.")
    goal: Mapped[str | None] = mapped_column(String(300), doc="What shall be reached at its end.")
    starts_on: Mapped[date] = mapped_column(doc="The first day.")
    ends_on: Mapped[date] = mapped_column(doc="The last day.")

    project: Mapped[Project] = relationship(back_populates="sprints", doc="The project.")
    features: Mapped[list[Feature]] = relationship(
        back_populates="sprint",
        order_by="Feature.id",
        lazy="raise",
        passive_deletes=True,
        doc="The features that are worked on in this sprint.",
    )


class Feature(Versioned, Model):
    """Something that a project builds, made of tasks."""

    __tablename__ = "features"
    __table_args__ = (
        Index(None, "project_id", "id"),
        Index(None, "sprint_id", "id"),
        Index(None, "status", "priority", "id"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("projects.id", ondelete="CASCADE"), doc="The project.")
    sprint_id: Mapped[int | None] = mapped_column(
        ForeignKey("sprints.id", ondelete="SET NULL"), doc="The sprint it is planned for; empty until it is."
    )
    title: Mapped[str] = mapped_column(String(160), doc="What the feature is, in one line.")
    description: Mapped[str | None] = mapped_column(Text, doc="What the feature does and for whom.")
    priority: Mapped[Priority] = mapped_column(
        enum_column(Priority), default=Priority.MEDIUM, server_default=Priority.MEDIUM.value, doc="How urgent it is."
    )
    status: Mapped[TaskStatus] = mapped_column(
        enum_column(TaskStatus), default=TaskStatus.TODO, server_default=TaskStatus.TODO.value, doc="How far it is."
    )

    project: Mapped[Project] = relationship(back_populates="features", doc="The project.")
    sprint: Mapped[Sprint | None] = relationship(back_populates="features", doc="The sprint it is planned for.")
    tasks: Mapped[list[Task]] = relationship(
        back_populates="feature",
        order_by="Task.position, Task.id",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="The work to be done, in order.",
    )


class Task(Model):
    """One piece of work on a feature."""

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("position >= 0", name="position_not_negative"),
        Index(None, "feature_id", "position", "id"),
        Index(None, "assignee_id", "id"),
        Index(None, "assignee_id", "status", "due_on", "id"),
        Index(None, "due_on", "id"),
    )

    feature_id: Mapped[int] = mapped_column(ForeignKey("features.id", ondelete="CASCADE"), doc="The feature.")
    assignee_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), doc="The user who does the work; empty until someone takes it."
    )
    title: Mapped[str] = mapped_column(String(160), doc="What is to be done, in one line.")
    status: Mapped[TaskStatus] = mapped_column(
        enum_column(TaskStatus), default=TaskStatus.TODO, server_default=TaskStatus.TODO.value, doc="How far it is."
    )
    position: Mapped[int] = mapped_column(
        default=0, server_default=text("0"), doc="The place among the tasks of the feature, from 0."
    )
    due_on: Mapped[date | None] = mapped_column(doc="The day by which it shall be done.")
    estimate: Mapped[timedelta | None] = mapped_column(Interval(), doc="How long it is thought to take.")

    feature: Mapped[Feature] = relationship(back_populates="tasks", doc="The feature.")
    assignee: Mapped[User | None] = relationship(back_populates="tasks", doc="The user who does the work.")
    attachments: Mapped[list[Attachment]] = relationship(
        back_populates="task",
        order_by="Attachment.id",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="The files that belong to the task.",
    )


class Attachment(Timestamped, Base):
    """A file that belongs to a task. Its key is a UUID, so that it can be named before it is stored."""

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint("size_bytes >= 0", name="size_bytes_not_negative"),
        Index(None, "task_id", "id"),
        Index(None, "uploaded_by_id", "id"),
    )

    # MariaDB's own UUID type sorts by its last bytes first; as text the keys sort alike on every database.
    id: Mapped[UUID] = mapped_column(
        Uuid().with_variant(Uuid(native_uuid=False), "mysql", "mariadb"),
        primary_key=True,
        default=uuid4,
        sort_order=-100,
        doc="The file's key.",
    )
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id", ondelete="CASCADE"), doc="The task.")
    uploaded_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), doc="The user who stored the file."
    )
    file_name: Mapped[str] = mapped_column(String(200), doc="What the file is called.")
    media_type: Mapped[str] = mapped_column(String(100), doc="What kind of file it is, as in `image/png`.")
    size_bytes: Mapped[int] = mapped_column(BigInteger, doc="How large the file is.")
    data: Mapped[bytes] = mapped_column(
        LargeBinary().with_variant(mysql.LONGBLOB(), "mysql", "mariadb"), doc="What is in the file."
    )

    task: Mapped[Task] = relationship(back_populates="attachments", doc="The task.")
    uploaded_by: Mapped[User | None] = relationship(doc="The user who stored the file.")
