"""A database of its own for each test of the migrations, and alembic's commands over one connection to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.database import Database
from tests import services


def alembic_config(**attributes: Any) -> Config:
    """The configuration that the command line uses, with attributes for env.py."""
    config = Config(toml_file=services.REPOSITORY / "pyproject.toml", attributes=attributes)
    config.print_stdout = lambda text, *arguments: None  # type: ignore[method-assign] # its output is asserted nowhere
    return config


async def run(connection: AsyncConnection, action: Callable[[Config], object], **attributes: Any) -> None:
    """Run an alembic command over `connection`."""

    def run_sync(sync_connection: Connection) -> None:
        action(alembic_config(connection=sync_connection, **attributes))

    await connection.run_sync(run_sync)


async def upgrade(connection: AsyncConnection, revision: str = "head", **attributes: Any) -> None:
    """Migrate up to `revision`."""
    await run(connection, lambda config: command.upgrade(config, revision), **attributes)


async def downgrade(connection: AsyncConnection, revision: str = "base", **attributes: Any) -> None:
    """Migrate down to `revision`."""
    await run(connection, lambda config: command.downgrade(config, revision), **attributes)


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.postgresql),
        pytest.param("mariadb", marks=pytest.mark.mariadb),
    ]
)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, new for each test, on each kind of database in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    with services.postgresql_database() if request.param == "postgresql" else services.mariadb_database() as url:
        yield url


@pytest.fixture
async def connection(empty_url: str) -> AsyncIterator[AsyncConnection]:
    """A connection of the gateway's engine, foreign keys enforced, to an empty database."""
    database = Database(empty_url, maintenance=True)
    try:
        async with database.engine.connect() as opened:
            yield opened
    finally:
        await database.dispose()


@pytest.fixture
async def sqlite_connection(tmp_path: Path) -> AsyncIterator[AsyncConnection]:
    """The same for SQLite alone."""
    database = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}", maintenance=True)
    try:
        async with database.engine.connect() as opened:
            yield opened
    finally:
        await database.dispose()
