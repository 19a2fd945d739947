"""An export of many rows grows the process by little: pages are forgotten as they are written."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Numeric, String, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gql import ExportFormat, ExportOptions
from tests.engine.conftest import fill, new_database, serving

ROWS = 200_000
GROWTH_MAX_MB = 60
NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) SELECT i FROM n",
    "postgresql": "SELECT i FROM generate_series(1, {rows}) AS n(i)",
    "mariadb": "SELECT seq AS i FROM seq_1_to_{rows}",
}


class Base(DeclarativeBase):
    pass


class Reading(Base):
    """A reading."""

    __tablename__ = "export_readings"

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    unit: Mapped[str] = mapped_column(String(40))


def resident_mb() -> float:
    """Resident memory of this process."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


@pytest.mark.slow
async def test_two_hundred_thousand_rows_are_exported_in_bounded_memory(kind: str, tmp_path: Path) -> None:
    async def load(connection: AsyncConnection) -> None:
        await connection.run_sync(Base.metadata.create_all)
        numbers = NUMBERS[kind].format(rows=ROWS)
        await connection.execute(
            text(
                "INSERT INTO export_readings (id, value, unit) "
                f"SELECT i, i % 1000, 'millimetres of rain' FROM ({numbers}) AS numbers"
            )
        )

    most_mb, lines = 0.0, 0

    async def write(piece: bytes) -> None:
        nonlocal most_mb, lines
        most_mb = max(most_mb, resident_mb())
        lines += piece.count(b"\n")

    with new_database(kind, tmp_path) as url:
        await fill(url, load)
        async with serving(Base, url) as gateway:
            await gateway.execute("{ readings(first: 100) { nodes { id } } }")
            before_mb = resident_mb()
            whole = ExportOptions(ExportFormat.CSV)
            await gateway.export("{ readings { nodes { id value unit } } }", options=whole).run(write)

    assert ROWS + 1 == lines
    assert most_mb - before_mb < GROWTH_MAX_MB
