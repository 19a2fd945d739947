"""SQLite: other people's files stay as they are, the embedded one is ours, and databases in memory are alone."""

from __future__ import annotations

import asyncio
import hashlib
import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from gql.database import Database
from gql.errors import DatabaseUnavailable
from gql.settings import Settings
from tests.database.conftest import DIALECTS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Somebody's database, with one row."""
    path = tmp_path / "theirs.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id))")
        connection.execute("INSERT INTO parent VALUES (1)")
    connection.close()
    return path


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


async def pragma(database: Database, name: str) -> object:
    async with database.reading(snapshot=False) as connection:
        return (await connection.execute(text(f"PRAGMA {name}"))).scalar_one()


async def test_reading_somebodys_file_changes_no_byte_and_leaves_nothing_beside_it(file: Path) -> None:
    before = digest(file)
    database = Database(f"sqlite:///{file}", Settings())

    for snapshot in (False, True):
        async with database.reading(snapshot=snapshot) as connection:
            assert 1 == (await connection.execute(text("SELECT count(*) FROM parent"))).scalar_one()
    await database.dispose()

    assert before == digest(file)
    assert [file.name] == os.listdir(file.parent)  # noqa: PTH208 - an async test may not use pathlib for it


async def test_a_file_that_may_not_be_written_can_be_read(file: Path) -> None:
    database = Database(f"sqlite:///file:{file}?mode=ro&uri=true", Settings())

    async with database.reading(snapshot=True) as connection:
        assert 1 == (await connection.execute(text("SELECT count(*) FROM parent"))).scalar_one()

    await database.dispose()


async def test_the_embedded_file_is_made_with_its_folder_and_logs_ahead(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/var/ours.sqlite", Settings(), embedded=True)

    assert "wal" == await pragma(database, "journal_mode")
    assert 1 == await pragma(database, "synchronous")
    await database.dispose()


async def test_write_ahead_logging_can_be_asked_for(file: Path) -> None:
    database = Database(f"sqlite:///{file}", Settings(sqlite_wal=True))

    assert "wal" == await pragma(database, "journal_mode")
    await database.dispose()


async def test_with_a_write_ahead_log_a_snapshot_and_a_writer_do_not_disturb_each_other(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/ours.sqlite", Settings(lock_timeout_s=0.2), embedded=True)
    async with database.writing() as session:
        await session.execute(text("CREATE TABLE note (id INTEGER)"))

    async with database.reading(snapshot=True) as connection:
        before = (await connection.execute(text("SELECT count(*) FROM note"))).scalar_one()
        async with database.writing() as session:
            await session.execute(text("INSERT INTO note VALUES (1)"))
        meanwhile = (await connection.execute(text("SELECT count(*) FROM note"))).scalar_one()

    async with database.reading(snapshot=False) as connection:
        after = (await connection.execute(text("SELECT count(*) FROM note"))).scalar_one()
    assert (0, 0, 1) == (before, meanwhile, after)
    await database.dispose()


async def test_foreign_keys_are_enforced(file: Path) -> None:
    database = Database(f"sqlite:///{file}", Settings())

    assert 1 == await pragma(database, "foreign_keys")
    await database.dispose()


async def test_a_folder_that_is_not_there_is_a_database_that_cannot_be_had(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/nowhere/file.sqlite", Settings())

    with pytest.raises(DatabaseUnavailable, match="unable to open database file"):
        await database.ping()

    await database.dispose()


async def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("no database, but long enough to look like one" * 100)
    database = Database(f"sqlite:///{tmp_path}/text.sqlite", Settings())

    with pytest.raises(DatabaseUnavailable, match="file is not a database"):
        async with database.reading(snapshot=False) as connection:
            await connection.execute(text("SELECT * FROM sqlite_master"))

    await database.dispose()


async def test_two_databases_in_memory_are_two() -> None:
    first, second = Database("sqlite://", Settings()), Database("sqlite:///:memory:", Settings())
    async with first.writing() as session:
        await session.execute(text("CREATE TABLE note (id INTEGER)"))

    async with second.reading(snapshot=False) as connection:
        tables = (await connection.execute(text("SELECT count(*) FROM sqlite_master"))).scalar_one()

    assert 0 == tables
    await first.dispose()
    await second.dispose()


async def test_a_database_in_memory_survives_a_cancelled_read_and_serves_many_tasks() -> None:
    database = Database("sqlite://", Settings())
    async with database.writing() as session:
        await session.execute(text("CREATE TABLE note (id INTEGER)"))
        await session.execute(text("INSERT INTO note VALUES (1)"))

    async def read(statement: str) -> object:
        async with database.reading(snapshot=True) as connection:
            return (await connection.execute(text(statement))).scalar_one()

    cancelled = asyncio.create_task(read(DIALECTS["sqlite"].sleep))
    await asyncio.sleep(0.1)
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled

    assert [1] * 20 == await asyncio.gather(*(read("SELECT count(*) FROM note") for _ in range(20)))
    await database.dispose()
