"""The database: one pool of connections, and the scopes in which it is read and written.

Connections rest in autocommit mode. `Database.reading` hands one out as it is for a single statement, or inside a
read-only transaction that sees one state of the database; `Database.writing` opens a session in a transaction. Both
are scopes of one task: concurrent tasks each open their own. A scope always ends its transaction and gives its
connection back, also when its task is cancelled in the middle of a statement: such a connection is closed, and its
statement is stopped in the database.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, PoolProxiedConnection, QueuePool

from gql.database.direct import WRAPPERS, DirectConnection, read_over_driver
from gql.database.drivers import (
    POSTGRESQL,
    SQLITE,
    async_url,
    connect_arguments,
    driver_of,
    is_in_memory,
    label_of,
    missing_driver,
)
from gql.database.faults import connect_fault, reason_of, statement_fault
from gql.database.loans import Loans
from gql.database.reading import Reading
from gql.database.sessions import prepare_sessions
from gql.errors import DatabaseUnavailable, SettingsError
from gql.settings import Settings

logger = logging.getLogger("gql.database")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class PoolStatus:
    """The pool at one moment. `waiting` are the scopes that have asked for a connection and not got it yet."""

    size: int
    overflow_max: int
    open: int
    checked_out: int
    waiting: int

    @property
    def is_exhausted(self) -> bool:
        """Whether the next scope would have to wait."""
        return self.checked_out >= self.size + self.overflow_max


class Database:
    """A database by URL, with its pool. Made once, before or inside the event loop that uses it; connects on first use.

    The driver in `url` does not matter: ours replaces it. `embedded` says that the SQLite file is the gateway's own:
    it is created with its folder and switched to write-ahead logging; no other file is changed by being opened.
    `maintenance` lifts the limits on long statements, for migrations and bulk loads.

    `dialect_name` is sqlite, postgresql or mysql, the last for MariaDB as well. `label` names the database in
    messages, without its password. `engine` is the transactional SQLAlchemy engine over the same pool, for what needs
    one: reflection, migrations, bulk loads.
    """

    def __init__(
        self,
        url: URL | str,
        settings: Settings | None = None,
        *,
        embedded: bool = False,
        maintenance: bool = False,
    ) -> None:
        settings = settings or Settings()
        self.given_url = given = make_url(url)
        self.url = async_url(given)
        self._driver = driver_of(given)
        self.dialect_name = self._driver.dialect_name
        self.label = label_of(given)
        # asyncpg prepares and runs a statement in two messages; only a transaction makes sure that PgBouncer sends both
        # to the same server process (mixed with transactions, 1.18 left some of them without an answer).
        self._needs_transactions = settings.pgbouncer and self._driver is POSTGRESQL
        self._takes_snapshots = settings.read_snapshots
        self._acquiring = 0
        self._reads_directly = self.dialect_name in WRAPPERS and not settings.pgbouncer
        self.loans = Loans(self._driver.is_lost)
        self._cleanups: set[asyncio.Task[None]] = set()
        in_memory = is_in_memory(given)
        # Connections to one database in memory would lock each other's tables at once, without waiting: there is only
        # one.
        self._size, self._overflow_max = (1, 0) if in_memory else (settings.pool_size, settings.pool_overflow)
        # An in-memory database lives as long as a connection to it: this one is never used and keeps it alive.
        self._keeper = sqlite3.connect(_file(self.url), uri=True, check_same_thread=False) if in_memory else None
        if embedded and self._driver is SQLITE and given.database and not in_memory:
            Path(given.database).parent.mkdir(parents=True, exist_ok=True)

        try:
            self._root = root = create_async_engine(
                self.url,
                connect_args=connect_arguments(given, settings, maintenance=maintenance),
                isolation_level="AUTOCOMMIT",
                skip_autocommit_rollback=True,
                echo=settings.echo_sql,
                hide_parameters=settings.is_production,
                poolclass=AsyncAdaptedQueuePool,
                pool_size=self._size,
                max_overflow=self._overflow_max,
                pool_timeout=settings.pool_timeout_s,
                pool_recycle=-1 if in_memory else settings.pool_recycle_s,
                pool_pre_ping=settings.pool_pre_ping,
                # The connections used last are used first: the others age and are recycled.
                pool_use_lifo=True,
            )
        except ModuleNotFoundError as error:
            raise SettingsError(missing_driver(self._driver)) from error
        engines = prepare_sessions(
            root,
            self._driver,
            wal=(embedded or settings.sqlite_wal) and not in_memory,
            statement_timeout_s=None if maintenance else settings.statement_timeout_s,
            stop=self._stop_statement,
            keeps_session=not settings.pgbouncer,
        )
        self.engine: AsyncEngine = engines.transactional
        self.migration_engine: AsyncEngine = engines.migrating
        self._writing_engine = engines.writing

    @property
    def is_mariadb(self) -> bool:
        """Whether the server is MariaDB rather than MySQL; known after the first connection, False before."""
        return bool(getattr(self.engine.dialect, "is_mariadb", False))

    def reading(self, *, snapshot: bool) -> Reading:
        """A scope that yields an `AsyncConnection` for reads, and raises `DatabaseUnavailable` or `DatabaseTimeout`.

        Without `snapshot` every statement stands alone and nothing else is sent. With it, one read-only transaction
        shows all statements the same state of the database, for two round trips more: BEGIN and ROLLBACK.
        Behind PgBouncer it is always so.
        """
        return Reading(self, snapshot=snapshot or self._needs_transactions)

    def _opens_snapshot(self, wanted: bool) -> bool:
        """Whether a read that wants one state of the database gets it; `GQL_READ_SNAPSHOTS` decides."""
        return (wanted and self._takes_snapshots) or self._needs_transactions

    async def read(self, load: Callable[[AsyncConnection], Awaitable[Found]], *, snapshot: bool) -> Found:
        """What `load` returns in a `reading` scope, repeated once over another connection if the first one breaks.

        This takes the place of testing every connection before its use, which costs a round trip. `load` must only
        read.
        """
        snapshot = self._opens_snapshot(snapshot)
        scope = self.reading(snapshot=snapshot)
        try:
            async with scope as connection:
                return await load(connection)
        except DatabaseUnavailable as error:
            if not scope.has_opened:
                raise
            logger.warning("A read is repeated over another connection. %s", error)
        async with self.reading(snapshot=snapshot) as connection:
            return await load(connection)

    @property
    def reads_directly(self) -> bool:
        """Whether `read_directly` can be used: the driver is one that is known well enough."""
        return self._reads_directly

    async def read_directly(self, load: Callable[[DirectConnection], Awaitable[Found]], *, snapshot: bool) -> Found:
        """What `load` returns over the driver's own connection; otherwise like `read`."""
        return await read_over_driver(self, load, snapshot=self._opens_snapshot(snapshot))

    @property
    def snapshot_statement(self) -> str:
        """What opens a read-only transaction that sees one state of the database."""
        return self._driver.begin_snapshot

    @property
    def may_rest(self) -> bool:
        """Whether a connection that a read is done with may rest among the loans: nobody waits for one.

        With an overflow the pool might have no room for it later, and returning it would need an event loop.
        """
        return not self._acquiring and not self._overflow_max

    @property
    def keeps_returned(self) -> bool:
        """Whether the pool has room for a connection that is returned now; otherwise it closes it."""
        pool = self._root.pool
        return not isinstance(pool, QueuePool) or pool.checkedin() < pool.size()

    def has_transaction(self, connection: Any) -> bool:
        """Whether a transaction is open on the driver's own connection."""
        return self._driver.has_transaction(connection)

    def run_on_driver(self, connection: Any, sql: str) -> Awaitable[object]:
        """Send one statement without result over the driver's own connection."""
        return self._driver.run(connection, sql)

    async def take(self) -> AsyncConnection:
        """A pooled connection in autocommit mode, to be closed by who took it. Raises `DatabaseUnavailable`."""
        return await self._acquire(self._root)

    async def take_raw(self) -> PoolProxiedConnection:
        """A pooled connection without SQLAlchemy's execution layer. Raises `DatabaseUnavailable`."""
        self.loans.return_all()  # whoever asks the pool finds there what rests
        self._acquiring += 1
        try:
            return await self._root.raw_connection()
        except Exception as error:
            if fault := connect_fault(error, self.label):
                raise fault from error
            if isinstance(error, self._root.dialect.loaded_dbapi.Error):
                # SQLAlchemy wraps the driver's errors in its execution layer only.
                raise DatabaseUnavailable(f"{self.label} cannot be used: {reason_of(error)}.") from error
            raise
        finally:
            self._acquiring -= 1

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A scope that yields an `AsyncSession` in one transaction: committed at its end, rolled back on any error."""
        connection = await self._acquire(self._writing_engine)
        session = AsyncSession(connection, expire_on_commit=False)
        try:
            async with session.begin():
                yield session
        except Exception as error:
            if fault := statement_fault(error, self.label):
                raise fault from error
            raise
        finally:
            await self.complete(_close(session, connection))

    async def ping(self, timeout_s: float = 1.0) -> None:
        """Make sure that the database answers within `timeout_s`. Raises `DatabaseUnavailable`."""
        try:
            async with asyncio.timeout(timeout_s), self.reading(snapshot=False) as connection:
                await connection.exec_driver_sql("SELECT 1")
        except TimeoutError as error:
            raise DatabaseUnavailable(f"{self.label} did not answer within {timeout_s:g} s.") from error

    def pool_status(self) -> PoolStatus:
        """The state of the pool now."""
        pool = self._root.pool
        assert isinstance(pool, QueuePool)
        return PoolStatus(
            size=self._size,
            overflow_max=self._overflow_max,
            open=pool.checkedout() + pool.checkedin(),
            checked_out=pool.checkedout() - len(self.loans),
            waiting=self._acquiring,
        )

    async def dispose(self) -> None:
        """Close all connections that are not in use. A database in memory is gone then; others can be used again."""
        if self._cleanups:
            await asyncio.wait(set(self._cleanups))
        self.loans.return_all()
        await self._root.dispose()
        if self._keeper is not None:
            self._keeper.close()

    async def _acquire(self, engine: AsyncEngine) -> AsyncConnection:
        self.loans.return_all()  # whoever asks the pool finds there what rests
        self._acquiring += 1
        try:
            return await engine.connect()
        except Exception as error:
            if fault := connect_fault(error, self.label):
                raise fault from error
            raise
        finally:
            self._acquiring -= 1

    async def complete(self, cleanup: Coroutine[Any, Any, None]) -> None:
        """Wait for `cleanup`, which runs to its end even if this task is cancelled meanwhile, however often."""
        await asyncio.shield(self._start(cleanup))

    def _start(self, cleanup: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(cleanup)
        self._cleanups.add(task)
        task.add_done_callback(self._cleanups.discard)
        return task

    def _stop_statement(self, connection_id: int) -> None:
        """Stop what a lost connection left running: MariaDB and MySQL notice only when they have a row to send."""

        async def stop() -> None:
            try:
                async with self._root.connect() as connection:
                    await connection.exec_driver_sql(f"KILL {connection_id:d}")
            except (SQLAlchemyError, OSError) as error:
                # It may have ended by itself; and its time limit ends it anyway.
                logger.debug("A cancelled statement could not be stopped: %s", error)

        _ = self._start(stop())


async def _close(session: AsyncSession, connection: AsyncConnection) -> None:
    await session.close()
    await connection.close()


def _file(url: URL) -> str:
    return f"{url.database}?mode=memory&cache=shared"
