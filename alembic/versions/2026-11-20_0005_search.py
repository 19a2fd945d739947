"""Search: full-text indexes of posts and products.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from alembic import op

from gql.database.search_index import SearchIndex

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEXES = (
    SearchIndex("posts_search", "posts", ("title", "excerpt", "content")),
    SearchIndex("products_search", "products", ("name", "description")),
)


def upgrade() -> None:
    for index in INDEXES:
        for statement in index.create_statements(op.get_context().dialect):
            op.execute(statement)


def downgrade() -> None:
    for index in reversed(INDEXES):
        for statement in index.drop_statements(op.get_context().dialect):
            op.execute(statement)
