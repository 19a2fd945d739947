"""The operations that are measured, as GraphQL for those who speak it, with the numbers that DESIGN gives for them."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.data import Sizes

Variables = Mapping[str, Any]


def global_id(name: str, key: int) -> str:
    """The id by which a client names a row."""
    return base64.urlsafe_b64encode(f"{name}:{key}".encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    `variables` gives those of the n-th request. `design_ms` are DESIGN's CPU milliseconds per operation without HTTP: by hand
    with Strawberry, as a plan over SQLAlchemy Core, on the raw driver, with json_agg. `statements` is how many a plan
    sends. What an operation `writes` is taken away after every round.
    """

    name: str
    title: str
    query: str
    variables: Callable[[int, Sizes], Variables] = lambda number, sizes: {}
    design_ms: tuple[float, float, float, float] | None = None
    statements: int = 1
    writes: bool = False


def _post_id(number: int, sizes: Sizes) -> Variables:
    return {"id": global_id("Post", number * 7919 % sizes.posts + 1)}


PAGE = "query Page($after: String) { posts(first: 50, after: $after) { nodes { id title } pageInfo { hasNextPage endCursor } } }"
OPERATIONS = (
    Operation(
        "point",
        "one post with its author",
        "query Point($id: ID!) { post(id: $id) { id title author { id username } } }",
        _post_id,
        design_ms=(2.6, 0.27, 0.06, 0.05),
    ),
    Operation(
        "list",
        "50 posts with authors",
        "query List { posts(first: 50) { nodes { id title author { id username } } } }",
        design_ms=(5.8, 0.47, 0.21, 0.13),
    ),
    Operation(
        "nested",
        "20 users × 10 posts × 5 comments × user",
        "query Nested { users(first: 20) { nodes { username posts(first: 10) { nodes { title "
        "comments(first: 5) { nodes { content user { username } } } } } } } }",
        design_ms=(84, 2.3, 1.1, 0.3),
        statements=3,
    ),
    Operation(
        "flat",
        "1,000 posts, 7 scalars",
        "query Flat { posts(first: 1000) { nodes { rowId title slug content viewCount likeCount createdAt } } }",
        design_ms=(36, 2.9, 2.3, 0.8),
    ),
    Operation(
        "wide",
        "1,000 posts, 8 scalars, with cursors",
        "query Wide { posts(first: 1000) { edges { cursor node { rowId title slug content viewCount likeCount status "
        "createdAt } } pageInfo { hasNextPage } } }",
    ),
    Operation("first", "first page of 50 posts", PAGE),
    Operation("deep", "page of 50 posts after position 90,000", PAGE),
    Operation(
        "tags",
        "50 posts with their tags",
        "query Tags { posts(first: 50) { nodes { title tags { nodes { name } } } } }",
        statements=2,
    ),
    Operation(
        "filter",
        "50 of the published posts with 500 views, and how many there are",
        "query Filter { posts(first: 50, where: { status: { eq: PUBLISHED }, viewCount: { gte: 500 } }) "
        "{ totalCount nodes { id title } } }",
        statements=2,
    ),
    Operation(
        "create",
        "a comment written and read back",
        "mutation Create($post: ID!, $user: ID!, $content: String!) { createComment(input: { postId: $post, userId: $user, "
        "content: $content }) { comment { id content } errors { code } } }",
        writes=True,
    ),
)
IN_PROCESS = ("point", "list", "nested", "flat")
"""The four operations of DESIGN's table, measured without HTTP."""
OVER_HTTP = ("point", "list", "nested", "wide", "first", "deep", "tags", "filter", "create")
BY_NAME = {operation.name: operation for operation in OPERATIONS}
