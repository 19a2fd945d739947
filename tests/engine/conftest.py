"""The zoo and the shop on each kind of database, loaded once for the whole run: no test here changes their rows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from gql.gateway import Gateway
from gql.policy import Policy
from gql.settings import Settings
from tests import services
from tests.engine.oracle import Oracle
from tests.zoo.data import load_zoo
from tests.zoo.models import ZooBase

KINDS = [
    "sqlite",
    pytest.param("postgresql", marks=pytest.mark.postgresql),
    pytest.param("mariadb", marks=pytest.mark.mariadb),
]

# Random operations are larger than what people write.
WIDE_LIMITS = {
    "max_aliases": 1000,
    "max_directives": 1000,
    "max_tokens": 20_000,
    "max_depth": 50,
    "max_root_fields": 50,
}


@contextmanager
def new_database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database of this kind."""
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder / 'test.sqlite'}"
        return
    with services.postgresql_database() if kind == "postgresql" else services.mariadb_database() as url:
        yield url


async def fill(url: str, load: Callable[[AsyncConnection], Awaitable[None]]) -> None:
    """Runs `load` in one transaction over an engine of its own."""
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            await load(connection)
    finally:
        await engine.dispose()


@asynccontextmanager
async def serving(
    models: Any, url: str, policies: Mapping[type[Any], Policy[Any]] | None = None, **settings: Any
) -> AsyncIterator[Gateway]:
    """A gateway over `models` and the database at `url`, its connections closed at the end."""
    gateway = Gateway(
        models,
        settings=Settings(database_url=url, **{**WIDE_LIMITS, "document_cache_entries": 50, **settings}),
        policies=policies,
    )
    try:
        yield gateway
    finally:
        await gateway.stop()


@pytest.fixture(scope="session", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """sqlite, postgresql and mariadb in turn."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
async def zoo_url(kind: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The URL of a database that holds the zoo."""
    with new_database(kind, tmp_path_factory.mktemp("zoo")) as url:
        await fill(url, load_zoo)
        yield url


@pytest.fixture(scope="session")
async def zoo(zoo_url: str) -> AsyncIterator[Oracle]:
    """Both executors over the zoo."""
    async with serving(ZooBase, zoo_url) as gateway:
        yield Oracle(gateway)


@pytest.fixture(scope="session")
async def shop(kind: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Oracle]:
    """Both executors over the reference domain; skips where it has been deleted, as the engine does not need it."""
    reference = pytest.importorskip("gql.reference")
    from tests.reference.shop import load_shop

    with new_database(kind, tmp_path_factory.mktemp("shop")) as url:
        await fill(url, load_shop)
        async with serving(reference.Base, url) as gateway:
            yield Oracle(gateway)
