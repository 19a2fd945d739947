"""The reference domain on each kind of database in turn: migrated and seeded once for each module, at a small scale."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from gql.database import Database
from gql.reference.seed import seed
from tests.migrations.conftest import upgrade

SCALE = 0.05


@pytest.fixture(scope="module")
async def empty_engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine on a database with the tables of the reference domain and no rows, foreign keys enforced."""
    database = Database(database_url, maintenance=True)
    try:
        async with database.engine.connect() as connection:
            await upgrade(connection)
        yield database.engine
    finally:
        await database.dispose()


@pytest.fixture(scope="module")
async def seeded_engine(empty_engine: AsyncEngine) -> AsyncEngine:
    """The same with sample data."""
    await seed(empty_engine, scale=SCALE)
    return empty_engine
