"""strawberry-sqlalchemy-mapper: its types over the models, its keyset connections at the root, its loader for relations."""

from __future__ import annotations

import os
from typing import Any

import strawberry
from models import Comment as CommentRow, Post as PostRow, Tag as TagRow, User as UserRow
from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry import relay
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry_sqlalchemy_mapper import StrawberrySQLAlchemyLoader, StrawberrySQLAlchemyMapper, connection
from strawberry_sqlalchemy_mapper.relay import KeysetConnection

engine = create_async_engine(os.environ["BENCHMARK_DATABASE_URL"], pool_size=20, max_overflow=0)
new_session = async_sessionmaker(engine, expire_on_commit=False)
# Relations are lists: its connections for them share type names with its keyset connections, so a schema takes one kind
# only, and their `first` limits the rows of all parents together.
mapper = StrawberrySQLAlchemyMapper(always_use_list=True)


@mapper.type(UserRow)
class User(relay.Node):
    """Who writes."""

    __exclude__ = ("id",)


@mapper.type(TagRow)
class Tag(relay.Node):
    """What it is about."""

    __exclude__ = ("id",)


@mapper.type(CommentRow)
class Comment(relay.Node):
    """What is answered."""

    __exclude__ = ("id",)


@mapper.type(PostRow)
class Post(relay.Node):
    """What is written."""

    __exclude__ = ("id",)

    @strawberry.field
    def row_id(self) -> int:
        """The key."""
        return self.id  # type: ignore[return-value] # the row's


@strawberry.type
class Query:
    """What can be asked."""

    posts: KeysetConnection[Post] = connection(sessionmaker=new_session, keyset=(PostRow.id,))
    users: KeysetConnection[User] = connection(sessionmaker=new_session, keyset=(UserRow.id,))

    @strawberry.field
    async def post(self, id: int) -> Post | None:
        """One post."""
        async with new_session() as session:
            row: Any = (await session.execute(select(PostRow).where(PostRow.id == id))).scalar_one_or_none()
            return row


mapper.finalize()
schema = strawberry.Schema(
    Query,
    types=list(mapper.mapped_types.values()),
    extensions=[ParserCache, ValidationCache],
    config=StrawberryConfig(relay_max_results=1000),
)


class Endpoint(GraphQL[Any, Any]):
    """Strawberry's endpoint with the mapper's loader for each request."""

    async def get_context(self, request: Any, response: Any) -> dict[str, Any]:
        """The loader opens a session for each batch."""
        return {"sqlalchemy_loader": StrawberrySQLAlchemyLoader(async_bind_factory=new_session)}


app = Starlette(routes=[Route("/graphql", Endpoint(schema, graphql_ide=None), methods=["POST"])])
