"""The boundary where errors of the drivers become errors of the gateway.

Only faults of the service are translated: no connection, a broken one, a statement or lock that ran out of time. What
is wrong with a statement or its data (a syntax error, a violated constraint) stays SQLAlchemy's error, for whoever
can say what it means; a table or column that is not there means that a migration is missing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container

from sqlalchemy import exc

from gql.errors import DatabaseTimeout, DatabaseUnavailable, MigrationPending, ServiceError

# PostgreSQL's SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL_TIMEOUTS = frozenset({"57014", "55P03", "25P03", "25P04"})
_POSTGRESQL_UNAVAILABLE = frozenset({"57P01", "57P02", "57P03", "57P04", "57P05", "53100", "53200", "53300", "3D000"})
_POSTGRESQL_UNAVAILABLE_CLASSES = ("08", "28", "58")
_POSTGRESQL_UNDEFINED = frozenset({"42P01", "42703"})

# https://mariadb.com/docs/server/reference/error-codes; 1969 and 3024 are the statement limits of MariaDB and MySQL.
_MYSQL_TIMEOUTS = frozenset({1205, 1317, 1969, 3024})
_MYSQL_UNDEFINED = frozenset({1054, 1146})
_MYSQL_UNAVAILABLE = frozenset(
    {
        1040,
        1044,
        1045,
        1049,
        1053,
        1130,
        1152,
        1158,
        1159,
        1160,
        1161,
        1203,
        1226,
        1927,
        2002,
        2003,
        2006,
        2013,
        2014,
        4031,
    }
)

# Primary result codes, https://sqlite.org/rescode.html
_SQLITE_TIMEOUTS = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_INTERRUPT})
_SQLITE_UNAVAILABLE = frozenset(
    {
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
    }
)


# SQLite has no code for it.
_SQLITE_UNDEFINED = ("no such table", "no such column")

_VERBS: dict[type[ServiceError], str] = {
    DatabaseTimeout: "stopped a statement",
    DatabaseUnavailable: "failed",
    MigrationPending: "lacks what the models have",
}


def connect_fault(error: BaseException, where: str) -> ServiceError | None:
    """The `DatabaseUnavailable` that an error of connecting amounts to, None if it is not a fault of the database.

    `where` names the database for people. Drivers raise plain `OSError` and `TimeoutError` here.
    """
    if isinstance(error, exc.TimeoutError):
        return DatabaseUnavailable(f"{where}: all connections of the pool are taken ({reason_of(error)}).")
    if isinstance(error, exc.DBAPIError):
        return DatabaseUnavailable(f"{where} cannot be used: {reason_of(error)}.")
    if isinstance(error, TimeoutError):
        return DatabaseUnavailable(f"{where} did not answer in time.")
    if isinstance(error, OSError):
        return DatabaseUnavailable(f"{where} cannot be reached: {reason_of(error)}.")
    return None


def statement_fault(error: BaseException, where: str) -> ServiceError | None:
    """The `DatabaseTimeout`, `DatabaseUnavailable` or `MigrationPending` that an error of a statement amounts to, or None."""
    if isinstance(error, exc.TimeoutError):
        return connect_fault(error, where)
    if isinstance(error, TimeoutError):
        return DatabaseTimeout(f"{where} did not finish a statement in time.")
    kind = _kind(_original(error))
    if kind is None and isinstance(error, exc.DBAPIError) and error.connection_invalidated:
        kind = DatabaseUnavailable
    if kind is None:
        return None
    return kind(f"{where} {_VERBS[kind]}: {reason_of(error)}.")


def _original(error: BaseException) -> BaseException:
    return error.orig if isinstance(error, exc.DBAPIError) and error.orig is not None else error


def _kind(original: BaseException) -> type[ServiceError] | None:
    if isinstance(original, sqlite3.Error):
        if str(original).startswith(_SQLITE_UNDEFINED):
            return MigrationPending
        primary = getattr(original, "sqlite_errorcode", 0) & 0xFF  # the higher bits detail the primary code
        return _choose(primary, _SQLITE_TIMEOUTS, _SQLITE_UNAVAILABLE)
    if type(original).__module__.startswith("asyncmy"):
        code = original.args[0] if original.args else None
        return MigrationPending if code in _MYSQL_UNDEFINED else _choose(code, _MYSQL_TIMEOUTS, _MYSQL_UNAVAILABLE)
    state = getattr(original, "sqlstate", None)
    if state is None and type(original).__module__.startswith("asyncpg") and not isinstance(original, ValueError):
        # asyncpg's own errors, but for refused values: the server has ended a connection whose socket is not closed yet.
        return DatabaseUnavailable
    if isinstance(state, str):
        if state in _POSTGRESQL_UNDEFINED:
            return MigrationPending
        if state.startswith(_POSTGRESQL_UNAVAILABLE_CLASSES):
            return DatabaseUnavailable
        return _choose(state, _POSTGRESQL_TIMEOUTS, _POSTGRESQL_UNAVAILABLE)
    return DatabaseUnavailable if isinstance(original, ConnectionError) else None


def _choose(code: object, timeouts: Container[object], unavailable: Container[object]) -> type[ServiceError] | None:
    if code in timeouts:
        return DatabaseTimeout
    return DatabaseUnavailable if code in unavailable else None


def reason_of(error: BaseException) -> str:
    """The driver's own words on one line, without the statement, its values and SQLAlchemy's link."""
    original = _original(error)
    if len(original.args) > 1 and isinstance(original.args[0], int):
        text = str(original.args[1])
    else:
        # SQLAlchemy's stand-in for an error of asyncpg repeats the name of its class; the cause has the plain words.
        text = str(original.__cause__ or original) or type(original).__name__
    return " ".join(text.partition("(Background on this error")[0].split()).rstrip(".")
