"""What differs between the databases: driver, connection arguments, session set-up, transactions, dead connections.

A `Driver` is the table of these differences for one database family; the rest of the room is the same for all of
them. Every session starts in the driver's own autocommit mode: a single read costs no BEGIN and no ROLLBACK, and
transactions begin with an explicit statement.

MariaDB and MySQL are reached through asyncmy. aiomysql 0.3.2, tried beside it on MariaDB 10.11, cannot bind `bytes`
with PyMySQL 1.2 (`TypeError` in its escaping) and took four times the CPU for 1,000 rows of 14 columns (17.8 ms,
asyncmy 4.7 ms); decimals, JSON, microseconds and cancelled queries behaved alike.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from sqlalchemy.engine import URL, make_url

from gql.errors import SettingsError
from gql.settings import Settings

APPLICATION_NAME = "gql-gateway"


@dataclass(frozen=True, slots=True)
class Driver:
    """One database family and the driver that serves it.

    `begin_snapshot` opens a read-only transaction that sees one state of the database; `begin_writing` opens one that
    will write; `begin` opens any other. `run` sends one statement without result over the driver's own connection.
    `is_lost` says without a round trip that the other side has hung up; `has_transaction` says whether a transaction
    is open.
    """

    dialect_name: str
    drivername: str
    label: str
    begin: str
    begin_writing: str
    begin_snapshot: str
    run: Callable[[Any, str], Awaitable[object]]
    is_lost: Callable[[Any], bool]
    has_transaction: Callable[[Any], bool]


def _asyncmy_is_lost(connection: Any) -> bool:
    # asyncmy's own pool asks the same private property; without it (another version) a lost connection fails on first
    # use.
    return bool(getattr(connection, "_stream_broken", False))


def _aiosqlite_has_transaction(connection: Any) -> bool:
    try:
        return bool(connection.in_transaction)
    except ValueError:  # it has been closed
        return False


SQLITE = Driver(
    dialect_name="sqlite",
    drivername="sqlite+aiosqlite",
    label="SQLite",
    begin="BEGIN",
    # A transaction that reads first and writes later fails at once when another has written in between; taking the
    # write lock at its start makes it wait for that lock instead.
    begin_writing="BEGIN IMMEDIATE",
    begin_snapshot="BEGIN",
    run=lambda connection, sql: connection.execute(sql),
    is_lost=lambda connection: False,
    has_transaction=_aiosqlite_has_transaction,
)
POSTGRESQL = Driver(
    dialect_name="postgresql",
    drivername="postgresql+asyncpg",
    label="PostgreSQL",
    begin="BEGIN",
    begin_writing="BEGIN",
    begin_snapshot="BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    run=lambda connection, sql: connection.execute(sql),
    is_lost=lambda connection: bool(connection.is_closed()),
    has_transaction=lambda connection: bool(connection.is_in_transaction()),
)
MYSQL = Driver(
    dialect_name="mysql",
    drivername="mysql+asyncmy",
    label="MariaDB/MySQL",
    begin="START TRANSACTION",
    begin_writing="START TRANSACTION",
    begin_snapshot="START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
    run=lambda connection, sql: connection.query(sql),
    is_lost=_asyncmy_is_lost,
    has_transaction=lambda connection: bool(connection.get_transaction_status()),
)
_DRIVERS = {"sqlite": SQLITE, "postgresql": POSTGRESQL, "postgres": POSTGRESQL, "mysql": MYSQL, "mariadb": MYSQL}

# Parts of a PostgreSQL URL's query that SQLAlchemy and asyncpg read themselves; the others are libpq's and go into a
# DSN.
_ASYNCPG_ARGUMENTS = frozenset(
    {
        "command_timeout",
        "host",
        "passfile",
        "port",
        "prepared_statement_cache_size",
        "ssl",
        "statement_cache_size",
        "timeout",
    }
)
# What providers put into their URLs for libpq and asyncpg does not know; it negotiates channel binding by itself.
_LIBPQ_ONLY = frozenset({"channel_binding", "gssencmode", "keepalives", "keepalives_idle"})


# What MySQL 8 has by default, without ONLY_FULL_GROUP_BY: values that do not fit are errors, quotes are MySQL's.
_SQL_MODE = "STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"


def driver_of(url: URL) -> Driver:
    """The driver for `url`, whichever driver it names. Raises `SettingsError` for a database that has none here."""
    backend = url.drivername.partition("+")[0]
    if backend not in _DRIVERS:
        raise SettingsError(
            f"GQL_DATABASE_URL starts with {url.drivername}, which is not a database that the gateway serves; "
            "use sqlite:///file, postgresql://… or mysql://… (MariaDB included)."
        )
    return _DRIVERS[backend]


def label_of(url: URL) -> str:
    """What messages call the database at `url`: no user, no password, no options."""
    driver = driver_of(url)
    if driver is SQLITE:
        return f"{driver.label} in memory" if is_in_memory(url) else f"{driver.label} file {url.database}"
    port = f":{url.port}" if url.port else ""
    return f"{driver.label} at {url.host or 'localhost'}{port}/{url.database or ''}"


def missing_driver(driver: Driver) -> str:
    """The message for a driver that is not installed."""
    package = driver.drivername.partition("+")[2]
    extra = {"postgresql": "postgresql", "mysql": "mariadb"}.get(driver.dialect_name)
    return f"{driver.label} needs the package {package}" + (
        f"; install it with: pip install 'gql-gateway[{extra}]'." if extra else "; install it with pip."
    )


def is_in_memory(url: URL) -> bool:
    """Whether `url` is a SQLite database without a file."""
    return driver_of(url) is SQLITE and (
        url.database in (None, "", ":memory:")
        or url.query.get("mode") == "memory"
        or "mode=memory" in (url.database or "")
    )


def async_url(url: URL | str) -> URL:
    """`url` with our async driver in place of any that it names, without the parts that `connect_arguments` takes over.

    An in-memory SQLite database gets a name of its own, so that its connections, one after the other, see the same data
    and two of them never do.
    """
    url = make_url(url)
    driver = driver_of(url)
    if is_in_memory(url):
        return make_url(f"{driver.drivername}:///file:gql-{uuid4().hex}?mode=memory&cache=shared&uri=true")
    if driver is POSTGRESQL:
        url = url.difference_update_query([name for name in url.query if name not in _ASYNCPG_ARGUMENTS])
    return url.set(drivername=driver.drivername)


def connect_arguments(url: URL | str, settings: Settings, *, maintenance: bool) -> dict[str, Any]:
    """The driver's connection arguments for `url` as the user gave it: time limits, encoding, time zone, strictness.

    `maintenance` leaves out the limits on statements and idle transactions: a migration may well take minutes.
    """
    url = make_url(url)
    driver = driver_of(url)
    if driver is POSTGRESQL:
        return _postgresql_arguments(url, settings, maintenance=maintenance)
    if driver is MYSQL:
        return _mysql_arguments(settings, maintenance=maintenance)
    return {"timeout": settings.lock_timeout_s, "isolation_level": None}


def _postgresql_arguments(url: URL, settings: Settings, *, maintenance: bool) -> dict[str, Any]:
    server_settings = {"application_name": APPLICATION_NAME, "timezone": "UTC"}
    arguments: dict[str, Any] = {"timeout": settings.connect_timeout_s, "server_settings": server_settings}
    query = {k: v for k, v in url.query.items() if k not in _ASYNCPG_ARGUMENTS and k not in _LIBPQ_ONLY}
    if query:
        # asyncpg reads libpq's names (sslmode, sslrootcert, application_name, …) only out of a DSN.
        arguments["dsn"] = f"postgresql:///?{urlencode(query, doseq=True)}"
    if settings.pgbouncer:
        # In transaction mode consecutive statements may reach different server processes: no prepared statement
        # survives (without caches asyncpg parses and runs in one message), and PgBouncer refuses unknown start-up
        # parameters, so the statement limit is the driver's.
        arguments |= {"statement_cache_size": 0, "prepared_statement_cache_size": 0}
        return arguments if maintenance else arguments | {"command_timeout": settings.statement_timeout_s}
    server_settings["lock_timeout"] = _milliseconds(settings.lock_timeout_s)
    # Compiling a plan to machine code costs tens of milliseconds and never pays for the short statements of a request.
    server_settings["jit"] = "off"
    if not maintenance:
        server_settings["statement_timeout"] = _milliseconds(settings.statement_timeout_s)
        server_settings["idle_in_transaction_session_timeout"] = _milliseconds(settings.idle_in_transaction_timeout_s)
    # SQLAlchemy's default of 100 is below the number of statements of a busy schema; each miss costs a round trip.
    return arguments | {"prepared_statement_cache_size": 256}


def _mysql_arguments(settings: Settings, *, maintenance: bool) -> dict[str, Any]:
    lock_timeout_s = max(1, math.ceil(settings.lock_timeout_s))
    assignments = [
        "time_zone = '+00:00'",
        f"sql_mode = '{_SQL_MODE}'",
        f"innodb_lock_wait_timeout = {lock_timeout_s}",
        f"lock_wait_timeout = {lock_timeout_s}",
    ]
    # MariaDB alone reads /*M! … */; MySQL alone reads /*!50720 … */ (MariaDB skips the versions from 5.7.0 to 5.7.99).
    # A consistent snapshot needs REPEATABLE READ, which a server may have been configured away from.
    only_mariadb = ["tx_isolation = 'REPEATABLE-READ'"]
    only_mysql = ["transaction_isolation = 'REPEATABLE-READ'"]
    if not maintenance:
        only_mariadb += [
            f"max_statement_time = {settings.statement_timeout_s:.3f}",
            f"idle_transaction_timeout = {max(1, math.ceil(settings.idle_in_transaction_timeout_s))}",
        ]
        only_mysql += [f"max_execution_time = {_milliseconds(settings.statement_timeout_s)}"]
    special = f"/*M! , {', '.join(only_mariadb)} */ /*!50720 , {', '.join(only_mysql)} */"
    return {
        "autocommit": True,
        "charset": "utf8mb4",
        "async_creator_fn": _asyncmy_connect(settings.connect_timeout_s),
        "init_command": f"SET {', '.join(assignments)} {special}",
    }


def _asyncmy_connect(timeout_s: float) -> Callable[..., Awaitable[Any]]:
    async def connect(**arguments: Any) -> Any:
        task = asyncio.current_task()
        assert task is not None
        cancellations = task.cancelling()
        # Its own time limit ends with the TCP handshake; a server that accepts and stays silent would hold us for ever.
        async with asyncio.timeout(timeout_s):
            connection = await import_module("asyncmy").connect(**arguments)
        if task.cancelling() > cancellations:
            # It waits with asyncio.wait_for, which until Python 3.12 loses a cancellation that meets the result.
            connection.close()
            raise asyncio.CancelledError
        return connection

    return connect


def _milliseconds(seconds: float) -> str:
    return str(max(1, round(seconds * 1000)))
