"""One migration run at a time: a lock in the database itself, whoever starts the run and from where.

PostgreSQL and MariaDB have advisory locks that belong to a session and end with it, so that a run that is killed
leaves none behind. SQLite needs none: its migrations hold the file's write lock.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.database.engine import Database
from gql.errors import StartupError

_NUMBER = 7_236_019_581_114_203  # any number that nobody else uses; the lock is the database's own
_NAME = "CONCAT('gql-gateway:', MD5(DATABASE()))"  # these locks are the server's, so the name holds the database's
_RETRY_S = 0.25
_LOCK = {
    "postgresql": f"SELECT pg_try_advisory_lock({_NUMBER})",
    "mysql": f"SELECT GET_LOCK({_NAME}, 0)",
}
_UNLOCK = {
    "postgresql": f"SELECT pg_advisory_unlock({_NUMBER})",
    "mysql": f"SELECT RELEASE_LOCK({_NAME})",
}


@asynccontextmanager
async def migration_lock(
    database: Database, *, timeout_s: float, waiting: Callable[[str], None] = lambda message: None
) -> AsyncIterator[None]:
    """The right to migrate `database`, for the time of the scope.

    `waiting` gets one sentence if somebody else holds it. Raises `StartupError` if that lasts longer than `timeout_s`.
    """
    if database.dialect_name not in _LOCK:
        yield
        return
    async with database.reading(snapshot=False) as connection:
        await _take(connection, database, timeout_s, waiting)
        try:
            yield
        finally:
            with suppress(SQLAlchemyError):  # a session that is gone has given up its locks
                await connection.exec_driver_sql(_UNLOCK[database.dialect_name])


async def _take(
    connection: AsyncConnection, database: Database, timeout_s: float, waiting: Callable[[str], None]
) -> None:
    deadline_s = time.monotonic() + timeout_s
    has_waited = False
    while not (await connection.exec_driver_sql(_LOCK[database.dialect_name])).scalar_one():
        if time.monotonic() >= deadline_s:
            raise StartupError(
                f"{database.label} is being migrated by somebody else, and still was after {timeout_s:g} s; "
                "wait for that run to end, or stop it."
            )
        if not has_waited:
            waiting(f"{database.label} is being migrated by somebody else; waiting up to {timeout_s:g} s.")
            has_waited = True
        await asyncio.sleep(_RETRY_S)
