"""Who is measured: how each contender is started and in which words it is asked for the same data.

Every contender has a folder here with its server and its pinned packages, which are installed into an environment of its own.
Peers that make the schema themselves have their own names for things, so some operations are worded for them; what
comes back is compared after the differences of form are taken away (`benchmarks.sameness`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.operations import global_id

CONTENT = "Said while measuring, and taken back."
Ask = Callable[[str, Mapping[str, Any]], Awaitable[Any]]
"""Sends a query with variables and gives its `data`."""


async def after_own_cursor(ask: Ask, position: int) -> Mapping[str, Any]:
    """The cursor at a position from the contender itself, by an offset."""
    data = await ask(
        "query At($offset: Int) { posts(first: 1, offset: $offset) { pageInfo { endCursor } } }",
        {"offset": position - 1},
    )
    return {"after": data["posts"]["pageInfo"]["endCursor"]}


async def after_key(ask: Ask, position: int) -> Mapping[str, Any]:
    """The cursor as the hand-written contenders make it; keys are positions in this data."""
    return {"after": global_id("cursor", position)}


async def at_offset(ask: Ask, position: int) -> Mapping[str, Any]:
    """No cursors: rows are skipped."""
    return {"offset": position}


def with_ids(post: int, user: int) -> Mapping[str, Any]:
    """A comment to create, its post and user named as the gateway names them."""
    return {"post": global_id("Post", post), "user": global_id("User", user), "content": CONTENT}


def with_keys(post: int, user: int) -> Mapping[str, Any]:
    """A comment to create, its post and user by their keys."""
    return {"post": post, "user": user, "content": CONTENT}


@dataclass(frozen=True, slots=True)
class Contender:
    """One server to measure.

    `module` is what runs: an ASGI application for uvicorn, or a program for Python or Node that serves by itself.
    `environment` is the folder under `.envs` with its packages; None for ours, which runs in the environment of the project.
    `queries` words operations that the usual text does not fit; None for what the contender cannot answer. `point` gives the
    variables of the point query for a key, `deep` those of the deep page for a position, `create` those of a comment on a post
    by a user, by their keys.
    """

    name: str
    title: str
    folder: str
    module: str
    environment: str | None
    driver: str = "postgresql"
    queries: Mapping[str, str | None] = field(default_factory=dict)
    point: Callable[[int], Mapping[str, Any]] = lambda key: {"id": global_id("Post", key)}
    deep: Callable[[Ask, int], Awaitable[Mapping[str, Any]]] = after_key
    create: Callable[[int, int], Mapping[str, Any]] = with_ids
    is_floor: bool = False

    @property
    def is_node(self) -> bool:
        """Whether it runs on Node rather than Python."""
        return self.module.endswith(".mjs")

    @property
    def is_ours(self) -> bool:
        """Whether it is this project."""
        return self.environment is None

    def query(self, operation: str, usual: str) -> str | None:
        """The text that asks for an operation; None if the contender cannot answer it."""
        return self.queries.get(operation, usual)


STRAWCHEMY: Mapping[str, str | None] = {
    "point": "query Point($id: Int!) { post(id: $id) { id title author { id username } } }",
    "list": "query List { posts(limit: 50) { id title author { id username } } }",
    "nested": "query Nested { users(limit: 20) { username posts(limit: 10) { title "
    "comments(limit: 5) { content user { username } } } } }",
    "wide": "query Wide { posts(limit: 1000) { rowId: id title slug content viewCount likeCount status createdAt } }",
    "first": "query Page($offset: Int! = 0) { posts(limit: 50, offset: $offset) { id title } }",
    "deep": "query Page($offset: Int! = 0) { posts(limit: 50, offset: $offset) { id title } }",
    "tags": "query Tags { posts(limit: 50) { title tags { name } } }",
    "filter": 'query Filter { counted: postsCounted(filter: { status: { eq: "published" }, viewCount: { gte: 500 } }) '
    '{ aggregations { count } } posts: postsFiltered(limit: 50, filter: { status: { eq: "published" }, '
    "viewCount: { gte: 500 } }) { id title } }",
    "create": "mutation Create($post: Int!, $user: Int!, $content: String!) { createComment(data: { "
    "post: { set: { id: $post } }, user: { set: { id: $user } }, content: $content }) { id content } }",
}
MAPPER_PAGE = "edges { node { id title } } pageInfo { hasNextPage endCursor }"
MAPPER: Mapping[str, str | None] = {
    "point": "query Point($id: Int!) { post(id: $id) { id title author { id username } } }",
    "list": "query List { posts(first: 50) { edges { node { id title author { id username } } } } }",
    "nested": "query Nested { users(first: 20) { edges { node { username posts { title comments { content "
    "user { username } } } } } } }",
    "wide": "query Wide { posts(first: 1000) { edges { cursor node { rowId title slug content viewCount likeCount status "
    "createdAt } } pageInfo { hasNextPage } } }",
    "first": f"query Page($after: String) {{ posts(first: 50, after: $after) {{ {MAPPER_PAGE} }} }}",
    "deep": f"query Page($after: String) {{ posts(first: 50, after: $after) {{ {MAPPER_PAGE} }} }}",
    "tags": None,  # its loader reads the foreign key of the table between from the target, which has none
    "filter": None,  # it makes no filters
    "create": None,  # nor mutations
}
POSTGRAPHILE_PAGE = "nodes { id title } pageInfo { hasNextPage endCursor }"
POSTGRAPHILE: Mapping[str, str | None] = {
    "point": "query Point($id: Int!) { post: postByRowId(rowId: $id) { id title author: userByAuthorId { id username } } }",
    "list": "query List { posts: allPosts(first: 50) { nodes { id title author: userByAuthorId { id username } } } }",
    "nested": "query Nested { users: allUsers(first: 20) { nodes { username posts: postsByAuthorId(first: 10) { nodes { title "
    "comments: commentsByPostId(first: 5) { nodes { content user: userByUserId { username } } } } } } } }",
    "wide": "query Wide { posts: allPosts(first: 1000) { edges { cursor node { rowId title slug content viewCount likeCount "
    "status createdAt } } pageInfo { hasNextPage } } }",
    "first": f"query Page($after: Cursor) {{ posts: allPosts(first: 50, after: $after) {{ {POSTGRAPHILE_PAGE} }} }}",
    "deep": f"query Page($after: Cursor) {{ posts: allPosts(first: 50, after: $after) {{ {POSTGRAPHILE_PAGE} }} }}",
    "tags": "query Tags { posts: allPosts(first: 50) { nodes { title tags: postTagsByPostId(first: 20, orderBy: TAG_ID_ASC) "
    "{ nodes { tag: tagByTagId { name } } } } } }",
    "filter": 'query Filter { posts: allPosts(first: 50, condition: { status: "published", viewCountAtLeast: 500 }) '
    "{ totalCount nodes { id title } } }",
    "create": "mutation Create($post: Int!, $user: Int!, $content: String!) { createComment(input: { comment: { postId: $post, "
    "userId: $user, content: $content } }) { comment { id content } } }",
}


async def after_bookmark(ask: Ask, position: int) -> Mapping[str, Any]:
    """A bookmark as sqlakeyset writes them."""
    return {"after": f">i:{position}"}


async def after_postgraphile_cursor(ask: Ask, position: int) -> Mapping[str, Any]:
    """The cursor at a position, by an offset, in PostGraphile's words."""
    data = await ask(
        "query At($offset: Int) { posts: allPosts(first: 1, offset: $offset) { pageInfo { endCursor } } }",
        {"offset": position - 1},
    )
    return {"after": data["posts"]["pageInfo"]["endCursor"]}


CONTENDERS = (
    Contender("ours", "gql-gateway, PostgreSQL", "ours", "server.py", None, deep=after_own_cursor),
    Contender("ours-sqlite", "gql-gateway, SQLite", "ours", "server.py", None, "sqlite", deep=after_own_cursor),
    Contender("rows", "floor: rows", "floors", "rows:app", "floors", is_floor=True),
    Contender("json_agg", "floor: json_agg", "floors", "json_agg:app", "floors", is_floor=True),
    Contender("strawberry", "Strawberry by hand", "strawberry", "server:app", "strawberry", "postgresql+asyncpg"),
    Contender(
        "strawchemy",
        "strawchemy",
        "strawchemy",
        "server:app",
        "strawchemy",
        "postgresql+asyncpg",
        queries=STRAWCHEMY,
        point=lambda key: {"id": key},
        deep=at_offset,
        create=with_keys,
    ),
    Contender(
        "mapper",
        "strawberry-sqlalchemy-mapper",
        "mapper",
        "server:app",
        "mapper",
        "postgresql+asyncpg",
        queries=MAPPER,
        point=lambda key: {"id": key},
        deep=after_bookmark,
    ),
    Contender(
        "postgraphile",
        "PostGraphile 5",
        "postgraphile",
        "server.mjs",
        "postgraphile",
        queries=POSTGRAPHILE,
        point=lambda key: {"id": key},
        deep=after_postgraphile_cursor,
        create=with_keys,
    ),
    Contender("mercurius", "Mercurius + JIT by hand", "mercurius", "server.mjs", "mercurius"),
)
CONTENDERS_BY_NAME = {contender.name: contender for contender in CONTENDERS}
