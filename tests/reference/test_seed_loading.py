"""Loading the sample data reports its progress, and leaves an empty database empty when it cannot go to its end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from gql.errors import StartupError
from gql.reference import Base, User
from gql.reference.seed import CHUNK_ROWS, seed

SCALE = 0.05


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'seed.sqlite'}")
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield engine
    await engine.dispose()


async def test_progress_counts_up_to_the_rows_of_each_table(engine: AsyncEngine) -> None:
    steps: dict[str, list[tuple[int, int]]] = {}

    report = await seed(engine, scale=SCALE, progress=lambda *step: steps.setdefault(step[0], []).append(step[1:]))

    assert {name: found[-1] for name, found in steps.items()} == {
        name: (rows, rows) for name, rows in report.rows_by_table.items()
    }
    assert [(CHUNK_ROWS, 2_500), (2_500, 2_500)] == steps["comments"]
    assert report.rows == sum(report.rows_by_table.values())


async def test_an_interrupted_load_leaves_nothing(engine: AsyncEngine) -> None:
    def interrupt(table: str, done: int, total: int) -> None:
        if table == "comments":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await seed(engine, scale=SCALE, progress=interrupt)

    async with engine.connect() as connection:
        assert 0 == await connection.scalar(select(func.count()).select_from(User))


async def test_a_database_without_the_tables_is_refused(tmp_path: Path) -> None:
    engine = create_async_engine(f"sqlite+aiosqlite:///{tmp_path / 'bare.sqlite'}")

    with pytest.raises(StartupError, match=r"has no table \w+; run `python -m gql migrate upgrade`"):
        await seed(engine)

    await engine.dispose()


@pytest.mark.parametrize("scale", [0, -1, float("inf"), float("nan")])
async def test_a_scale_that_is_not_positive_is_refused(engine: AsyncEngine, scale: float) -> None:
    with pytest.raises(StartupError, match="give a positive number"):
        await seed(engine, scale=scale)
