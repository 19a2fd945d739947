"""The zoo on each kind of database in turn, loaded once for the run. Nothing may write to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from gql.database import Database
from gql.gateway import Gateway
from gql.mapping.options import MappingOptions
from gql.settings import Settings
from tests import services
from tests.zoo.data import load_zoo
from tests.zoo.library import FIELDS, LibraryBase, load_library
from tests.zoo.models import ZooBase


@pytest.fixture(
    scope="session",
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.postgresql),
        pytest.param("mariadb", marks=pytest.mark.mariadb),
    ],
)
def empty_zoo_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database that only the zoo will use."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('zoo') / 'zoo.sqlite'}"
        return
    services.require(request.param)
    database = services.postgresql_database if request.param == "postgresql" else services.mariadb_database
    with database() as url:
        yield url


@pytest.fixture(scope="session")
async def zoo_database(empty_zoo_url: str) -> str:
    """The URL of a database that holds the zoo."""
    engine = create_async_engine(empty_zoo_url)
    try:
        async with engine.begin() as connection:
            await load_zoo(connection)
    finally:
        await engine.dispose()
    return empty_zoo_url


@pytest.fixture(scope="session")
async def zoo_engine(zoo_database: str) -> AsyncIterator[AsyncEngine]:
    """An engine on `zoo_database`, for tests that look at the rows themselves."""
    engine = create_async_engine(zoo_database)
    yield engine
    await engine.dispose()


@pytest.fixture(scope="session")
async def zoo_gateway(zoo_database: str) -> AsyncIterator[Gateway]:
    """The zoo, served."""
    gateway = Gateway(ZooBase, settings=Settings(database_url=zoo_database))
    yield gateway
    await gateway.stop()


@pytest.fixture(scope="module")
async def library(database_url: str) -> AsyncIterator[Gateway]:
    """The library, served."""
    database = Database(database_url, maintenance=True)
    async with database.engine.begin() as connection:
        await load_library(connection)
    await database.dispose()
    gateway = Gateway(LibraryBase, settings=Settings(database_url=database_url), options=MappingOptions(fields=FIELDS))
    yield gateway
    await gateway.stop()
