"""When the database or the network fails, or nobody waits for the answer any more."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator

import anyio
import pytest
from sqlalchemy import text

from gql.database import Database
from gql.errors import DatabaseUnavailable
from gql.settings import Settings
from tests.database.conftest import Dialect, OpenDatabase

MOMENTS_S = (0.0, 0.0005, 0.002, 0.005, 0.05, 0.2)
"""How long after its start a task is cancelled: while it connects, at BEGIN, in its statement."""


async def no_connection_is_in_use(database: Database) -> bool:
    """Whether the pool has all connections back, within a second: statements are stopped in the background."""
    for _ in range(50):
        if database.pool_status().checked_out == 0:
            return True
        await asyncio.sleep(0.02)
    return False


async def nothing_runs(database: Database, dialect: Dialect) -> bool:
    """Whether the server has stopped our statement, within a second."""
    for _ in range(50):
        async with database.reading(snapshot=False) as connection:
            if (await connection.execute(text(dialect.running))).scalar_one() == 0:
                return True
        await asyncio.sleep(0.02)
    return False


async def test_no_cancellation_is_lost_while_connecting(open_database: OpenDatabase, dialect: Dialect) -> None:
    """asyncio.wait_for loses one in some hundred (until Python 3.12), and the statement would run to its end."""
    database = open_database(statement_timeout_s=60, pool_size=1, pool_overflow=0)

    async def read() -> None:
        async with database.reading(snapshot=False) as connection:
            await connection.execute(text(dialect.sleep))

    for round_ in range(40):
        task = asyncio.create_task(read())
        for _ in range(round_):
            await asyncio.sleep(0)  # a turn of the loop: each round meets the connection a little later
        task.cancel()
        done, _ = await asyncio.wait({task}, timeout=5)
        assert done
        assert task.cancelled()


@pytest.mark.parametrize("snapshot", [False, True])
async def test_a_cancelled_read_gives_its_connection_back_and_stops_its_statement(
    open_database: OpenDatabase, dialect: Dialect, snapshot: bool
) -> None:
    database = open_database(statement_timeout_s=60, pool_size=2, pool_overflow=0)

    async def read() -> None:
        async with database.reading(snapshot=snapshot) as connection:
            await connection.execute(text(dialect.sleep))

    for moment_s in MOMENTS_S:
        task = asyncio.create_task(read())
        await asyncio.sleep(moment_s)
        started_s = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - started_s < 1

    async with database.reading(snapshot=snapshot) as connection:
        assert 1 == (await connection.execute(text("SELECT 1"))).scalar_one()
    if dialect.running:
        assert await nothing_runs(database, dialect)
    assert await no_connection_is_in_use(database)


async def test_a_task_that_is_cancelled_again_and_again_gives_its_connection_back(
    open_database: OpenDatabase, dialect: Dialect
) -> None:
    """anyio, which Starlette is built on, cancels at every await until its scope is left."""
    database = open_database(statement_timeout_s=60, pool_size=2, pool_overflow=0)

    for snapshot in (False, True):
        with anyio.move_on_after(0.1) as scope:
            async with database.reading(snapshot=snapshot) as connection:
                await connection.execute(text(dialect.sleep))
        assert scope.cancelled_caught

    assert await no_connection_is_in_use(database)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port where connections are made and nobody ever says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("scheme", ["postgresql", "mysql"])
async def test_a_server_that_never_answers_is_given_up(scheme: str, silent_port: int) -> None:
    database = Database(f"{scheme}://user:geheim@127.0.0.1:{silent_port}/shop", Settings(connect_timeout_s=0.2))
    started_s = time.monotonic()

    with pytest.raises(DatabaseUnavailable) as caught:
        await database.ping(timeout_s=5)

    assert time.monotonic() - started_s < 1
    assert "geheim" not in caught.value.message
    await database.dispose()


@pytest.mark.parametrize("scheme", ["postgresql", "mysql"])
async def test_a_port_that_nobody_listens_on_is_named_without_the_password(scheme: str, unused_tcp_port: int) -> None:
    database = Database(f"{scheme}://user:geheim@127.0.0.1:{unused_tcp_port}/shop", Settings())

    with pytest.raises(DatabaseUnavailable, match=f"127.0.0.1:{unused_tcp_port}/shop") as caught:
        await database.ping()

    assert "geheim" not in caught.value.message
    assert "user" not in caught.value.message
    await database.dispose()


async def test_a_database_that_is_slow_to_answer_a_ping_is_unavailable(silent_port: int) -> None:
    database = Database(f"postgresql://user@127.0.0.1:{silent_port}/shop", Settings(connect_timeout_s=10))

    with pytest.raises(DatabaseUnavailable, match=r"within 0\.1 s"):
        await database.ping(timeout_s=0.1)

    await database.dispose()
