"""A million rows exported: rows a second, and by how much the process grows. `python -m benchmarks.export`.

Each export runs in a process of its own, which reads the kernel's account of its resident memory with every page. The rows are
made in the database; each belongs to one of a thousand devices.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import ForeignKey, Numeric, String, make_url, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from benchmarks.accounting import cpu_s, memory_mb
from benchmarks.cluster import own_cluster
from gql import Database, ExportFormat, ExportOptions, Gateway, Settings
from gql.context import Context

ROWS = 1_000_000
DEVICES = 1_000
GROWTH_MAX_MB = 60
QUERIES = {
    "flat": "{ measurements { nodes { id takenAt value unit note } } }",
    "with its device": "{ measurements { nodes { id takenAt value unit note device { id name } } } }",
}


class Base(DeclarativeBase):
    """Base of the models that are exported."""


class Device(Base):
    """What measures."""

    __tablename__ = "export_devices"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))


class Measurement(Base):
    """What was measured."""

    __tablename__ = "export_measurements"

    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("export_devices.id"))
    taken_at: Mapped[datetime]
    value: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    unit: Mapped[str] = mapped_column(String(8))
    note: Mapped[str | None] = mapped_column(String(80))
    device: Mapped[Device] = relationship(Device)


@dataclass(frozen=True, slots=True)
class Exported:
    """One export: its rows and bytes, what it took, and by how many MB resident memory grew at most."""

    rows: int
    size_bytes: int
    wall_s: float
    cpu_s: float
    growth_mb: float


async def load(url: str, rows: int) -> None:
    """The tables, filled by the database itself."""
    database = Database(url, maintenance=True)
    numbers = {
        "postgresql": "generate_series(1, {0}) AS n(i)",
        "sqlite": "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}) SELECT i FROM n) AS n",
        "mysql": "(SELECT seq AS i FROM seq_1_to_{0}) AS n",
    }[database.dialect_name]
    taken_at = {
        "postgresql": "timestamp '2024-01-01' + i * interval '1 second'",
        "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', 1704067200 + i, 'unixepoch')",
        "mysql": "timestamp '2024-01-01' + INTERVAL i SECOND",
    }[database.dialect_name]
    name = {"mysql": "concat('device ', i)"}.get(database.dialect_name, "'device ' || i")
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(Base.metadata.drop_all)
            await connection.run_sync(Base.metadata.create_all)
            await connection.execute(
                text(f"INSERT INTO export_devices SELECT i, {name} FROM {numbers.format(DEVICES)}")
            )
            await connection.execute(
                text(
                    "INSERT INTO export_measurements (id, device_id, taken_at, value, unit, note) "
                    f"SELECT i, 1 + i % {DEVICES}, {taken_at}, i % 10000 / 100.0, 'mm', "
                    "CASE WHEN i % 3 = 0 THEN 'taken by hand, on a rainy day' END "
                    f"FROM {numbers.format(rows)}"
                )
            )
    finally:
        await database.dispose()


async def export(url: str, query: str, export_format: ExportFormat) -> Exported:
    """Run one export in this process, and throw away what it writes."""
    gateway = Gateway(Base, settings=Settings(database_url=make_url(url)))
    process = os.getpid()
    size_bytes = 0
    most_mb = 0.0

    async def write(piece: bytes) -> None:
        nonlocal size_bytes, most_mb
        size_bytes += len(piece)
        most_mb = max(most_mb, memory_mb(process)[0])

    try:
        await gateway.execute("{ measurements(first: 100) { nodes { id } } }")
        before_mb, began_cpu_s, began_s = memory_mb(process)[0], cpu_s(process), time.perf_counter()
        options = ExportOptions(export_format)
        rows = await gateway.export(query, Context(), options).run(write)
        wall_s = time.perf_counter() - began_s
        return Exported(rows, size_bytes, wall_s, cpu_s(process) - began_cpu_s, most_mb - before_mb)
    finally:
        await gateway.stop()


def export_once(url: str, query: str, export_format: ExportFormat) -> Exported:
    """`export` in an event loop of its own: what a new process runs."""
    return asyncio.run(export(url, query, export_format))


def main(arguments: Sequence[str] | None = None) -> None:
    """Load the rows and export them, with each database, query and format."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.export", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--database-url", help="a database of yours; its tables export_* are replaced")
    options = parser.parse_args(arguments)
    print(f"{options.rows:,} rows; growth at most {GROWTH_MAX_MB} MB")
    print(f"  {'database':12} {'query':16} {'format':7} {'rows/s':>9} {'CPU s':>6} {'MB':>7} {'growth MB':>10}")
    with (
        _databases(options.database_url) as urls,
        multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool,
    ):
        for url in urls:
            asyncio.run(load(url, options.rows))
            for name, query in QUERIES.items():
                for export_format in ExportFormat:
                    result = pool.apply(export_once, (url, query, export_format))
                    _print(make_url(url).get_backend_name(), name, export_format, result, options.rows)


@contextmanager
def _databases(url: str | None) -> Iterator[list[str]]:
    if url is not None:
        yield [url]
        return
    with tempfile.TemporaryDirectory(prefix="gql-export-") as folder, own_cluster() as cluster:
        yield [cluster.url, f"sqlite:///{Path(folder) / 'export.sqlite'}"]


def _print(database: str, query: str, export_format: ExportFormat, result: Exported, rows: int) -> None:
    missed = "" if result.growth_mb < GROWTH_MAX_MB and result.rows == rows else "  MISSED"
    print(
        f"  {database:12} {query:16} {export_format.value:7} {result.rows / result.wall_s:9,.0f} {result.cpu_s:6.1f} "
        f"{result.size_bytes / 1e6:7.1f} {result.growth_mb:10.1f}{missed}",
        flush=True,
    )


if __name__ == "__main__":
    main()
