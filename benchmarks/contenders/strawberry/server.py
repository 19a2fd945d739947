"""By hand, as a careful team would: Strawberry types, aiodataloader, SQLAlchemy's ORM and asyncio layer, keyset pages.

Relations are loaded in batches; pages of a relation are cut in SQL, one statement for all parents; parsing and
validation are cached. One session for each request, whose statements the loaders share.
"""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from enum import Enum
from typing import Any, Generic, TypeVar

import strawberry
from aiodataloader import DataLoader
from models import Comment as CommentRow, Post as PostRow, Tag as TagRow, User as UserRow, post_tags
from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import aliased
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache

Item = TypeVar("Item")
Info = strawberry.Info
engine = create_async_engine(os.environ["BENCHMARK_DATABASE_URL"], pool_size=20, max_overflow=0)
new_session = async_sessionmaker(engine, expire_on_commit=False)
DEFAULT_PAGE = 20


class Loaders:
    """The loaders of one request, made when asked for. An AsyncSession takes one statement at a time: hence the lock."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._lock = asyncio.Lock()
        self._made: dict[Any, DataLoader[Any, Any]] = {}

    async def rows(self, statement: Select[Any]) -> Sequence[Any]:
        """All rows of a statement."""
        async with self._lock:
            return (await self._session.execute(statement)).all()

    async def add(self, row: Any) -> None:
        """Write a row and commit."""
        async with self._lock:
            self._session.add(row)
            await self._session.commit()

    def get(self, key: Any, make: Callable[[], Callable[[list[Any]], Awaitable[list[Any]]]]) -> DataLoader[Any, Any]:
        """The loader for `key`."""
        if key not in self._made:
            self._made[key] = DataLoader(batch_load_fn=make())
        return self._made[key]

    def users(self) -> DataLoader[int, UserRow]:
        """Users by key."""

        def make() -> Callable[[list[int]], Awaitable[list[Any]]]:
            async def load(keys: list[int]) -> list[Any]:
                found = {row[0].id: row[0] for row in await self.rows(select(UserRow).where(UserRow.id.in_(keys)))}
                return [found.get(key) for key in keys]

            return load

        return self.get("users", make)

    def pages(self, model: Any, parent: Any, first: int, through: Any = None) -> DataLoader[int, list[Any]]:
        """The first rows of each parent, one more than asked, to know whether there are more."""

        def make() -> Callable[[list[int]], Awaitable[list[Any]]]:
            async def load(keys: list[int]) -> list[Any]:
                place = func.row_number().over(partition_by=parent, order_by=model.id).label("place")
                inner = select(model, parent.label("parent"), place)
                if through is not None:
                    inner = inner.join(through, through.c.tag_id == model.id)
                page = inner.where(parent.in_(keys)).subquery()
                entity = aliased(model, page)
                statement = (
                    select(entity, page.c.parent).where(page.c.place <= first + 1).order_by(page.c.parent, page.c.place)
                )
                found: dict[int, list[Any]] = {}
                for row, key in await self.rows(statement):
                    found.setdefault(key, []).append(row)
                return [found.get(key, []) for key in keys]

            return load

        return self.get((model, parent, first), make)


def encode(name: str, key: int) -> str:
    """A global id or cursor."""
    return base64.urlsafe_b64encode(f"{name}:{key}".encode()).decode().rstrip("=")


def decode(text: str) -> int:
    """The key in a global id or cursor."""
    return int(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).rpartition(b":")[2])


@strawberry.type
class PageInfo:
    """Relay's."""

    has_next_page: bool
    end_cursor: str | None


@strawberry.type
class Edge(Generic[Item]):
    """Relay's."""

    cursor: str
    node: Item


@strawberry.type
class Connection(Generic[Item]):
    """Relay's, with the shortcut `nodes`."""

    items: strawberry.Private[Sequence[Any]]
    has_next: strawberry.Private[bool]
    count: strawberry.Private[Select[Any] | None] = None

    @strawberry.field
    def nodes(self) -> list[Item]:
        """The rows."""
        return self.items  # type: ignore[return-value] # ORM rows stand for their types

    @strawberry.field
    def edges(self) -> list[Edge[Item]]:
        """The rows with their cursors."""
        return [Edge(cursor=encode("cursor", item.id), node=item) for item in self.items]

    @strawberry.field
    async def total_count(self, info: Info) -> int:
        """How many rows there are on all pages."""
        assert self.count is not None
        rows: Sequence[Any] = await info.context["loaders"].rows(self.count)
        return rows[0][0]

    @strawberry.field
    def page_info(self) -> PageInfo:
        """Where the page ends."""
        end = encode("cursor", self.items[-1].id) if self.items else None
        return PageInfo(has_next_page=self.has_next, end_cursor=end)


def page_of(rows: Sequence[Any], first: int, count: Select[Any] | None = None) -> Any:
    """A connection of the first rows; one more says that there are more. `count` is sent if the total is asked for."""
    return Connection(items=rows[:first], has_next=len(rows) > first, count=count)


@strawberry.type
class User:
    """Who writes."""

    username: str
    row_id: int = strawberry.field(resolver=lambda root: root.id)

    @strawberry.field
    def id(self) -> strawberry.ID:
        """The global id."""
        return strawberry.ID(encode("User", self.id))  # type: ignore[arg-type] # the row's

    @strawberry.field
    async def posts(self, info: Info, first: int = DEFAULT_PAGE) -> Connection[Post]:
        """What the user wrote."""
        loader = info.context["loaders"].pages(PostRow, PostRow.author_id, first)
        return page_of(await loader.load(self.id), first)


@strawberry.type
class Tag:
    """What a post is about."""

    name: str


@strawberry.type
class Comment:
    """What is answered."""

    content: str

    @strawberry.field
    def id(self) -> strawberry.ID:
        """The global id."""
        return strawberry.ID(encode("Comment", self.id))  # type: ignore[arg-type] # the row's

    @strawberry.field
    async def user(self, info: Info) -> User:
        """Who answered."""
        return await info.context["loaders"].users().load(self.user_id)  # type: ignore[attr-defined] # the row's


@strawberry.type
class Post:
    """What is written."""

    title: str
    slug: str
    content: str
    view_count: int
    like_count: int
    created_at: datetime
    row_id: int = strawberry.field(resolver=lambda root: root.id)

    @strawberry.field
    def id(self) -> strawberry.ID:
        """The global id."""
        return strawberry.ID(encode("Post", self.id))  # type: ignore[arg-type] # the row's

    @strawberry.field
    def status(self) -> str:
        """How far it is."""
        return self.status.upper()  # type: ignore[attr-defined] # the row's

    @strawberry.field
    async def author(self, info: Info) -> User:
        """Who wrote it."""
        return await info.context["loaders"].users().load(self.author_id)  # type: ignore[attr-defined] # the row's

    @strawberry.field
    async def comments(self, info: Info, first: int = DEFAULT_PAGE) -> Connection[Comment]:
        """The answers."""
        loader = info.context["loaders"].pages(CommentRow, CommentRow.post_id, first)
        return page_of(await loader.load(self.id), first)

    @strawberry.field
    async def tags(self, info: Info, first: int = DEFAULT_PAGE) -> Connection[Tag]:
        """What it is about."""
        loader = info.context["loaders"].pages(TagRow, post_tags.c.post_id, first, post_tags)
        return page_of(await loader.load(self.id), first)


@strawberry.enum
class PostStatus(Enum):
    """How far a post is."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    ARCHIVED = "archived"


@strawberry.input
class PostStatusFilter:
    """Conditions on a status."""

    eq: PostStatus | None = None


@strawberry.input
class IntFilter:
    """Conditions on a number."""

    gte: int | None = None


@strawberry.input
class PostWhere:
    """Conditions on posts."""

    status: PostStatusFilter | None = None
    view_count: IntFilter | None = None


def conditions(where: PostWhere | None) -> list[Any]:
    """The clauses of a filter."""
    clauses: list[Any] = []
    if where is not None and where.status is not None and where.status.eq is not None:
        clauses.append(PostRow.status == where.status.eq.value)
    if where is not None and where.view_count is not None and where.view_count.gte is not None:
        clauses.append(PostRow.view_count >= where.view_count.gte)
    return clauses


@strawberry.type
class Query:
    """What can be asked."""

    @strawberry.field
    async def post(self, info: Info, id: strawberry.ID) -> Post | None:
        """One post."""
        rows = await info.context["loaders"].rows(select(PostRow).where(PostRow.id == decode(id)))
        return rows[0][0] if rows else None

    @strawberry.field
    async def posts(
        self, info: Info, first: int = DEFAULT_PAGE, after: str | None = None, where: PostWhere | None = None
    ) -> Connection[Post]:
        """Posts by key."""
        clauses = conditions(where)
        count = select(func.count()).select_from(PostRow).where(*clauses)
        statement = select(PostRow).where(*clauses).order_by(PostRow.id).limit(first + 1)
        if after is not None:
            statement = statement.where(PostRow.id > decode(after))
        return page_of([row[0] for row in await info.context["loaders"].rows(statement)], first, count)

    @strawberry.field
    async def users(self, info: Info, first: int = DEFAULT_PAGE) -> Connection[User]:
        """Users by key."""
        statement = select(UserRow).order_by(UserRow.id).limit(first + 1)
        return page_of([row[0] for row in await info.context["loaders"].rows(statement)], first)


@strawberry.input
class CreateCommentInput:
    """A comment to write."""

    post_id: strawberry.ID
    user_id: strawberry.ID
    content: str


@strawberry.type
class MutationError:
    """Why nothing was written."""

    code: str


@strawberry.type
class CreateCommentPayload:
    """The comment as it was written."""

    comment: Comment | None
    errors: list[MutationError]


@strawberry.type
class Mutation:
    """What can be changed."""

    @strawberry.mutation
    async def create_comment(self, info: Info, input: CreateCommentInput) -> CreateCommentPayload:
        """Write a comment."""
        row: Any = CommentRow(post_id=decode(input.post_id), user_id=decode(input.user_id), content=input.content)
        await info.context["loaders"].add(row)
        return CreateCommentPayload(comment=row, errors=[])


schema = strawberry.Schema(Query, Mutation, extensions=[ParserCache, ValidationCache])


class Endpoint(GraphQL[Any, Any]):
    """Strawberry's endpoint with a session for each request."""

    async def get_context(self, request: Any, response: Any) -> dict[str, Any]:
        """The session and its loaders."""
        return {"loaders": Loaders(request.state.session)}


endpoint = Endpoint(schema, graphql_ide=None)


class WithSession:
    """Opens a session around the endpoint, so that it is closed when the response is sent."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI."""
        async with new_session() as session:
            scope.setdefault("state", {})["session"] = session
            await endpoint(scope, receive, send)


app = Starlette(routes=[Route("/graphql", WithSession(), methods=["POST"])])
