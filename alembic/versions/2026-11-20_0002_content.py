"""Content: posts, tags, comments, likes.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0002"
down_revision = "0001"
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
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(50), nullable=False),
        sa.Column("color", sa.String(7)),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", name=op.f("uq_tags_name")),
        sa.CheckConstraint("color IS NULL OR color LIKE '#______'", name=op.f("ck_tags_color_is_hexadecimal")),
        **OPTIONS,
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(160), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.String(500)),
        sa.Column("status", sa.String(20), server_default="draft", nullable=False),
        sa.Column("view_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("like_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("meta_title", sa.String(200)),
        sa.Column("meta_description", sa.String(320)),
        sa.Column("published_at", moment()),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("deleted_at", moment()),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_posts_author_id_users"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["users.id"], name=op.f("fk_posts_created_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["users.id"], name=op.f("fk_posts_updated_by_id_users"), ondelete="SET NULL"
        ),
        sa.UniqueConstraint("slug", name=op.f("uq_posts_slug")),
        sa.CheckConstraint("like_count >= 0", name=op.f("ck_posts_like_count_not_negative")),
        sa.CheckConstraint("status IN ('draft', 'review', 'published', 'archived')", name=op.f("ck_posts_poststatus")),
        sa.CheckConstraint(
            "status <> 'published' OR published_at IS NOT NULL", name=op.f("ck_posts_published_has_a_date")
        ),
        sa.CheckConstraint("view_count >= 0", name=op.f("ck_posts_view_count_not_negative")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_posts_author_id_id"), "posts", ["author_id", "id"])
    op.create_index(op.f("ix_posts_author_id_published_at_id"), "posts", ["author_id", "published_at", "id"])
    op.create_index(op.f("ix_posts_created_at_id"), "posts", ["created_at", "id"])
    op.create_index(op.f("ix_posts_created_by_id"), "posts", ["created_by_id"])
    op.create_index(op.f("ix_posts_like_count_id"), "posts", ["like_count", "id"])
    op.create_index(op.f("ix_posts_published_at_id"), "posts", ["published_at", "id"])
    op.create_index(
        op.f("ix_posts_readable"),
        "posts",
        ["published_at", "id", "author_id"],
        postgresql_where=sa.text("status = 'published' AND deleted_at IS NULL"),
        sqlite_where=sa.text("status = 'published' AND deleted_at IS NULL"),
    )
    op.create_index(op.f("ix_posts_status_published_at_id"), "posts", ["status", "published_at", "id"])
    op.create_index(op.f("ix_posts_title_id"), "posts", ["title", "id"])
    op.create_index(op.f("ix_posts_updated_by_id"), "posts", ["updated_by_id"])
    op.create_index(op.f("ix_posts_view_count_id"), "posts", ["view_count", "id"])
    op.create_table(
        "post_tags",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("post_id", "tag_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_post_tags_post_id_posts"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_post_tags_tag_id_tags"), ondelete="CASCADE"),
        **OPTIONS,
    )
    op.create_index(op.f("ix_post_tags_tag_id_post_id"), "post_tags", ["tag_id", "post_id"])
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer()),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("is_approved", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("like_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.Column("is_active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["comments.id"], name=op.f("fk_comments_parent_id_comments"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_comments_post_id_posts"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_comments_user_id_users"), ondelete="CASCADE"),
        sa.CheckConstraint("like_count >= 0", name=op.f("ck_comments_like_count_not_negative")),
        **OPTIONS,
    )
    op.create_index(op.f("ix_comments_created_at_id"), "comments", ["created_at", "id"])
    op.create_index(op.f("ix_comments_like_count_id"), "comments", ["like_count", "id"])
    op.create_index(op.f("ix_comments_parent_id_id"), "comments", ["parent_id", "id"])
    op.create_index(op.f("ix_comments_post_id_created_at_id"), "comments", ["post_id", "created_at", "id"])
    op.create_index(op.f("ix_comments_post_id_id"), "comments", ["post_id", "id"])
    op.create_index(op.f("ix_comments_post_id_is_approved_id"), "comments", ["post_id", "is_approved", "id"])
    op.create_index(op.f("ix_comments_user_id_id"), "comments", ["user_id", "id"])
    op.create_table(
        "likes",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment(), server_default=now(), nullable=False),
        sa.Column("updated_at", moment(), server_default=now(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "post_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_likes_post_id_posts"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_likes_user_id_users"), ondelete="CASCADE"),
        **OPTIONS,
    )
    op.create_index(op.f("ix_likes_created_at_user_id_post_id"), "likes", ["created_at", "user_id", "post_id"])
    op.create_index(op.f("ix_likes_post_id_user_id"), "likes", ["post_id", "user_id"])


def downgrade() -> None:
    op.drop_table("likes")
    op.drop_table("comments")
    op.drop_table("post_tags")
    op.drop_table("posts")
    op.drop_table("tags")
