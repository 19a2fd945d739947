"""Scopes of reading and writing on each kind of database: what is sent, what is seen, what is kept."""

from __future__ import annotations

import asyncio
import time
from contextlib import nullcontext

import pytest
from sqlalchemy import delete, event, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from gql.database import Database
from gql.errors import DatabaseTimeout, DatabaseUnavailable, MigrationPending
from gql.settings import Settings
from tests.database.conftest import Dialect, OpenDatabase, notes

COUNT = select(func.count()).select_from(notes)


async def count(database: Database) -> int:
    async with database.reading(snapshot=False) as connection:
        return (await connection.execute(COUNT)).scalar_one()


async def test_a_single_read_is_in_no_transaction(database: Database) -> None:
    async with database.reading(snapshot=False) as connection:
        await connection.execute(COUNT)
        driver_connection = (await connection.get_raw_connection()).driver_connection

        assert not database._driver.has_transaction(driver_connection)


async def test_a_snapshot_does_not_see_what_others_write_meanwhile(database_url: str, database: Database) -> None:
    # As the embedded database: a plain SQLite file has no readers beside a writer.
    served = Database(database_url, Settings(), embedded=True)

    async with served.reading(snapshot=True) as connection:
        before = (await connection.execute(COUNT)).scalar_one()
        async with served.writing() as session:
            await session.execute(insert(notes).values(id=3))
        meanwhile = (await connection.execute(COUNT)).scalar_one()

    assert (2, 2, 3) == (before, meanwhile, await count(served))
    await served.dispose()


async def test_nothing_written_in_a_snapshot_is_kept(database: Database) -> None:
    refusal = nullcontext() if database.dialect_name == "sqlite" else pytest.raises(DBAPIError, match=r"(?i)read.only")

    with refusal:
        await delete_all_in_a_snapshot(database)

    assert 2 == await count(database)


async def delete_all_in_a_snapshot(database: Database) -> None:
    async with database.reading(snapshot=True) as connection:
        await connection.execute(delete(notes))


async def test_fifty_reads_at_once_each_have_a_connection(open_database: OpenDatabase, database: Database) -> None:
    many = open_database(pool_size=5, pool_overflow=5, pool_timeout_s=30)

    async def read(snapshot: bool) -> int:
        async with many.reading(snapshot=snapshot) as connection:
            return (await connection.execute(COUNT)).scalar_one()

    counts = await asyncio.gather(*(read(snapshot=number % 2 == 0) for number in range(50)))

    assert [2] * 50 == counts
    assert many.pool_status().open <= 10


async def test_direct_reads_beyond_the_pools_size_leave_no_connection_behind(
    open_database: OpenDatabase, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    small = open_database(pool_size=1, pool_overflow=4, pool_timeout_s=30)
    if not small.reads_directly:
        pytest.skip(f"{small.dialect_name} is read through SQLAlchemy")
    closed: list[object] = []
    event.listen(small.engine.sync_engine, "close", lambda connection, _: closed.append(connection))

    async def read(snapshot: bool) -> int:
        rows = await small.read_directly(
            lambda connection: connection.fetch("SELECT count(*) FROM notes", []), snapshot=snapshot
        )
        return int(rows[0][0])

    counts = await asyncio.gather(*(read(snapshot=number % 2 == 0) for number in range(10)))

    assert [2] * 10 == counts
    assert (1, 0) == (small.pool_status().open, small.pool_status().checked_out)
    assert closed
    assert not [record.getMessage() for record in caplog.records if record.exc_info]


async def test_writing_commits_at_the_end_of_the_scope(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(insert(notes).values(id=3))

    assert 3 == await count(database)


async def test_writing_rolls_back_on_an_error_and_lets_it_through(database: Database) -> None:
    async def write() -> None:
        async with database.writing() as session:
            await session.execute(insert(notes).values(id=3))
            await session.execute(insert(notes).values(id=1))

    with pytest.raises(IntegrityError):
        await write()

    assert 2 == await count(database)


async def test_a_cancelled_writer_leaves_nothing(database: Database) -> None:
    written = asyncio.Event()

    async def write() -> None:
        async with database.writing() as session:
            await session.execute(insert(notes).values(id=3))
            written.set()
            await asyncio.sleep(30)

    task = asyncio.create_task(write())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert 2 == await count(database)
    assert 0 == database.pool_status().checked_out


async def test_writers_wait_for_each_other(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.writing() as session:
            await session.execute(COUNT)  # reads first: where writing comes later, SQLite would refuse at once
            await session.execute(insert(notes).values(id=100 + number))

    await asyncio.gather(*(write(number) for number in range(1, 9)))

    assert 10 == await count(database)


@pytest.mark.parametrize("snapshot", [False, True])
async def test_a_statement_that_takes_too_long_is_stopped(
    open_database: OpenDatabase, dialect: Dialect, snapshot: bool
) -> None:
    impatient = open_database(statement_timeout_s=0.2)

    with pytest.raises(DatabaseTimeout, match="stopped a statement"):
        async with impatient.reading(snapshot=snapshot) as connection:
            await connection.execute(text(dialect.sleep))

    assert 2 == await count(impatient)


async def test_a_time_limit_is_of_a_statement_not_of_the_scope(open_database: OpenDatabase, database: Database) -> None:
    impatient = open_database(statement_timeout_s=0.2)

    async with impatient.reading(snapshot=True) as connection:
        await connection.execute(COUNT)
        await asyncio.sleep(0.3)
        found = (await connection.execute(COUNT)).scalar_one()

    assert 2 == found


async def test_a_pool_that_is_used_up_says_so_and_recovers(open_database: OpenDatabase, database: Database) -> None:
    small = open_database(pool_size=1, pool_overflow=1, pool_timeout_s=0.2)

    async with small.reading(snapshot=False), small.reading(snapshot=True):
        waiting = asyncio.create_task(count(small))
        await asyncio.sleep(0.05)
        status = small.pool_status()
        with pytest.raises(DatabaseUnavailable, match="all connections of the pool are taken"):
            await waiting

    assert (2, 1, True) == (status.checked_out, status.waiting, status.is_exhausted)
    assert 2 == await count(small)


async def test_a_mistake_in_a_statement_stays_what_it_is(database: Database) -> None:
    with pytest.raises(DBAPIError, match="SELEC"):
        async with database.reading(snapshot=False) as connection:
            await connection.execute(text("SELEC 1"))


async def test_a_table_or_column_that_is_not_there_is_a_migration_that_is_missing(database: Database) -> None:
    for statement in ("SELECT * FROM nowhere", "SELECT nowhere FROM notes"):
        with pytest.raises(MigrationPending, match="nowhere"):
            async with database.reading(snapshot=False) as connection:
                await connection.execute(text(statement))


async def test_a_database_can_be_used_again_after_dispose(database: Database) -> None:
    await database.dispose()

    assert 2 == await count(database)


async def test_the_server_is_told_apart(database: Database) -> None:
    await database.ping()

    assert database.is_mariadb == (database.dialect_name == "mysql")


async def test_a_read_waits_for_a_connection_once(open_database: OpenDatabase, database: Database) -> None:
    small = open_database(pool_size=1, pool_overflow=0, pool_timeout_s=0.3)

    async def read() -> None:
        if small.reads_directly:
            await small.read_directly(lambda connection: connection.fetch("SELECT 1", []), snapshot=True)
        else:
            await small.read(lambda connection: connection.exec_driver_sql("SELECT 1"), snapshot=True)

    async with small.reading(snapshot=False):
        started_s = time.monotonic()
        with pytest.raises(DatabaseUnavailable, match="all connections of the pool are taken"):
            await read()

    assert time.monotonic() - started_s < 0.55
