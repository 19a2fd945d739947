"""strawchemy: its types over the models, pages by limit and offset, its asynchronous repository."""

from __future__ import annotations

import os
from typing import Any

import strawberry
from models import Comment as CommentRow, Post as PostRow, Tag as TagRow, User as UserRow
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache
from strawchemy import Strawchemy, StrawchemyAsyncRepository, StrawchemyConfig

engine = create_async_engine(os.environ["BENCHMARK_DATABASE_URL"], pool_size=20, max_overflow=0)
new_session = async_sessionmaker(engine, expire_on_commit=False)
strawchemy = Strawchemy(
    StrawchemyConfig(
        "postgresql",
        repository_type=StrawchemyAsyncRepository,
        session_getter=lambda info: info.context["session"],
        pagination="all",
    )
)


@strawchemy.aggregate(PostRow, include="all")
class PostsCounted:
    """Numbers over all posts of a filter."""


@strawchemy.type(UserRow, include="all")
class User:
    """Who writes."""


@strawchemy.type(PostRow, include="all")
class Post:
    """What is written."""


@strawchemy.type(CommentRow, include="all")
class Comment:
    """What is answered."""


@strawchemy.type(TagRow, include="all")
class Tag:
    """What it is about."""


@strawchemy.filter(PostRow, include="all")
class PostFilter:
    """Conditions on posts."""


@strawchemy.create_input(CommentRow, include=["content", "post", "user"])
class CommentInput:
    """A comment to write."""


@strawberry.type
class Query:
    """What can be asked."""

    post: Post = strawchemy.field()
    posts: list[Post] = strawchemy.field(pagination=True)
    users: list[User] = strawchemy.field(pagination=True)
    posts_filtered: list[Post] = strawchemy.field(filter_input=PostFilter, pagination=True)
    # Without pages: its aggregates are over the rows of the page.
    posts_counted: PostsCounted = strawchemy.field(filter_input=PostFilter, root_aggregations=True, pagination=False)


@strawberry.type
class Mutation:
    """What can be changed."""

    create_comment: Comment = strawchemy.create(CommentInput)


schema = strawberry.Schema(Query, Mutation, extensions=[ParserCache, ValidationCache])


class Endpoint(GraphQL[Any, Any]):
    """Strawberry's endpoint with a session for each request."""

    async def get_context(self, request: Any, response: Any) -> dict[str, Any]:
        """The session."""
        return {"session": request.state.session}


endpoint = Endpoint(schema, graphql_ide=None)


class WithSession:
    """Opens a session around the endpoint, so that it is closed when the response is sent."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI."""
        async with new_session() as session:
            scope.setdefault("state", {})["session"] = session
            await endpoint(scope, receive, send)


app = Starlette(routes=[Route("/graphql", WithSession(), methods=["POST"])])
