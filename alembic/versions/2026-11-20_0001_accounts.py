"""Accounts: users, who follows whom, roles and who holds them.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "0001"
down_revision = None
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


def json() -> sa.types.TypeEngine:
    return sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(50), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("first_name", sa.String(80), nullable=False),
        sa.Column("last_name", sa.String(80), nullable=False),
        sa.Column("bio", sa.Text()),
        sa.Column("preferences", json(), nullable=False),
        sa.Column("account_balance", sa.Numeric(12, 2), server_default=sa.text("0.00"), nullable=False),
        sa.Column("login_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("failed_login_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("locked_until", moment()),
        sa.Column("last_login_at", moment()),
        sa.Column("is_verified", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("manager_id", sa.Integer()),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["users.id"], name=op.f("fk_users_manager_id_users"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
        sa.UniqueConstraint("username", name=op.f("uq_users_username")),
        sa.CheckConstraint("account_balance >= 0", name=op.f("ck_users_account_balance_not_negative")),
        sa.CheckConstraint("failed_login_count >= 0", name=op.f("ck_users_failed_login_count_not_negative")),
        sa.CheckConstraint("login_count >= 0", name=op.f("ck_users_login_count_not_negative")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_users_created_at_id"), "users", ["created_at", "id"])
    op.create_index(op.f("ix_users_last_login_at_id"), "users", ["last_login_at", "id"])
    op.create_index(op.f("ix_users_last_name_first_name_id"), "users", ["last_name", "first_name", "id"])
    op.create_index(op.f("ix_users_manager_id_id"), "users", ["manager_id", "id"])
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(50), nullable=False),
        sa.Column("description", sa.String(200)),
        sa.Column("permissions", json(), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", name=op.f("uq_roles_name")),
        **OPTIONS,
    )
    op.create_table(
        "user_roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.Column("assigned_by_id", sa.Integer()),
        sa.Column("assigned_at", moment(), server_default=now(), nullable=False),
        sa.Column("expires_at", moment()),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["assigned_by_id"], ["users.id"], name=op.f("fk_user_roles_assigned_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["roles.id"], name=op.f("fk_user_roles_role_id_roles"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_user_roles_user_id_users"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("user_id", "role_id", name=op.f("uq_user_roles_user_id_role_id")),
        sa.CheckConstraint("expires_at > assigned_at", name=op.f("ck_user_roles_expires_after_assigned")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_user_roles_assigned_by_id_id"), "user_roles", ["assigned_by_id", "id"])
    op.create_index(op.f("ix_user_roles_role_id_id"), "user_roles", ["role_id", "id"])
    op.create_table(
        "follows",
        sa.Column("follower_id", sa.Integer(), nullable=False),
        sa.Column("followed_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.PrimaryKeyConstraint("follower_id", "followed_id"),
        sa.ForeignKeyConstraint(
            ["followed_id"], ["users.id"], name=op.f("fk_follows_followed_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["follower_id"], ["users.id"], name=op.f("fk_follows_follower_id_users"), ondelete="CASCADE"
        ),
        sa.CheckConstraint("follower_id <> followed_id", name=op.f("ck_follows_not_oneself")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_follows_followed_id_follower_id"), "follows", ["followed_id", "follower_id"])


def downgrade() -> None:
    op.drop_table("follows")
    op.drop_table("user_roles")
    op.drop_table("roles")
    op.drop_table("users")
