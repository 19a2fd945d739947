"""Planning: projects, sprints, features, tasks, attachments.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# MariaDB compares text without regard to case unless told; the other databases do not.
OPTIONS = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
    "mariadb_engine": "InnoDB",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_bin",
}
NOW = {
    "postgresql": "CURRENT_TIMESTAMP",
    "sqlite": "(strftime('%Y-%m-%d %H:%M:%f000', 'now'))",
    "mysql": "(utc_timestamp(6))",
    "mariadb": "(utc_timestamp(6))",
}


def moment() -> sa.types.TypeEngine:
    return sa.DateTime(timezone=True).with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")


def now() -> sa.TextClause:
    return sa.text(NOW[op.get_context().dialect.name])


def upgrade() -> None:
    op.create_table(
        "projects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("status", sa.String(20), server_default="planned", nullable=False),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_projects_owner_id_users"), ondelete="RESTRICT"
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_projects_ends_after_it_starts")),
        sa.CheckConstraint(
            "status IN ('planned', 'active', 'on_hold', 'completed', 'cancelled')",
            name=op.f("ck_projects_projectstatus"),
        ),
        **OPTIONS,
    )
    op.create_index(op.f("ix_projects_name_id"), "projects", ["name", "id"])
    op.create_index(op.f("ix_projects_owner_id"), "projects", ["owner_id"])
    op.create_index(op.f("ix_projects_starts_on_id"), "projects", ["starts_on", "id"])
    op.create_index(op.f("ix_projects_status_owner_id"), "projects", ["status", "owner_id"])
    op.create_table(
        "sprints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("goal", sa.String(300)),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_sprints_project_id_projects"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_sprints_project_id_name")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_sprints_ends_after_it_starts")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_sprints_project_id_starts_on_id"), "sprints", ["project_id", "starts_on", "id"])
    op.create_index(op.f("ix_sprints_starts_on_id"), "sprints", ["starts_on", "id"])
    op.create_table(
        "features",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("sprint_id", sa.Integer()),
        sa.Column("title", sa.String(160), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("priority", sa.String(20), server_default="medium", nullable=False),
        sa.Column("status", sa.String(20), server_default="todo", nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_features_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["sprint_id"], ["sprints.id"], name=op.f("fk_features_sprint_id_sprints"), ondelete="SET NULL"
        ),
        sa.CheckConstraint("priority IN ('low', 'medium', 'high', 'critical')", name=op.f("ck_features_priority")),
        sa.CheckConstraint(
            "status IN ('todo', 'in_progress', 'in_review', 'done')", name=op.f("ck_features_taskstatus")
        ),
        **OPTIONS,
    )
    op.create_index(op.f("ix_features_project_id_id"), "features", ["project_id", "id"])
    op.create_index(op.f("ix_features_sprint_id_id"), "features", ["sprint_id", "id"])
    op.create_index(op.f("ix_features_status_priority_id"), "features", ["status", "priority", "id"])
    op.create_table(
        "tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feature_id", sa.Integer(), nullable=False),
        sa.Column("assignee_id", sa.Integer()),
        sa.Column("title", sa.String(160), nullable=False),
        sa.Column("status", sa.String(20), server_default="todo", nullable=False),
        sa.Column("position", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("estimate", sa.Interval()),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["users.id"], name=op.f("fk_tasks_assignee_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["feature_id"], ["features.id"], name=op.f("fk_tasks_feature_id_features"), ondelete="CASCADE"
        ),
        sa.CheckConstraint("position >= 0", name=op.f("ck_tasks_position_not_negative")),
        sa.CheckConstraint("status IN ('todo', 'in_progress', 'in_review', 'done')", name=op.f("ck_tasks_taskstatus")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_tasks_assignee_id_id"), "tasks", ["assignee_id", "id"])
    op.create_index(op.f("ix_tasks_assignee_id_status_due_on_id"), "tasks", ["assignee_id", "status", "due_on", "id"])
    op.create_index(op.f("ix_tasks_due_on_id"), "tasks", ["due_on", "id"])
    op.create_index(op.f("ix_tasks_feature_id_position_id"), "tasks", ["feature_id", "position", "id"])
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid().with_variant(sa.Uuid(native_uuid=False), "mysql", "mariadb"), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer()),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary().with_variant(mysql.LONGBLOB(), "mysql", "mariadb"), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_attachments_task_id_tasks"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["users.id"], name=op.f("fk_attachments_uploaded_by_id_users"), ondelete="SET NULL"
        ),
        sa.CheckConstraint("size_bytes >= 0", name=op.f("ck_attachments_size_bytes_not_negative")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_attachments_task_id_id"), "attachments", ["task_id", "id"])
    op.create_index(op.f("ix_attachments_uploaded_by_id_id"), "attachments", ["uploaded_by_id", "id"])


def downgrade() -> None:
    op.drop_table("attachments")
    op.drop_table("tasks")
    op.drop_table("features")
    op.drop_table("sprints")
    op.drop_table("projects")
