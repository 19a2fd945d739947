"""The scope of reads over an SQLAlchemy connection: taken, perhaps put into a transaction, always given back."""

from __future__ import annotations

import logging
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sqlalchemy.ext.asyncio import AsyncConnection

from gql.database.faults import statement_fault
from gql.errors import DatabaseUnavailable

if TYPE_CHECKING:
    from gql.database.engine import Database

logger = logging.getLogger("gql.database")


class Reading:
    """One scope of reads: `async with database.reading(snapshot=…) as connection`. It can be entered once."""

    __slots__ = ("_connection", "_database", "_snapshot")

    def __init__(self, database: Database, *, snapshot: bool) -> None:
        self._database = database
        self._snapshot = snapshot
        self._connection: AsyncConnection | None = None

    @property
    def has_opened(self) -> bool:
        """Whether a connection could be had, and its transaction opened if the scope has one."""
        return self._connection is not None

    async def __aenter__(self) -> AsyncConnection:
        self._connection = await self._open(may_repeat=True)
        return self._connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        database, connection = self._database, self._connection
        assert connection is not None
        if error is None or isinstance(error, Exception):
            try:
                await self._close(connection)
            except BaseException as failure:
                await database.complete(_discard(connection, failure))
                if not isinstance(failure, Exception):
                    raise
                # What was read is good, only the connection is not.
                logger.info("A connection broke after its last statement: %s", failure)
        else:
            await database.complete(self._close_cancelled(connection, error))
        if isinstance(error, Exception) and (fault := statement_fault(error, database.label)):
            raise fault from error

    async def _open(self, *, may_repeat: bool) -> AsyncConnection:
        database = self._database
        connection = await database.take()
        if self._snapshot:
            try:
                # Over the driver's own connection: SQLAlchemy would take a sixth of the whole scope's time for it.
                await database.run_on_driver(_driver_connection(connection), database.snapshot_statement)
            except BaseException as error:
                await database.complete(_discard(connection, error))
                fault = statement_fault(error, database.label)
                if isinstance(fault, DatabaseUnavailable) and may_repeat:
                    # The connection had been dropped; nothing has been read over it, so another one is tried.
                    return await self._open(may_repeat=False)
                if fault is not None:
                    raise fault from error
                raise
        return connection

    async def _close(self, connection: AsyncConnection) -> None:
        if self._snapshot and not connection.invalidated:
            opened = _driver_connection(connection)
            if self._database.has_transaction(opened):
                await self._database.run_on_driver(opened, "ROLLBACK")
        await connection.close()

    async def _close_cancelled(self, connection: AsyncConnection, error: BaseException) -> None:
        try:
            await self._close(connection)
        except Exception as failure:  # noqa: BLE001 - whatever is wrong with it, the connection goes
            logger.debug("A cancelled connection is discarded: %s", failure)
            await _discard(connection, error)


def _driver_connection(connection: AsyncConnection) -> Any:
    opened = connection.sync_connection
    assert opened is not None
    return opened.connection.driver_connection


async def _discard(connection: AsyncConnection, error: BaseException) -> None:
    """Close the real connection behind `connection`, whose state is unknown, and free its place in the pool."""
    if not connection.closed:
        if not connection.invalidated:
            await connection.invalidate(error)
        await connection.close()
