"""What the tests need besides Python, where it is found, and what happens when it is not there.

Every test says what it needs by a marker (`@pytest.mark.postgresql`), by a fixture (`postgresql_url`) or by a call
(`require_node()`). What is missing skips the test with its reason; under `CI=true` a missing service or program is a
failure, because a green run must mean that everything ran. Only data that this repository does not ship may be absent
there too.

| need | variable | default |
| --- | --- | --- |
| PostgreSQL | `GQL_TEST_POSTGRESQL_URL` | `postgresql://postgres@127.0.0.1:5432/postgres` |
| MariaDB or MySQL | `GQL_TEST_MARIADB_URL` | `mysql://root@127.0.0.1:3306/mysql` |
| Redis | `GQL_TEST_REDIS_URL` | `redis://127.0.0.1:6379/15` |
| Node.js and npm | `PATH` | |
| Chromium | `GQL_TEST_CHROMIUM`, `PATH` | |
| the Chinook database | `GQL_TEST_CHINOOK_DIR` | `../shared/data/chinook` |

The database role must be allowed to create databases: tests make their own, named `gql_test_<random>`, and drop them.
"""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pymysql
import pytest
from sqlalchemy import URL, make_url

REPOSITORY = Path(__file__).resolve().parent.parent
CONNECT_TIMEOUT_S = 3


def is_ci() -> bool:
    """Whether this run must not leave anything out."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def server_url(kind: str) -> URL:
    """Where the administrator of the `kind` (postgresql or mariadb) server connects; its driver is of no matter."""
    if kind == "postgresql":
        return make_url(os.environ.get("GQL_TEST_POSTGRESQL_URL", "postgresql://postgres@127.0.0.1:5432/postgres"))
    return make_url(os.environ.get("GQL_TEST_MARIADB_URL", "mysql://root@127.0.0.1:3306/mysql"))


def server_redis_url() -> str:
    """The Redis database that tests may fill and flush."""
    return os.environ.get("GQL_TEST_REDIS_URL", "redis://127.0.0.1:6379/15")


def _connect_postgresql() -> psycopg.Connection:
    url = server_url("postgresql")
    return psycopg.connect(
        host=url.host,
        port=url.port or 5432,
        user=url.username,
        password=url.password,
        dbname=url.database or "postgres",
        connect_timeout=CONNECT_TIMEOUT_S,
        autocommit=True,
    )


def _connect_mariadb() -> pymysql.Connection:
    url = server_url("mariadb")
    return pymysql.connect(
        host=url.host or "127.0.0.1",
        port=url.port or 3306,
        user=url.username or "root",
        password=url.password or "",
        connect_timeout=CONNECT_TIMEOUT_S,
        autocommit=True,
    )


@contextmanager
def postgresql_database() -> Iterator[str]:
    """The URL of a new, empty PostgreSQL database, dropped at the end even if connections are left open."""
    name = f"gql_test_{uuid4().hex[:12]}"
    with _connect_postgresql() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield _database_url(server_url("postgresql"), "postgresql+asyncpg", name)
    finally:
        with _connect_postgresql() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def mariadb_database() -> Iterator[str]:
    """The URL of a new, empty MariaDB database, dropped at the end."""
    name = f"gql_test_{uuid4().hex[:12]}"
    with _connect_mariadb() as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
    try:
        yield _database_url(server_url("mariadb"), "mysql+asyncmy", name)
    finally:
        with _connect_mariadb() as connection, connection.cursor() as cursor:
            # A transaction that a failed test left open holds metadata locks: fail then, instead of waiting for a day.
            cursor.execute("SET SESSION lock_wait_timeout = 10")
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")


def _database_url(server: URL, drivername: str, database: str) -> str:
    return server.set(drivername=drivername, database=database).render_as_string(hide_password=False)


def _postgresql_problem() -> str | None:
    try:
        _connect_postgresql().close()
    except psycopg.Error as error:
        return _unreachable("GQL_TEST_POSTGRESQL_URL", server_url("postgresql"), error)
    return None


def _mariadb_problem() -> str | None:
    try:
        _connect_mariadb().close()
    except pymysql.Error as error:
        return _unreachable("GQL_TEST_MARIADB_URL", server_url("mariadb"), error)
    return None


def _redis_problem() -> str | None:
    url = urlsplit(server_redis_url())
    try:
        socket.create_connection((url.hostname or "127.0.0.1", url.port or 6379), CONNECT_TIMEOUT_S).close()
    except OSError as error:
        return f"no answer from {url.hostname}:{url.port or 6379} ({error}); set GQL_TEST_REDIS_URL"
    return None


def _node_problem() -> str | None:
    absent = [program for program in ("node", "npm") if shutil.which(program) is None]
    return f"no {' and no '.join(absent)} on PATH" if absent else None


def _chromium_problem() -> str | None:
    if _chromium_path() is None:
        return "no chromium, chromium-browser or google-chrome on PATH; install one or set GQL_TEST_CHROMIUM"
    return None


def _unreachable(variable: str, url: URL, error: Exception) -> str:
    reason = " ".join(str(error).split())[:200]
    return f"no connection to {url.render_as_string(hide_password=True)} ({reason}); set {variable}"


NEEDS: dict[str, tuple[str, Callable[[], str | None]]] = {
    "postgresql": ("PostgreSQL", _postgresql_problem),
    "mariadb": ("MariaDB", _mariadb_problem),
    "redis": ("Redis", _redis_problem),
    "node": ("Node.js", _node_problem),
    "browser": ("Chromium", _chromium_problem),
}
"""By marker: what is needed, and a look at it that returns why it cannot be used."""


@cache
def problem(marker: str) -> str | None:
    """Why what `marker` stands for cannot be used here, in one sentence that names it; None when it can."""
    what, look = NEEDS[marker]
    reason = look()
    return None if reason is None else f"needs {what}: {reason}"


def require(marker: str) -> None:
    """Skip the running test, or fail it under CI, unless what `marker` stands for is there."""
    reason = problem(marker)
    if reason is None:
        return
    if is_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def require_node() -> str:
    """The path of `node`; `npm` is there as well."""
    require("node")
    return _found(shutil.which("node"))


def require_chromium() -> str:
    """The path of a Chromium that runs headless."""
    require("browser")
    return _found(_chromium_path())


def require_chinook() -> Path:
    """The folder with `chinook.sqlite`, `chinook_postgresql.sql` and `chinook_mysql.sql`.

    The data is not ours to ship, so its absence skips in CI as well.
    """
    folder = Path(os.environ.get("GQL_TEST_CHINOOK_DIR") or REPOSITORY.parent / "shared" / "data" / "chinook")
    if not (folder / "chinook.sqlite").is_file():
        pytest.skip("needs the Chinook database: set GQL_TEST_CHINOOK_DIR to the folder that holds chinook.sqlite")
    return folder


def _chromium_path() -> str | None:
    named = os.environ.get("GQL_TEST_CHROMIUM")
    if named:
        return shutil.which(named)
    found = (shutil.which(program) for program in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path is not None), None)


def _found(path: str | None) -> str:
    if path is None:
        _vanished()
    return path


def _vanished() -> NoReturn:
    pytest.fail("a program that was on PATH a moment ago is gone", pytrace=False)
