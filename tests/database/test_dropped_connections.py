"""When a server hangs up: on connections that rest in the pool, and on those in use."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.database import Database
from gql.errors import DatabaseUnavailable
from gql.settings import Settings
from tests.database.conftest import Dialect


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("postgresql", marks=pytest.mark.postgresql),
        pytest.param("mariadb", marks=pytest.mark.mariadb),
    ],
)
def database_url(request: pytest.FixtureRequest) -> str:
    """Those databases that have a server."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


async def session_of(connection: AsyncConnection, dialect: Dialect) -> int:
    """The server's number for the session."""
    session: int = (await connection.execute(text(dialect.session_id))).scalar_one()
    return session


async def kill(database: Database, dialect: Dialect, sessions: list[int]) -> None:
    """End the sessions at the server, as a restart or an impatient administrator would."""
    killer = Database(database.given_url, Settings())
    async with killer.reading(snapshot=False) as connection:
        for session in sessions:
            await connection.execute(text(dialect.kill.format(session)))
    await killer.dispose()
    await asyncio.sleep(0.1)


@pytest.mark.parametrize("snapshot", [False, True])
async def test_connections_that_were_dropped_in_the_pool_are_replaced_unnoticed(
    database: Database, dialect: Dialect, snapshot: bool
) -> None:
    async with database.reading(snapshot=False) as first, database.reading(snapshot=False) as second:
        sessions = [await session_of(each, dialect) for each in (first, second)]
    await kill(database, dialect, sessions)

    async with database.reading(snapshot=snapshot) as connection:
        session = await session_of(connection, dialect)

    assert session not in sessions


async def test_a_read_over_a_connection_that_drops_is_repeated_once(database: Database, dialect: Dialect) -> None:
    sessions: list[int] = []

    async def load(connection: AsyncConnection) -> str:
        sessions.append(await session_of(connection, dialect))
        if len(sessions) == 1:
            await kill(database, dialect, sessions)
        return str((await connection.execute(text("SELECT 'read'"))).scalar_one())

    assert "read" == await database.read(load, snapshot=True)
    assert 2 == len(set(sessions))


async def test_a_connection_that_drops_under_a_statement_is_unavailable(database: Database, dialect: Dialect) -> None:

    async def read() -> None:
        async with database.reading(snapshot=False) as connection:
            await kill(database, dialect, [await session_of(connection, dialect)])
            await connection.execute(text("SELECT 1"))

    with pytest.raises(DatabaseUnavailable):
        await read()

    await database.ping()
