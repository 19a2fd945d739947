"""Types that only PostgreSQL has arrive at the client as they are stored."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.dialects.postgresql import BitString, Range
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from gql.gateway import Gateway
from gql.settings import Settings
from tests.zoo.answers import aggregate_queries, answer
from tests.zoo.models.postgresql import PostgresBase, Sample
from tests.zoo.models.values import Colour

FIELDS = "words tokens amounts instants colours matrix document address span season length bits"


@pytest.fixture(scope="module")
async def gateway(postgresql_url: str) -> AsyncIterator[Gateway]:
    engine = create_async_engine(postgresql_url)
    async with engine.begin() as connection:
        await connection.run_sync(PostgresBase.metadata.create_all)
    async with AsyncSession(engine) as session:
        session.add(
            Sample(
                id=1,
                words=["a", "", "ü,{}\"'", "NULL"],
                tokens=[UUID(int=1)],
                amounts=[Decimal("1.50"), Decimal("-0.01")],
                instants=[datetime(2024, 1, 1, tzinfo=UTC)],
                colours=[Colour.BLUE, Colour.RED],
                matrix=[[1, 2], [3, 4]],
                document={"a": [1, {"b": None}]},
                address="10.0.0.1",
                span=Range(1, 5),
                season=Range(date(2024, 3, 1), None),
                length=timedelta(days=-1, microseconds=1),
                bits=BitString("1010"),
            )
        )
        session.add(Sample(id=2))
        session.add(
            Sample(id=3, words=[], tokens=[], amounts=[], instants=[], colours=[], document=[], span=Range(empty=True))
        )
        await session.commit()
    await engine.dispose()
    gateway = Gateway(PostgresBase, settings=Settings(database_url=postgresql_url))
    yield gateway
    await gateway.stop()


async def test_values_of_postgresql_arrive_exactly(gateway: Gateway) -> None:
    data = await answer(gateway, f"{{ samples(orderBy: [{{rowId: ASC}}]) {{ nodes {{ {FIELDS} }} }} }}")

    full, nothing, empty = data["samples"]["nodes"]
    assert full == {
        "words": ["a", "", "ü,{}\"'", "NULL"],
        "tokens": ["00000000-0000-0000-0000-000000000001"],
        "amounts": ["1.50", "-0.01"],
        "instants": ["2024-01-01T00:00:00Z"],
        "colours": ["BLUE", "RED"],
        "matrix": [[1, 2], [3, 4]],
        "document": {"a": [1, {"b": None}]},
        "address": "10.0.0.1",
        "span": "[1,5)",
        "season": "[2024-03-01,)",
        "length": "-PT23H59M59.999999S",
        "bits": "1010",
    }
    assert nothing == dict.fromkeys(FIELDS.split())
    assert {name: empty[name] for name in ("words", "tokens", "amounts", "instants", "colours", "document", "span")} == {
        "words": [], "tokens": [], "amounts": [], "instants": [], "colours": [], "document": [], "span": "empty",
    }  # fmt: skip


def test_a_search_vector_is_not_shown(gateway: Gateway) -> None:
    assert "search" not in gateway.mirror.by_name["Sample"].attributes


async def test_all_that_has_an_aggregate_is_aggregated(gateway: Gateway) -> None:
    for query in aggregate_queries(gateway):
        await answer(gateway, query)
