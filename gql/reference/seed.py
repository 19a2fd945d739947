"""Loads the sample data into an empty, migrated database.

Everything happens in one transaction: a seed that fails or is interrupted leaves the database as empty as it was. The
rows are those of `gql.reference.sample`, keys and times included, so two databases that were seeded with the same scale
hold the same.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Table, func, insert, inspect, literal, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from gql.errors import StartupError
from gql.reference.models import Base
from gql.reference.sample import Row, sample_rows

CHUNK_ROWS = 2_000

Progress = Callable[[str, int, int], None]
"""Called with a table's name, how many of its rows are stored, and how many it will have."""


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What was stored, in which time."""

    rows_by_table: Mapping[str, int]
    duration_s: float

    @property
    def rows(self) -> int:
        """How many rows were stored in all."""
        return sum(self.rows_by_table.values())


async def seed(engine: AsyncEngine, *, scale: float = 1, progress: Progress | None = None) -> SeedReport:
    """Store the sample data; `scale` multiplies about 2,000 users, 10,000 posts, 50,000 comments and so on.

    A fraction such as 0.05 gives a small set, for tests. Raises `StartupError` if a table is missing or holds rows
    already, and for a scale that is not positive.
    """
    if not 0 < scale < math.inf:
        raise StartupError(f"The scale of the sample data is {scale}; give a positive number, 1 for the usual size.")
    started_s = time.perf_counter()
    rows_by_table: dict[str, int] = {}
    async with engine.begin() as connection:
        await _refuse_unfit(connection)
        await _lift_time_limits(connection)
        for table, rows in sample_rows(scale):
            await _store(connection, table, rows, progress)
            rows_by_table[table.name] = len(rows)
        await _continue_sequences(connection)
    return SeedReport(rows_by_table, time.perf_counter() - started_s)


async def _refuse_unfit(connection: AsyncConnection) -> None:
    tables = Base.metadata.sorted_tables
    found = set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))
    if missing := [table.name for table in tables if table.name not in found]:
        raise StartupError(
            f"The database has no table {missing[0]}; run `python -m gql migrate upgrade`, then load the sample data."
        )
    for table in tables:
        if (await connection.execute(select(literal(1)).select_from(table).limit(1))).first() is not None:
            raise StartupError(
                f"The database holds rows in {table.name}, and sample data is for empty databases only; name another "
                "database, or empty this one with `python -m gql migrate downgrade base` and `migrate upgrade`."
            )


async def _lift_time_limits(connection: AsyncConnection) -> None:
    # Limits that protect a server from clients would end a large load; rows are made between two statements.
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        await connection.execute(text("SET LOCAL statement_timeout = 0"))


async def _store(connection: AsyncConnection, table: Table, rows: list[Row], progress: Progress | None) -> None:
    statement = insert(table)
    for start in range(0, len(rows), CHUNK_ROWS):
        chunk = rows[start : start + CHUNK_ROWS]
        await connection.execute(statement, chunk)
        if progress is not None:
            progress(table.name, start + len(chunk), len(rows))


async def _continue_sequences(connection: AsyncConnection) -> None:
    """Let PostgreSQL number the next row after the loaded ones, as the other databases do by themselves."""
    if connection.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        if (column := table.autoincrement_column) is not None:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            await connection.execute(select(func.setval(sequence, select(func.max(column)).scalar_subquery())))
