"""A small table on each kind of database, and statements that only one kind understands."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from gql.database import Database
from gql.settings import Settings

metadata = MetaData()
notes = Table("notes", metadata, Column("id", Integer, primary_key=True), Column("text", String(50)))
replies = Table("replies", metadata, Column("id", Integer, primary_key=True), Column("note_id", Integer))


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a test says to one kind of database: `sleep` runs for half a minute unless it is stopped.

    `running` counts the sessions that run it; empty where there is no server to ask.
    """

    name: str
    sleep: str
    running: str = ""
    session_id: str = ""
    kill: str = ""


DIALECTS = {
    "sqlite": Dialect(
        "sqlite",
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 3000000000) SELECT count(*) FROM c",
    ),
    "postgresql": Dialect(
        "postgresql",
        "SELECT pg_sleep(30)",
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND state = 'active' "
        "AND datname = current_database() AND pid <> pg_backend_pid()",
        "SELECT pg_backend_pid()",
        "SELECT pg_terminate_backend({})",
    ),
    "mysql": Dialect(
        "mysql",
        "SELECT SLEEP(30)",
        "SELECT count(*) FROM information_schema.processlist WHERE info = 'SELECT SLEEP(30)' AND db = DATABASE()",
        "SELECT connection_id()",
        "KILL {}",
    ),
}

OpenDatabase = Callable[..., Database]


@pytest.fixture
async def open_database(database_url: str) -> AsyncIterator[OpenDatabase]:
    """Makes a `Database` with settings by name; disposes it after the test, when nothing must be left in use."""
    opened: list[Database] = []

    def open_one(**settings: object) -> Database:
        opened.append(Database(database_url, Settings(**settings)))
        return opened[-1]

    yield open_one

    for database in opened:
        await database.dispose()
        assert database.pool_status().checked_out == 0


@pytest.fixture
async def database(open_database: OpenDatabase) -> Database:
    """A database with two notes."""
    database = open_database()
    async with database.writing() as session:
        connection = await session.connection()
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
    async with database.writing() as session:
        await session.execute(insert(notes), [{"id": 1, "text": "one"}, {"id": 2, "text": "two"}])
    return database


@pytest.fixture
def dialect(database: Database) -> Dialect:
    return DIALECTS[database.dialect_name]
