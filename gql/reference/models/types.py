"""Column types of the reference domain: times in UTC, tag lists, e-mail addresses, bytes that never show.

Each type keeps one promise on every database, where the plain SQLAlchemy type would keep it on some only. A type whose
values no client may ever see says so with `gql_hidden = True`; the gateway leaves such columns out of every type,
filter and order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, LargeBinary, String
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

EMAIL_MAX_CHARACTERS = 254  # RFC 5321, 4.5.3.1.3 less the angle brackets
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"[^\s@<>()\[\],;:\\\"]{{1,64}}@(?:{_LABEL}\.)+[a-z][a-z0-9-]{{0,61}}[a-z0-9]")
_MYSQL_FAMILY = ("mysql", "mariadb")


def json_document() -> JSON:
    """A JSON column type; None is SQL NULL.

    PostgreSQL stores JSONB, which can be indexed and searched but does not keep the order of an object's keys. Every
    call gives a new type, because `MutableDict.as_mutable` tracks all columns that share one.
    """
    return JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An instant with microseconds: aware in, aware in UTC out, on every database.

    SQLite and MariaDB have no time zones and MariaDB drops fractions unless told, so both store the UTC wall time. A
    naive value is refused rather than guessed at.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """Always `datetime`."""
        return datetime

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TIMESTAMP WITH TIME ZONE on PostgreSQL, DATETIME(6) on MariaDB and MySQL, sortable text on SQLite."""
        if dialect.name in _MYSQL_FAMILY:
            return dialect.type_descriptor(mysql.DATETIME(fsp=6))
        if dialect.name == "sqlite":
            return dialect.type_descriptor(DateTime())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The same instant in UTC, without the offset where the database cannot hold one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(
                f"{value.isoformat()} has no time zone; give an aware datetime, such as one with tzinfo=UTC."
            )
        instant = value.astimezone(UTC)
        return instant if dialect.name == "postgresql" else instant.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """An aware datetime in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class utc_now(FunctionElement[datetime]):  # noqa: N801 - reads as the SQL function that it is, like func.now
    """The database's clock in the form that `UtcDateTime` stores, for server defaults, updates and comparisons.

    `func.now()` would not do: on SQLite it has no fraction, so text comparison puts it before every equal instant, and
    on MariaDB it is the session's local time.
    """

    type = UtcDateTime()
    inherit_cache = True


UTC_NOW_SQL = {
    "postgresql": "CURRENT_TIMESTAMP",
    "mysql": "(utc_timestamp(6))",
    "mariadb": "(utc_timestamp(6))",
    "sqlite": "(strftime('%Y-%m-%d %H:%M:%f000', 'now'))",
}
"""What `utc_now()` is on each database; parenthesised where a column default needs it."""


@compiles(utc_now)
def _compile_utc_now(element: utc_now, compiler: SQLCompiler, **options: Any) -> str:
    return UTC_NOW_SQL[compiler.dialect.name]


class TagList(TypeDecorator[list[str]]):
    """An ordered list of distinct short labels, stored as a JSON array.

    Labels are stripped, lower-cased, and kept at their first place; the empty list is stored as such, never as NULL.
    """

    impl = JSON
    cache_ok = True

    @property
    def python_type(self) -> type[list[str]]:
        """Always `list`."""
        return list

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """JSONB on PostgreSQL, so that it can be indexed; JSON elsewhere."""
        json_type = postgresql.JSONB if dialect.name == "postgresql" else JSON
        return dialect.type_descriptor(json_type(none_as_null=True))

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        """Operands of JSON operators are what JSON says they are, not tag lists."""
        return self.impl_instance.coerce_compared_value(op, value)

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> list[str] | None:
        """The labels in their stored form; refuses a bare string, which would be read as a list of letters."""
        if value is None:
            return None
        if isinstance(value, str):
            raise TypeError(f"Tags are a list of strings, not the string {value!r}; write [{value!r}].")
        return list(dict.fromkeys(label for item in value if (label := item.strip().lower())))

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> list[str] | None:
        """The labels as they are stored. The gateway reads here that they are strings."""
        return value


class EmailAddress(TypeDecorator[str]):
    """An e-mail address, checked for its shape and stored in lower case, so that unique means unique.

    The shape is that of addresses that people have (RFC 5321 without quoted local parts and address literals). Whether
    mail arrives there only a message can tell.
    """

    impl = String(EMAIL_MAX_CHARACTERS)
    cache_ok = True

    @property
    def python_type(self) -> type[str]:
        """Always `str`."""
        return str

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The address in lower case. Raises `ValueError` for text that is no address."""
        if value is None:
            return None
        address = value.strip().lower()
        if len(address) > EMAIL_MAX_CHARACTERS or not _EMAIL.fullmatch(address):
            raise ValueError("Not an e-mail address; expected a name, an @ and a domain, as in name@example.org.")
        return address


class SealedBytes(TypeDecorator[bytes]):
    """Bytes that stay between the application and its database: never in the API, never sorted, never filtered.

    It stores what it is given; put ciphertext in.
    """

    impl = LargeBinary
    cache_ok = True
    gql_hidden = True

    @property
    def python_type(self) -> type[bytes]:
        """Always `bytes`."""
        return bytes
