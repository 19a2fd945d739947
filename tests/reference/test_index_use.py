"""The queries of docs/reference.md read no large table whole: PostgreSQL is asked about each statement as it is sent."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import orjson
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from gql.database import Database
from gql.database.direct import AsyncpgConnection
from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from gql.reference import Base
from gql.settings import Settings
from tests import services
from tests.migrations.conftest import upgrade
from tests.reference.large import load_large

LARGE_ROWS = 2_000
"""A smaller table is read whole by right: it is a few dozen pages."""

DOCUMENT = (services.REPOSITORY / "docs" / "reference.md").read_text()

VARIABLES = {
    "username": "SELECT username FROM users JOIN tasks ON assignee_id = users.id AND status = 'in_progress' GROUP BY username"
    " ORDER BY count(*) DESC, username LIMIT 1",
    "lastName": "SELECT last_name FROM users WHERE id = 42",
    "slug": "SELECT slug FROM posts JOIN comments ON post_id = posts.id GROUP BY slug ORDER BY count(*) DESC, slug LIMIT 1",
    "number": "SELECT number FROM orders WHERE id = 999",
    "product": "SELECT slug FROM products JOIN order_items ON product_id = products.id GROUP BY slug"
    " ORDER BY count(*) DESC, slug LIMIT 1",
    "name": "SELECT name FROM contacts WHERE kind = 'customer' ORDER BY id LIMIT 1",
}
"""Values that the queries have rows for."""


@pytest.fixture(scope="module")
async def large_engine(postgresql_url: str) -> AsyncIterator[AsyncEngine]:
    """The reference domain with its migrations and ten times the usual rows."""
    database = Database(postgresql_url, maintenance=True)
    async with database.engine.connect() as connection:
        await upgrade(connection)
    await load_large(database.engine)
    yield database.engine
    await database.dispose()


@pytest.fixture(scope="module")
async def gateway(large_engine: AsyncEngine, postgresql_url: str) -> AsyncIterator[Gateway]:
    """The reference domain, served."""
    gateway = Gateway(Base, settings=Settings(database_url=postgresql_url))
    yield gateway
    await gateway.stop()


@pytest.fixture(scope="module")
async def variables(large_engine: AsyncEngine) -> dict[str, Any]:
    """A value for each variable of the queries."""
    async with large_engine.connect() as connection:
        return {name: await connection.scalar(text(query)) for name, query in VARIABLES.items()}


@pytest.fixture(scope="module")
async def large_tables(large_engine: AsyncEngine) -> set[str]:
    """The tables that may not be read whole."""
    async with large_engine.connect() as connection:
        query = f"SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > {LARGE_ROWS}"
        return set((await connection.scalars(text(query))).all())


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All nodes of a plan."""
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


@pytest.mark.postgresql
@pytest.mark.slow
async def test_the_data_is_as_large_as_the_document_says(large_engine: AsyncEngine) -> None:
    async with large_engine.connect() as connection:
        counts = [
            int(await connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)
            for table in ("users", "posts", "comments", "orders")
        ]

    assert [20_000, 100_000, 500_000, 100_000] == counts


@pytest.mark.postgresql
@pytest.mark.slow
@pytest.mark.parametrize("query", re.findall(r"```graphql\n(.*?)```", DOCUMENT, re.DOTALL))
async def test_a_documented_query_reads_by_its_indexes(
    gateway: Gateway,
    variables: dict[str, Any],
    large_tables: set[str],
    monkeypatch: pytest.MonkeyPatch,
    query: str,
) -> None:
    plans: list[tuple[str, dict[str, Any]]] = []
    send = AsyncpgConnection.fetch

    async def explain_and_send(self: AsyncpgConnection, sql: str, arguments: Sequence[Any]) -> Any:
        explained = await self.connection.fetch(f"EXPLAIN (FORMAT JSON) {sql}", *arguments)
        plans.append((sql, explained[0][0][0]["Plan"]))
        return await send(self, sql, arguments)

    monkeypatch.setattr(AsyncpgConnection, "fetch", explain_and_send)
    declared = set(re.findall(r"\$(\w+): ", query))
    used = {name: value for name, value in variables.items() if name in declared}

    body = orjson.loads((await gateway.execute(OperationRequest(query, variables=used))).body)

    assert "errors" not in body, body["errors"]
    assert all(field and field.get("nodes") != [] for field in body["data"].values()), body["data"]
    assert len(plans) == body["extensions"]["execution"]["statements"]
    whole = [
        f"{node['Relation Name']}: {sql}"
        for sql, plan in plans
        for node in nodes(plan)
        if node["Node Type"] == "Seq Scan" and node["Relation Name"] in large_tables
    ]
    assert [] == whole
    found = {node["Index Name"] for _, plan in plans for node in nodes(plan) if "Index Name" in node}
    assert documented_indexes(query) <= found


def documented_indexes(query: str) -> set[str]:
    """The indexes that are named above a query."""
    above = DOCUMENT[: DOCUMENT.index(query)].rpartition("```graphql")[0].rstrip().rpartition("\n\n")[2]
    return set(re.findall(r"`((?:ix|uq)_\w+)`", above))


def test_every_documented_index_is_one_of_the_models() -> None:
    known = {str(index.name) for table in Base.metadata.tables.values() for index in table.indexes}
    known |= {f"uq_{table.name}_{column.name}" for table in Base.metadata.tables.values() for column in table.columns}

    documented = set(re.findall(r"`((?:ix|uq)_\w+)`", DOCUMENT))

    assert documented
    assert set() == documented - known


def test_every_foreign_key_has_an_index() -> None:
    missing = [
        f"{table.name}.{constraint.column_keys}"
        for table in Base.metadata.tables.values()
        for constraint in table.foreign_key_constraints
        if not any(starts_with(columns, constraint.column_keys) for columns in indexed(table))
    ]

    assert [] == missing


def indexed(table: Any) -> Iterator[list[str]]:
    """The columns of each index, of unique constraints and the key too."""
    yield [column.name for column in table.primary_key.columns]
    yield from ([column.name] for column in table.columns if column.unique)
    for index in table.indexes:
        yield [column.name for column in index.columns]
    for constraint in table.constraints:
        if hasattr(constraint, "columns") and type(constraint).__name__ == "UniqueConstraint":
            yield [column.name for column in constraint.columns]


def starts_with(columns: Sequence[str], key: Sequence[str]) -> bool:
    """Whether an index over `columns` finds rows by `key`."""
    return list(columns[: len(key)]) == list(key)
