"""What a column of a reflected table holds, in types that the gateway can serve.

Most types of the dialects are served as they are; the few that would mislead are replaced, and unknown ones left out.
SQLite declares types but does not enforce them, so there a sample of the stored values has the last word: a value is
bound in the form in which it is stored, because SQLite compares dates as text and a cursor must equal the row that it
came from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Double,
    Float,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Text,
    Time,
    cast,
)
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

INT32_LIMIT = 2**31

AnyType = TypeEngine[Any]


class CastText(TypeDecorator[str]):
    """Text that the driver would give as something else, unless the database casts it."""

    impl = Text
    cache_ok = True

    def column_expression(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        """The cast that a SELECT reads."""
        return cast(column, Text)

    @property
    def python_type(self) -> type[str]:
        """Always `str`."""
        return str


class StoredDecimal(TypeDecorator[Decimal]):
    """A decimal that SQLite stores as a float: read with the declared scale, bound as the stored float."""

    impl = Float
    cache_ok = True

    def __init__(self, precision: int | None = None, scale: int | None = None) -> None:
        super().__init__()
        self.precision = precision
        self.scale = scale

    @property
    def python_type(self) -> type[Decimal]:
        """Always `Decimal`."""
        return Decimal

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> float | None:
        """The float that SQLite would have stored."""
        return None if value is None else float(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """The number with the column's scale; without one, the shortest decimal of the float."""
        if value is None:
            return None
        number = Decimal(str(value))
        return number if self.scale is None else round(number, self.scale)


class Bit(TypeDecorator[bool]):
    """A MySQL `BIT(1)`, by convention a boolean."""

    impl = mysql.BIT
    cache_ok = True

    @property
    def python_type(self) -> type[bool]:
        """Always `bool`."""
        return bool

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """0 or 1."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bool | None:
        """Whether the bit is set."""
        return None if value is None else bool(value)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a column is served: its type (None: it is not), and what to tell the operator about the choice."""

    type: AnyType | None
    note: str | None = None


def served_type(declared: AnyType, *, is_json: bool = False) -> Reading:
    """The type to serve a column of the `declared` type by, on a database that enforces its types.

    `is_json` says that a CHECK constraint holds the text to be JSON, which is how MariaDB spells a JSON column.
    """
    if is_json:
        return Reading(JSON())
    match declared:
        case NullType():
            return Reading(None, "SQLAlchemy does not know its type")
        case postgresql.DOMAIN():
            return served_type(declared.data_type)
        case ARRAY() if served_type(declared.item_type).type is None:
            return Reading(None, "SQLAlchemy does not know the type of its items")
        case String() if type(declared) is String:
            # PostgreSQL's internal `"char"` and `name`; asyncpg gives the former as bytes.
            return Reading(CastText())
        case mysql.BIT() if declared.length in {None, 1}:
            return Reading(Bit())
        case Float() if declared.asdecimal:
            # MySQL's own float types yield Decimal by default, which would promise digits that are not there.
            return Reading(Double())
        case _:
            return Reading(declared)


DATE_PATTERN = r"\d{4}-\d\d-\d\d"
DATE_FORMAT = "%(year)04d-%(month)02d-%(day)02d"
TIME_FORMAT = "%(hour)02d:%(minute)02d:%(second)02d"
DATETIMES = {
    DATE_PATTERN: DATE_FORMAT,
    DATE_PATTERN + r" \d\d:\d\d": DATE_FORMAT + " %(hour)02d:%(minute)02d",
    DATE_PATTERN + r" \d\d:\d\d:\d\d": DATE_FORMAT + " " + TIME_FORMAT,
    DATE_PATTERN + r" \d\d:\d\d:\d\d\.\d{6}": DATE_FORMAT + " " + TIME_FORMAT + ".%(microsecond)06d",
    DATE_PATTERN + r"T\d\d:\d\d:\d\d": DATE_FORMAT + "T" + TIME_FORMAT,
    DATE_PATTERN + r"T\d\d:\d\d:\d\d\.\d{6}": DATE_FORMAT + "T" + TIME_FORMAT + ".%(microsecond)06d",
}
TIMES = {
    r"\d\d:\d\d": "%(hour)02d:%(minute)02d",
    r"\d\d:\d\d:\d\d": TIME_FORMAT,
    r"\d\d:\d\d:\d\d\.\d{6}": TIME_FORMAT + ".%(microsecond)06d",
}


def sqlite_type(declared: AnyType, values: Sequence[object]) -> Reading:
    """The type to serve a SQLite column by: what is declared, as far as the sampled `values` (NULLs left out) agree."""
    kinds = {type(value) for value in values}
    match declared:
        case NullType():
            return _undeclared(kinds, values)
        case Boolean() if kinds <= {int} and {0, 1}.issuperset(values):
            return Reading(declared)
        case Float() if kinds <= {int, float}:
            return Reading(declared)
        case Numeric() if not isinstance(declared, Float):
            return Reading(StoredDecimal(declared.precision, declared.scale))
        case Integer() if kinds <= {int}:
            return _integer(declared, values)
        case DateTime() | Date() | Time():
            return _moment(declared, kinds, values)
        case Boolean() | Float() | Integer():
            reading = _undeclared(kinds, values)
            return Reading(reading.type, f"it is declared {_name(declared)}; {reading.note}")
        case _:
            return served_type(declared)


def _undeclared(kinds: set[type], values: Sequence[object]) -> Reading:
    if not kinds:
        return Reading(None, "it has no declared type and no stored value to tell one from")
    if kinds <= {int}:
        return Reading(_integer(Integer(), values).type, "its stored values are integers")
    if kinds <= {int, float}:
        return Reading(Double(), "its stored values are numbers")
    if kinds <= {bytes}:
        return Reading(LargeBinary(), "its stored values are binary")
    if kinds <= {str}:
        return Reading(Text(), "its stored values are text")
    return Reading(
        None, f"its stored values are of several kinds ({', '.join(sorted(kind.__name__ for kind in kinds))})"
    )


def _integer(declared: AnyType, values: Sequence[object]) -> Reading:
    if any(isinstance(value, int) and not -INT32_LIMIT <= value < INT32_LIMIT for value in values):
        return Reading(BigInteger(), "some stored values exceed 32 bits, so it is a BigInt")
    return Reading(declared)


def _moment(declared: AnyType, kinds: set[type], values: Sequence[object]) -> Reading:
    if not kinds:
        return Reading(declared)
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) == len(values):
        storage_format = _storage_format(TIMES if isinstance(declared, Time) else DATETIMES, texts)
        if storage_format is not None:
            return Reading(_moment_type(declared, storage_format))
        return Reading(
            Text(), f"not all of its texts have one format that sorts as {_name(declared)}, so it is a String"
        )
    if kinds <= {int, float}:
        return Reading(_undeclared(kinds, values).type, f"it is declared {_name(declared)} but holds plain numbers")
    return Reading(None, f"it is declared {_name(declared)} but holds values of several kinds")


def _moment_type(declared: AnyType, storage_format: str) -> AnyType:
    if isinstance(declared, Time):
        return sqlite.TIME(storage_format=storage_format)  # type: ignore[no-untyped-call]  # SQLAlchemy has no types here
    if isinstance(declared, Date) and storage_format == DATE_FORMAT:
        return sqlite.DATE(storage_format=storage_format)  # type: ignore[no-untyped-call]  # SQLAlchemy has no types here
    return sqlite.DATETIME(storage_format=storage_format)  # type: ignore[no-untyped-call]  # SQLAlchemy has no types here


def _storage_format(formats: dict[str, str], texts: Sequence[str]) -> str | None:
    return next(
        (form for pattern, form in formats.items() if all(re.fullmatch(pattern, text, re.ASCII) for text in texts)),
        None,
    )


def _name(declared: AnyType) -> str:
    return type(declared).__name__.upper()
