"""How connections are set up and told apart: SQLAlchemy's events, registered once for each engine.

Three engines share one pool. The root one is in autocommit mode; the transactional and the writing one open a
transaction when SQLAlchemy begins one. On PostgreSQL the adapter of asyncpg does so itself; on SQLite and MariaDB a
`begin` event sends the statement, because switching the driver's mode back and forth would cost a round trip for
every use of a connection.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import AdaptedConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from gql.database.drivers import MYSQL, POSTGRESQL, SQLITE, Driver
from gql.database.functions import SQLITE_FUNCTIONS

# SQLite asks the progress handler once in so many instructions of its virtual machine: about once in a millisecond.
_INSTRUCTIONS_PER_CHECK = 50_000
_DEADLINE = "gql_deadline"


@dataclass(frozen=True, slots=True)
class Engines:
    """The engines over the pool of the root engine. `migrating` leaves transactions on SQLite to the migrations."""

    transactional: AsyncEngine
    writing: AsyncEngine
    migrating: AsyncEngine


@dataclass(slots=True)
class Deadline:
    """When the running statement of one SQLite connection must end, on the clock of `time.monotonic`.

    `limit_s` is how long a statement may take.
    """

    limit_s: float
    at_s: float = math.inf

    def start(self) -> None:
        """A statement begins now."""
        self.at_s = time.monotonic() + self.limit_s

    def end(self) -> None:
        """No statement is running."""
        self.at_s = math.inf

    def give_up(self) -> None:
        """No statement shall run any more, not even one that the connection's thread has yet to begin."""
        self.at_s = -math.inf

    def has_passed(self) -> bool:
        """Whether SQLite is to stop the statement."""
        return time.monotonic() >= self.at_s


def prepare_sessions(
    root: AsyncEngine,
    driver: Driver,
    *,
    wal: bool,
    statement_timeout_s: float | None,
    stop: Callable[[int], None],
    keeps_session: bool = True,
) -> Engines:
    """Register the events on `root` and make the engines beside it.

    `keeps_session` says that a connection leads to one server process, which remembers what is set (PgBouncer's need not).
    `stop` is called with the id of a MariaDB or MySQL connection that was lost while its statement ran on.
    """
    engine = root.sync_engine
    event.listen(engine, "checkout", _refuse_lost(driver))
    event.listen(engine, "invalidate", _stop_cancelled(driver, stop))
    if driver is SQLITE:
        event.listen(engine, "connect", _set_up_sqlite(wal))
        _limit_sqlite_statements(engine, math.inf if statement_timeout_s is None else statement_timeout_s)
    if driver is POSTGRESQL:
        if keeps_session:
            event.listen(engine, "connect", _set_up_postgresql)
        transactional = root.execution_options(isolation_level="READ COMMITTED")
        return Engines(transactional, writing=transactional, migrating=transactional)

    def has_no_transaction(dbapi_connection: Any) -> bool:
        return not driver.has_transaction(dbapi_connection.driver_connection)

    # SQLAlchemy asks this to decide whether it can leave out a ROLLBACK: the drivers know whether a transaction is
    # open.
    engine.dialect.detect_autocommit_setting = has_no_transaction  # type: ignore[assignment]  # bound here, without self
    transactional = _beginning_with(root, driver.begin)
    return Engines(
        transactional,
        writing=_beginning_with(root, driver.begin_writing),
        migrating=root if driver is SQLITE else transactional,
    )


def _beginning_with(root: AsyncEngine, statement: str) -> AsyncEngine:
    engine = root.execution_options()

    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql(statement)

    event.listen(engine.sync_engine, "begin", begin)
    return engine


def _refuse_lost(driver: Driver) -> Callable[[AdaptedConnection, ConnectionPoolEntry, PoolProxiedConnection], None]:
    def refuse(connection: AdaptedConnection, entry: ConnectionPoolEntry, proxy: PoolProxiedConnection) -> None:
        if driver.is_lost(connection.driver_connection):
            raise DisconnectionError("the database closed the connection")
        if deadline := deadline_of(entry.info):
            deadline.end()

    return refuse


def _stop_cancelled(
    driver: Driver, stop: Callable[[int], None]
) -> Callable[[AdaptedConnection, ConnectionPoolEntry, BaseException | None], None]:
    """When a connection is given up because its task was cancelled: asyncpg tells the server, the others need help."""

    def stop_cancelled(connection: AdaptedConnection, entry: ConnectionPoolEntry, error: BaseException | None) -> None:
        if not isinstance(error, asyncio.CancelledError):
            return
        if driver is SQLITE:
            # Closing waits for the statement. An interrupt stops one that runs, the deadline one that is about to.
            if deadline := deadline_of(entry.info):
                deadline.give_up()
            connection.run_async(lambda opened: opened.interrupt())
        elif driver is MYSQL:
            stop(connection.driver_connection.thread_id())

    return stop_cancelled


def _set_up_sqlite(wal: bool) -> Callable[[AdaptedConnection, ConnectionPoolEntry], None]:
    script = "PRAGMA foreign_keys = ON;"
    if wal:
        # With a write-ahead log NORMAL is safe against a crash of the process, and a commit does not wait for the disk.
        script += "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"

    def set_up(connection: AdaptedConnection, entry: ConnectionPoolEntry) -> None:
        connection.run_async(lambda opened: opened.executescript(script))
        for name, (arguments, function) in SQLITE_FUNCTIONS.items():
            connection.run_async(partial(_create_function, name, arguments, function))

    return set_up


async def _create_function(name: str, arguments: int, function: Callable[..., object], opened: Any) -> None:
    await opened.create_function(name, arguments, function, deterministic=True)


_WITHOUT_MEMOIZE = "SELECT set_config('enable_memoize', 'off', false) FROM pg_settings WHERE name = 'enable_memoize'"


def _set_up_postgresql(connection: AdaptedConnection, entry: ConnectionPoolEntry) -> None:
    """Look up the joined rows of a page directly.

    PostgreSQL (from 14 on) would first lay out a cache for as many rows as the whole table has: with 1,000,000 posts that took
    seven times as long as reading 50 of them with their authors.
    """
    connection.run_async(lambda opened: opened.execute(_WITHOUT_MEMOIZE))


def _limit_sqlite_statements(engine: Engine, statement_timeout_s: float) -> None:
    """SQLite has no time limit of its own, but asks a progress handler now and then whether to go on."""

    def install(connection: AdaptedConnection, entry: ConnectionPoolEntry) -> None:
        deadline = Deadline(statement_timeout_s)
        entry.info[_DEADLINE] = deadline
        connection.run_async(lambda opened: opened.set_progress_handler(deadline.has_passed, _INSTRUCTIONS_PER_CHECK))

    def start(connection: Connection, *_: object) -> None:
        _deadline(connection).start()

    def end(connection: Connection, *_: object) -> None:
        _deadline(connection).end()

    event.listen(engine, "connect", install)
    event.listen(engine, "before_cursor_execute", start)
    event.listen(engine, "after_cursor_execute", end)


def _deadline(connection: Connection) -> Deadline:
    deadline = deadline_of(connection.info)
    assert deadline is not None
    return deadline


def deadline_of(info: Mapping[str, Any]) -> Deadline | None:
    """The deadline of the SQLite connection with this `info`, None for other databases."""
    deadline = info.get(_DEADLINE)
    assert deadline is None or isinstance(deadline, Deadline)
    return deadline
