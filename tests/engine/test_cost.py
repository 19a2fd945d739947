"""What an operation costs in counts that no machine's speed changes: statements, rows, Python function calls, and calls per row.

Calls are counted on the event loop's thread, when documents, plans and compiled statements are cached. Those of asyncio
itself are left out, because how often its loop turns depends on the other threads. `cost.json` holds the counts as recorded;
`GQL_TEST_RECORD=1 pytest tests/engine/test_cost.py` writes them anew, for you to read the diff.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import orjson
import pytest
from sqlalchemy import Column, DateTime, ForeignKey, Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gql.context import Viewer
from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from tests.engine.conftest import fill, new_database, serving

RECORDS = Path(__file__).with_name("cost.json")
RECORDING = bool(os.environ.get("GQL_TEST_RECORD"))
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
GROWTH, SHRINKAGE = 1.05, 0.85
FEW, MANY = 10, 100
WARM_UPS, ROUNDS = 3, 3

AUTHORS, POSTS, TAGS = 4, 420, 10


class CostBase(DeclarativeBase): ...


post_tags = Table(
    "cost_post_tags",
    CostBase.metadata,
    Column("post_id", ForeignKey("cost_post.id"), primary_key=True),
    Column("tag_id", ForeignKey("cost_tag.id"), primary_key=True),
)


class Author(CostBase):
    __tablename__ = "cost_author"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    posts: Mapped[list[Post]] = relationship(back_populates="author")


class Post(CostBase):
    __tablename__ = "cost_post"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str | None]
    views: Mapped[int]
    rating: Mapped[float]
    written_at: Mapped[datetime] = mapped_column(DateTime)
    is_open: Mapped[bool]
    author_id: Mapped[int] = mapped_column(ForeignKey("cost_author.id"))
    author: Mapped[Author] = relationship(back_populates="posts")
    comments: Mapped[list[Comment]] = relationship(back_populates="post")
    tags: Mapped[list[Tag]] = relationship(secondary=post_tags)


class Comment(CostBase):
    __tablename__ = "cost_comment"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    post_id: Mapped[int] = mapped_column(ForeignKey("cost_post.id"))
    post: Mapped[Post] = relationship(back_populates="comments")


class Tag(CostBase):
    __tablename__ = "cost_tag"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


OPERATIONS = {
    "point": "query P($n: Int!) { posts(first: 1, offset: $n) { nodes { title author { name } } } }",
    "plain columns": "query P($n: Int!) { posts(first: $n) { nodes { title body isOpen } } }",
    "numbers": "query P($n: Int!) { posts(first: $n) { nodes { views rating } } }",
    "ids": "query P($n: Int!) { posts(first: $n) { nodes { id authorId } } }",
    "moments": "query P($n: Int!) { posts(first: $n) { nodes { writtenAt } } }",
    "edges with cursors": "query P($n: Int!) { posts(first: $n) { edges { cursor node { title } } pageInfo { hasNextPage } } }",
    "ordered": "query P($n: Int!) { posts(first: $n, orderBy: [{views: DESC}, {author: {name: ASC}}]) { nodes { title } } }",
    "to-one": "query P($n: Int!) { posts(first: $n) { nodes { title author { id name } } } }",
    "many-to-many": "query P($n: Int!) { posts(first: $n) { nodes { title tags(first: 5) { nodes { name } } } } }",
    "nested": """query P($n: Int!) { authors(first: 2) { nodes { name posts(first: $n) { nodes { title
                 comments(first: 2) { nodes { text post { title } } } } } } } }""",
    "counted": "query P($n: Int!) { authors(first: 3) { totalCount nodes { posts(first: $n) { totalCount nodes { title } } } } }",
}
PLAIN = ("plain columns", "moments", "ordered", "to-one")


async def load(connection: AsyncConnection) -> None:
    """Rows that differ and never change."""
    await connection.run_sync(CostBase.metadata.create_all)
    await connection.execute(insert(Author), [{"id": i, "name": f"author {i}"} for i in range(AUTHORS)])
    await connection.execute(insert(Tag), [{"id": i, "name": f"tag {i}"} for i in range(TAGS)])
    posts = [
        {
            "id": i,
            "title": f"post {i}",
            "body": None if i % 3 else "…",
            "views": i * 7 % 50,
            "rating": i / 8,
            "written_at": datetime(2025, 1, 1 + i % 28, tzinfo=UTC).replace(tzinfo=None),
            "is_open": i % 2 == 0,
            "author_id": i % AUTHORS,
        }
        for i in range(POSTS)
    ]
    await connection.execute(insert(Post), posts)
    await connection.execute(insert(Comment), [{"id": i, "text": "so", "post_id": i % POSTS} for i in range(2 * POSTS)])
    await connection.execute(
        insert(post_tags), [{"post_id": i, "tag_id": (i + k) % TAGS} for i in range(POSTS) for k in range(2)]
    )


@pytest.fixture(scope="module")
async def url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """A SQLite database with the rows."""
    with new_database("sqlite", tmp_path_factory.mktemp("cost")) as made:
        await fill(made, load)
        yield made


@pytest.fixture(scope="module")
async def gateway(url: str) -> AsyncIterator[Gateway]:
    """The gateway whose calls are counted; it tells nothing, as in production."""
    async with serving(CostBase, url, explain_path=False) as served:
        yield served


@pytest.fixture(scope="module")
async def telling_gateway(url: str) -> AsyncIterator[Gateway]:
    """Another one, that tells statements and rows."""
    async with serving(CostBase, url, explain_path=True) as served:
        yield served


async def run(gateway: Gateway, query: str, n: int) -> bytes:
    response = await gateway.execute(OperationRequest(query, variables={"n": n}))
    assert not response.has_errors, response.body
    return response.body


async def count_calls(gateway: Gateway, query: str, n: int) -> int:
    """Python functions entered, and coroutines resumed, by one warm execution."""
    for _ in range(WARM_UPS):
        await run(gateway, query, n)
    request = OperationRequest(query, variables={"n": n})
    counts = []
    for _ in range(ROUNDS):
        calls = 0

        def count(frame: FrameType, event: str, _argument: Any) -> None:
            nonlocal calls
            if event == "call" and frame.f_globals.get("__name__", "").partition(".")[0] not in (
                "asyncio",
                "selectors",
            ):
                calls += 1

        gc.disable()  # a finalizer of somebody else's garbage would be counted
        sys.setprofile(count)
        try:
            await gateway.execute(request)
        finally:
            sys.setprofile(None)
            gc.enable()
        counts.append(calls)
    return min(counts)


async def measure(name: str, gateway: Gateway, telling_gateway: Gateway) -> dict[str, float]:
    """The counts of one operation, as they are recorded."""
    query = OPERATIONS[name]
    told = orjson.loads(await run(telling_gateway, query, MANY))["extensions"]["execution"]
    assert "plan" == told["path"]
    few = await count_calls(gateway, query, FEW)
    many = await count_calls(gateway, query, MANY)
    return {
        "statements": told["statements"],
        "rows": told["rows"],
        "calls": few,
        "calls_per_row": round((many - few) / (MANY - FEW), 2),
    }


def read_records() -> dict[str, Any]:
    records: dict[str, Any] = orjson.loads(RECORDS.read_bytes()) if RECORDS.exists() else {}
    return records


@pytest.mark.parametrize("name", OPERATIONS)
async def test_an_operation_costs_what_was_recorded(name: str, gateway: Gateway, telling_gateway: Gateway) -> None:
    records = read_records()
    if not RECORDING and records["python"] != PYTHON:
        pytest.skip(f"the counts are those of Python {records['python']}; another compiles to other calls")

    cost = await measure(name, gateway, telling_gateway)

    if RECORDING:
        operations = {**records.get("operations", {}), name: cost}
        kept = {each: operations[each] for each in OPERATIONS if each in operations}
        RECORDS.write_bytes(orjson.dumps({"python": PYTHON, "operations": kept}, option=orjson.OPT_INDENT_2) + b"\n")
        return
    recorded = records["operations"][name]
    assert (recorded["statements"], recorded["rows"]) == (cost["statements"], cost["rows"])
    for what in ("calls", "calls_per_row"):
        advice = f"{name} costs {cost[what]} {what} where {recorded[what]} are recorded"
        assert cost[what] <= recorded[what] * GROWTH + 0.05, f"{advice}: a slow-down; if it is meant, record anew."
        assert cost[what] >= recorded[what] * SHRINKAGE - 0.05, f"{advice}: better; record it, so that it stays."


@pytest.mark.parametrize("name", PLAIN)
async def test_rows_of_plain_columns_cost_no_python_call(name: str, gateway: Gateway) -> None:
    few = await count_calls(gateway, OPERATIONS[name], FEW)
    many = await count_calls(gateway, OPERATIONS[name], MANY)

    assert few == many


async def test_a_call_per_row_would_be_seen(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await count_calls(gateway, OPERATIONS["plain columns"], MANY)
    run_plan = gateway.operations._executor.run

    async def slower(plan: Any, variables: Any, viewer: Viewer) -> Any:
        result = await run_plan(plan, variables, viewer)
        assert MANY == sum(1 for _ in range(result.rows))
        return result

    monkeypatch.setattr(gateway.operations._executor, "run", slower)
    after = await count_calls(gateway, OPERATIONS["plain columns"], MANY)

    assert before * GROWTH < after
