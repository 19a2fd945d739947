"""Clients that leave and clients that crowd: no connection is held, no statement runs on, no loader is broken."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from random import Random
from typing import Any

import orjson
import pytest
from sqlalchemy import ColumnElement, Integer, String, insert, literal_column, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gql.gateway import Gateway
from gql.mapping.ids import encode_id
from tests.engine.conftest import fill, new_database, serving
from tests.engine.oracle import Oracle
from tests.zoo import models as zoo_models

# Each would take about four seconds; statements may run for five.
SLOW_SQL = {
    "postgresql": "(SELECT 1 FROM pg_sleep(4))",
    "mariadb": "SLEEP(4)",
    "sqlite": "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 40000000) SELECT count(*) FROM c)",
}
RUNNING_SQL = {
    "postgresql": "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'"
    " AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()",
    "mariadb": "SELECT count(*) FROM information_schema.processlist WHERE db = database() AND info LIKE '%SLEEP(4)%'"
    " AND id <> connection_id()",
}

# graphql-core drops coroutines that it has not started when an execution is cancelled; Python tells whoever collects them.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

Run = Callable[[Gateway, str], Awaitable[Any]]


async def by_plan(gateway: Gateway, query: str) -> Any:
    return orjson.loads((await gateway.execute(query)).body)


async def by_resolvers(gateway: Gateway, query: str) -> Any:
    result = await gateway.schema.execute(query, context_value=gateway.context())
    return {"data": result.data} | ({"errors": result.errors} if result.errors else {})


both = pytest.mark.parametrize("run", [by_plan, by_resolvers])


@pytest.fixture(scope="module")
async def slow(kind: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Gateway]:
    """A gateway over a model one of whose attributes takes its time."""

    class Base(DeclarativeBase):
        pass

    class Sleeper(Base):
        __tablename__ = "sleepers"

        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str] = mapped_column(String(20))

        @hybrid_property
        def nap(self) -> int:
            """Slow."""
            return 0

        @nap.inplace.expression
        @classmethod
        def _nap_expression(cls) -> ColumnElement[int]:
            return cls.id + literal_column(SLOW_SQL[kind], Integer)

    class Bed(Base):
        __tablename__ = "beds"

        id: Mapped[int] = mapped_column(primary_key=True)

    async def load(connection: AsyncConnection) -> None:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(insert(Sleeper), [{"id": 1, "name": "Sloth"}])

    with new_database(kind, tmp_path_factory.mktemp("slow")) as url:
        await fill(url, load)
        async with serving(Base, url) as gateway:
            yield gateway


async def until(claim: Callable[[], bool], within_s: float = 3.0) -> None:
    """Waits for something to become true."""
    deadline = time.monotonic() + within_s
    while not claim():
        assert time.monotonic() < deadline, "it did not become true in time"
        await asyncio.sleep(0.01)


def connections_in_use(gateway: Gateway) -> int:
    assert gateway.database is not None
    return gateway.database.pool_status().checked_out


@both
async def test_a_cancelled_operation_gives_its_connection_back_and_stops_its_statement(
    kind: str, slow: Gateway, run: Run
) -> None:
    before = await run(slow, "{ beds { nodes { id } } }")
    task = asyncio.ensure_future(run(slow, "{ sleepers { nodes { name nap } totalCount } }"))
    await until(lambda: connections_in_use(slow) == 1)
    await asyncio.sleep(0.1)
    cancelled_at = time.monotonic()

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: connections_in_use(slow) == 0)
    after = await run(slow, "{ beds { nodes { id } } }")

    assert time.monotonic() - cancelled_at < 2
    assert before == after
    assert "errors" not in after
    await _check_nothing_runs(kind, slow)


async def _check_nothing_runs(kind: str, gateway: Gateway) -> None:
    if kind not in RUNNING_SQL:
        return
    assert gateway.database is not None
    deadline = time.monotonic() + 2
    running = 1
    while running and time.monotonic() < deadline:
        async with gateway.database.engine.connect() as connection:
            running = (await connection.execute(text(RUNNING_SQL[kind]))).scalar_one()
    assert running == 0


@both
async def test_operations_cancelled_at_any_moment_leave_nothing_behind(zoo: Oracle, run: Run) -> None:
    query = "{ booths { nodes { name tickets(first: 3) { nodes { labels { nodes { text } } } totalCount } } } }"
    expected = await run(zoo.gateway, query)
    chance = Random("moments")

    for _ in range(5):
        tasks = [asyncio.ensure_future(run(zoo.gateway, query)) for _ in range(12)]
        for task in tasks:
            await asyncio.sleep(chance.random() / 200)
            task.cancel()
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(answer == expected for answer in answers if not isinstance(answer, asyncio.CancelledError))

    await until(lambda: connections_in_use(zoo.gateway) == 0)
    assert expected == await run(zoo.gateway, query)
    gc.collect()  # whatever was dropped is reported here and not in a later test


async def test_a_loader_outlives_one_of_its_callers(zoo: Oracle) -> None:
    loaders = zoo.gateway.operations.loaders()
    keeper = zoo.gateway.mirror.by_model[zoo_models.Keeper]
    global_id = encode_id(keeper, (1,))
    first = asyncio.ensure_future(loaders.load_by_id(keeper, global_id))
    second = asyncio.ensure_future(loaders.load_by_id(keeper, global_id))
    await asyncio.sleep(0)

    first.cancel()
    found = await second
    again = await loaders.load_by_id(keeper, global_id)

    assert found is not None
    assert "Ada" == found.values["name"]
    assert found == again
    assert first.cancelled()


async def test_a_loader_outlives_all_of_its_callers(zoo: Oracle) -> None:
    loaders = zoo.gateway.operations.loaders()
    keeper = zoo.gateway.mirror.by_model[zoo_models.Keeper]
    global_id = encode_id(keeper, (2,))
    only = asyncio.ensure_future(loaders.load_by_id(keeper, global_id))
    await asyncio.sleep(0)

    only.cancel()
    await asyncio.gather(only, return_exceptions=True)
    found = await loaders.load_by_id(keeper, global_id)

    assert found is not None
    assert "Ben" == found.values["name"]
    await until(lambda: connections_in_use(zoo.gateway) == 0)


async def test_fifty_root_fields_at_once_are_answered_by_both_executors(zoo: Oracle) -> None:
    fields = [
        f"a{number}: tickets(first: {number + 1}, orderBy: [{{points: ASC}}]) {{ nodes {{ rowId booth {{ name }} }} }}"
        for number in range(50)
    ]

    outcome = await zoo.compare(f"{{ {' '.join(fields)} }}")

    assert () == outcome.answer.errors
    assert [len(outcome.data[f"a{number}"]["nodes"]) for number in range(50)] == [*range(1, 41), *[40] * 10]
    await until(lambda: connections_in_use(zoo.gateway) == 0)


@both
async def test_a_hundred_operations_at_once_are_each_answered(zoo: Oracle, run: Run) -> None:
    queries = [
        "{ keepers { nodes { name mentor { name } friends { nodes { name } } } } }",
        "{ booths { nodes { tickets(first: 2) { nodes { rowId } totalCount } } } }",
        "{ animals { nodes { __typename name ... on Bird { eggs { nodes { grams } } } } } }",
        '{ feedByName(name: "Seeds") { price enclosures { nodes { name } } } }',
    ]
    expected = [await run(zoo.gateway, query) for query in queries]

    answers = await asyncio.gather(*(run(zoo.gateway, queries[number % 4]) for number in range(100)))

    assert [expected[number % 4] for number in range(100)] == answers
    await until(lambda: connections_in_use(zoo.gateway) == 0)
