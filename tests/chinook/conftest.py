"""The Chinook database in its three forms, each loaded once for the run from the scripts that its authors publish."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pymysql
import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from tests import services


def _script(path: Path) -> str:
    """The script without the statements that choose a database of their own."""
    return re.sub(r"(?im)^(DROP DATABASE|CREATE DATABASE|USE|\\c)\b.*$", "", path.read_text(encoding="utf-8-sig"))


@pytest.fixture(scope="session")
def chinook_sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = tmp_path_factory.mktemp("chinook") / "chinook.sqlite"
    shutil.copyfile(services.require_chinook() / "chinook.sqlite", copy)
    return f"sqlite+aiosqlite:///{copy}"


@pytest.fixture(scope="session")
def chinook_postgresql_url() -> Iterator[str]:
    script = _script(services.require_chinook() / "chinook_postgresql.sql")
    with services.postgresql_database() as url:
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address) as connection:
            connection.execute(script.encode())
        yield url


@pytest.fixture(scope="session")
def chinook_mariadb_url() -> Iterator[str]:
    script = _script(services.require_chinook() / "chinook_mysql.sql")
    with services.mariadb_database() as url:
        address = make_url(url)
        with pymysql.connect(
            host=address.host or "127.0.0.1",
            port=address.port or 3306,
            user=address.username or "root",
            password=address.password or "",
            database=address.database,
            client_flag=pymysql.constants.CLIENT.MULTI_STATEMENTS,
        ) as connection:
            with connection.cursor() as cursor:
                cursor.execute(script)
                while cursor.nextset():
                    pass
            connection.commit()
        yield url


@pytest.fixture(
    scope="session",
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.postgresql),
        pytest.param("mariadb", marks=pytest.mark.mariadb),
    ],
)
def chinook_url(request: pytest.FixtureRequest) -> str:
    """Chinook on each kind of database in turn. Nothing may write to it."""
    url: str = request.getfixturevalue(f"chinook_{request.param}_url")
    return url


@pytest.fixture(scope="session")
async def chinook_engine(chinook_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_async_engine(chinook_url)
    yield engine
    await engine.dispose()
