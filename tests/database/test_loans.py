"""Connections that rest between direct reads: used again at once, never kept from whoever asks the pool."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import event

from gql.database import Database
from gql.database.loans import LOAN_S
from tests.database.conftest import OpenDatabase


async def one(database: Database, *, snapshot: bool = False) -> Any:
    rows = await database.read_directly(lambda connection: connection.fetch("SELECT 1", []), snapshot=snapshot)
    return rows[0][0]


@pytest.fixture
def small(open_database: OpenDatabase) -> Database:
    database = open_database(pool_size=1, pool_overflow=0, pool_timeout_s=5)
    if not database.reads_directly:
        pytest.skip(f"{database.dialect_name} is read through SQLAlchemy")
    return database


async def test_reads_one_after_the_other_take_a_connection_from_the_pool_once(small: Database) -> None:
    checkouts: list[object] = []
    event.listen(small.engine.sync_engine, "checkout", lambda connection, *_: checkouts.append(connection))

    for number in range(20):
        assert 1 == await one(small, snapshot=number % 2 == 0)

    assert 1 == len(checkouts)
    assert (1, 0) == (small.pool_status().open, small.pool_status().checked_out)


async def test_what_rests_goes_to_whoever_asks_the_pool(small: Database) -> None:
    await one(small)

    async with small.reading(snapshot=False) as connection:
        assert 1 == (await connection.exec_driver_sql("SELECT 1")).scalar()
        assert 1 == small.pool_status().checked_out
        waiting = asyncio.create_task(one(small))
        await asyncio.sleep(0.05)
        assert 1 == small.pool_status().waiting
    assert 1 == await waiting


async def test_nothing_rests_while_somebody_waits(small: Database) -> None:
    found = await asyncio.gather(*(one(small, snapshot=number % 3 == 0) for number in range(30)))

    assert [1] * 30 == found


async def test_a_loan_ends_after_a_while(small: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    checkouts: list[object] = []
    event.listen(small.engine.sync_engine, "checkout", lambda connection, *_: checkouts.append(connection))
    await one(small)
    loan = small.loans.take()
    assert loan is not None
    loan.taken_at_s -= LOAN_S
    assert not small.loans.rest(loan)
    loan.proxy.close()

    await one(small)

    assert 2 == len(checkouts)


async def test_a_read_that_awaits_something_else_is_refused_on_sqlite(small: Database) -> None:
    if small.dialect_name != "sqlite":
        pytest.skip("only SQLite's reads run in a thread of their own")

    async def load(connection: Any) -> None:
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="awaited something else"):
        await small.read_directly(load, snapshot=True)
    assert 1 == await one(small, snapshot=True)
