"""Puts the data set into a database: COPY on PostgreSQL, inserts on SQLite; a database that has it already is left alone.

How a PostgreSQL database is filled is exchangeable: `benchmarks.generated` makes the rows inside the server.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
from sqlalchemy import Table, create_engine, insert, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.data import Row, Sizes, copied, tables
from gql.reference import Base

CHUNK_ROWS = 5_000
Fill = Callable[[asyncpg.Connection, Sizes], Awaitable[None]]
"""Puts all rows into empty tables without indexes."""


async def copy_rows(connection: asyncpg.Connection, sizes: Sizes) -> None:
    """Every table of the data set, row by row from here."""
    for table, count, rows in tables(sizes):
        print(f"  {table.name}: {count:,} rows", flush=True)
        names = _names(table, sizes)
        records = (tuple(copied(row.get(name)) for name in names) for row in rows)
        await connection.copy_records_to_table(table.name, records=records, columns=names)
        await set_sequence(connection, table, count)


async def load_postgresql(url: str, sizes: Sizes, fill: Fill = copy_rows) -> None:
    """Make the tables and copy the rows, unless the comment on the database says that they are there.

    Foreign keys are not checked row by row: the rows are right by construction, and the check would take most of the time.
    """
    plain = plain_url(url)
    connection: asyncpg.Connection = await asyncpg.connect(plain)
    try:
        mark = await connection.fetchval(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        )
        if mark == sizes.mark:
            return
        started_s = time.perf_counter()
        await _create_tables(url)
        await connection.execute("SET session_replication_role = replica; SET maintenance_work_mem = '256MB'")
        indexes = await _drop_indexes(connection)
        await fill(connection, sizes)
        print(f"  {len(indexes)} indexes", flush=True)
        for index in indexes:
            await connection.execute(index)
        await connection.execute("SET session_replication_role = DEFAULT")
        await connection.execute("VACUUM ANALYZE")
        await connection.execute("CHECKPOINT")
        database = await connection.fetchval("SELECT quote_ident(current_database())")
        await connection.execute(f"COMMENT ON DATABASE {database} IS '{sizes.mark}'")
        print(f"  loaded in {time.perf_counter() - started_s:.0f} s", flush=True)
    finally:
        await connection.close()


async def remove_written(url: str, sizes: Sizes) -> None:
    """Take away what an operation that writes has added to the data set."""
    if make_url(url).get_backend_name() == "sqlite":
        with sqlite3.connect(str(make_url(url).database), timeout=30) as file:
            file.execute("DELETE FROM comments WHERE id > ?", (sizes.comments,))
        file.close()
        return
    connection: asyncpg.Connection = await asyncpg.connect(plain_url(url))
    try:
        await connection.execute("DELETE FROM comments WHERE id > $1", sizes.comments)
        await connection.execute("VACUUM comments")
    finally:
        await connection.close()


async def set_sequence(connection: asyncpg.Connection, table: Table, count: int) -> None:
    """Let new keys begin behind `count` rows."""
    if (column := table.autoincrement_column) is not None:
        await connection.execute(f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), {count})")


def load_sqlite(path: Path, sizes: Sizes) -> None:
    """Make the file and fill it, unless a whole one is there."""
    marker = path.with_suffix(".mark")
    if path.exists() and marker.exists() and marker.read_text() == sizes.mark:
        return
    for leftover in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        leftover.unlink(missing_ok=True)
    started_s = time.perf_counter()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        for table, count, rows in tables(sizes):
            print(f"  {table.name}: {count:,} rows", flush=True)
            chunk: list[Row] = []
            for row in rows:
                chunk.append(row)
                if len(chunk) == CHUNK_ROWS:
                    connection.execute(insert(table), chunk)
                    chunk = []
            if chunk:
                connection.execute(insert(table), chunk)
    engine.dispose()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("ANALYZE")
    marker.write_text(sizes.mark)
    print(f"  loaded in {time.perf_counter() - started_s:.0f} s", flush=True)


def plain_url(url: str) -> str:
    """The URL as the drivers themselves read it, without SQLAlchemy's driver name."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


async def _create_tables(url: str) -> None:
    engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"))
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.drop_all)
        await connection.run_sync(Base.metadata.create_all)
    await engine.dispose()


async def _drop_indexes(connection: asyncpg.Connection) -> list[str]:
    """Drop the indexes that no constraint needs; the statements that make them again, for when the rows are there."""
    found = await connection.fetch(
        """
        SELECT indexname, indexdef FROM pg_indexes
        WHERE schemaname = 'public' AND indexname NOT IN (SELECT conname FROM pg_constraint)
        """
    )
    for name, _ in found:
        await connection.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]


def _names(table: Table, sizes: Sizes) -> list[str]:
    """The columns that the rows of a table fill; every row of a table has the same ones."""
    return next(list(next(rows)) for found, _, rows in tables(sizes) if found is table)
