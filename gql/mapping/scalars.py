"""GraphQL's leaf types: Strawberry's definitions of them, and our `Scalar`s, one for each way that a column holds the values.

`gql.mapping.sql_types` chooses among these for a SQLAlchemy type; `gql.mapping.wire` has their texts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NewType
from uuid import UUID

import strawberry
from strawberry.scalars import JSON
from strawberry.types.scalar import ScalarDefinition

from gql.mapping.key_texts import (
    as_naive_utc,
    as_utc,
    aware_key_text,
    duration_key_text,
    exact,
    local_time,
    offset_time,
    parse_aware_key,
    parse_boolean_key,
    parse_decimal_key,
    parse_duration_key,
    parse_integer,
    parse_naive_key,
    safe_text,
)
from gql.mapping.model_type import Scalar
from gql.mapping.wire import (
    as_is,
    read_base64,
    read_big_int,
    read_date,
    read_date_time,
    read_decimal,
    read_duration,
    read_time,
    read_uuid,
    write_base64,
    write_big_int,
    write_date,
    write_date_time,
    write_decimal,
    write_duration,
    write_float,
    write_int,
    write_time,
    write_uuid,
)

BigInt = NewType("BigInt", int)
"""Annotation of an integer that may exceed 32 bits; user-written fields may return it too."""

INT_RANGE = range(-(2**31), 2**31)
SMALL_INT_RANGE = range(-(2**15), 2**15)
BIG_INT_RANGE = range(-(2**63), 2**63)

# The GraphQL side


def _definition(
    name: str, url: str, write: Callable[[object], Any], read: Callable[[object], Any], description: str
) -> ScalarDefinition:
    return strawberry.scalar(
        name=name, description=description, specified_by_url=url, serialize=write, parse_value=read
    )


_RFC_3339 = "https://datatracker.ietf.org/doc/html/rfc3339#section-5.6"

SCALAR_MAP: dict[object, ScalarDefinition] = {
    datetime: _definition(
        "DateTime",
        _RFC_3339,
        write_date_time,
        read_date_time,
        "A date and time, always with an offset from UTC (RFC 3339), exact to the microsecond.",
    ),
    date: _definition("Date", _RFC_3339, write_date, read_date, "A calendar date: `YYYY-MM-DD`."),
    time: _definition("Time", _RFC_3339, write_time, read_time, "A time of day: `HH:MM:SS`, with a fraction if any."),
    timedelta: _definition(
        "Duration",
        "https://tc39.es/proposal-temporal/#prod-Duration",
        write_duration,
        read_duration,
        "A length of time in days, hours, minutes and seconds (ISO 8601): `P1DT2H30M`. Negative ones begin with `-`.",
    ),
    Decimal: _definition(
        "Decimal",
        "https://speleotrove.com/decimal/daconvs.html",
        write_decimal,
        read_decimal,
        "An exact decimal number, as a string of its digits.",
    ),
    BigInt: _definition(
        "BigInt",
        "https://tc39.es/ecma262/#sec-stringtobigint",
        write_big_int,
        read_big_int,
        "An integer of up to 64 bits, as a string of its digits.",
    ),
    UUID: _definition(
        "UUID",
        "https://datatracker.ietf.org/doc/html/rfc9562#section-4",
        write_uuid,
        read_uuid,
        "A universally unique identifier, in lower case with hyphens.",
    ),
    JSON: _definition("JSON", "https://datatracker.ietf.org/doc/html/rfc8259", as_is, as_is, "Any JSON value."),
    bytes: _definition(
        "Base64",
        "https://datatracker.ietf.org/doc/html/rfc4648#section-4",
        write_base64,
        read_base64,
        "Binary data in padded standard Base64.",
    ),
}
"""Annotation → Strawberry scalar, for `StrawberryConfig.scalar_map`; shared by all schemas of a process."""


# Our side: one Scalar per way that a column holds the values


def integer_scalar(bounds: range) -> Scalar:
    """Int, or BigInt where `bounds` exceed 32 bits; input and keys outside of `bounds` are refused."""
    big = bounds.start < INT_RANGE.start or bounds.stop > INT_RANGE.stop

    def check(value: int) -> int:
        if value not in bounds:
            raise ValueError(f"The integer must be between {bounds.start} and {bounds.stop - 1}.")
        return value

    return Scalar(
        name="BigInt" if big else "Int",
        annotation=BigInt if big else int,
        to_json=write_big_int if big else None,
        from_json=None if bounds == INT_RANGE else check,
        key_text=int.__repr__,
        parse_key=lambda text: check(parse_integer(text)),
        unchecked_to_json=None if big else write_int,
    )


INT = integer_scalar(INT_RANGE)
SMALL_INT = integer_scalar(SMALL_INT_RANGE)
BIG_INT = integer_scalar(BIG_INT_RANGE)

FLOAT = Scalar(
    name="Float",
    annotation=float,
    to_json=write_float,
    from_json=None,
    key_text=lambda value: repr(float(value)),
    parse_key=exact(float, repr),
)
BOOLEAN = Scalar(
    name="Boolean",
    annotation=bool,
    to_json=None,
    from_json=None,
    key_text=lambda value: "true" if value else "false",
    parse_key=parse_boolean_key,
    unchecked_to_json=bool,
)
STRING = Scalar(name="String", annotation=str, to_json=None, from_json=safe_text, key_text=str, parse_key=safe_text)
NAIVE_DATE_TIME = Scalar(
    name="DateTime",
    annotation=datetime,
    to_json=None,
    from_json=as_naive_utc,
    key_text=datetime.isoformat,
    parse_key=exact(parse_naive_key, datetime.isoformat),
)
AWARE_DATE_TIME = Scalar(
    name="DateTime",
    annotation=datetime,
    to_json=None,
    from_json=as_utc,
    key_text=aware_key_text,
    parse_key=exact(parse_aware_key, aware_key_text),
)
DATE = Scalar(
    name="Date",
    annotation=date,
    to_json=None,
    from_json=None,
    key_text=date.isoformat,
    parse_key=exact(date.fromisoformat, date.isoformat),
)
TIME = Scalar(
    name="Time",
    annotation=time,
    to_json=None,
    from_json=local_time,
    key_text=time.isoformat,
    parse_key=exact(lambda text: local_time(time.fromisoformat(text)), time.isoformat),
)
OFFSET_TIME = Scalar(
    name="Time",
    annotation=time,
    to_json=write_time,
    from_json=offset_time,
    key_text=time.isoformat,
    parse_key=exact(time.fromisoformat, time.isoformat),
)
DURATION = Scalar(
    name="Duration",
    annotation=timedelta,
    to_json=write_duration,
    from_json=None,
    key_text=duration_key_text,
    parse_key=exact(parse_duration_key, duration_key_text),
)
DECIMAL = Scalar(
    name="Decimal",
    annotation=Decimal,
    to_json=write_decimal,
    from_json=None,
    key_text=write_decimal,
    parse_key=exact(parse_decimal_key, write_decimal),
)
UUID_VALUE = Scalar(
    name="UUID", annotation=UUID, to_json=None, from_json=None, key_text=str, parse_key=exact(UUID, str)
)
UUID_TEXT = Scalar(
    name="UUID",
    annotation=UUID,
    to_json=None,
    from_json=str,
    key_text=str,
    parse_key=exact(lambda text: str(UUID(text)), str),
)
JSON_VALUE = Scalar(
    name="JSON", annotation=JSON, to_json=None, from_json=None, key_text=None, parse_key=None, orderable=False
)
BINARY = Scalar(
    name="Base64",
    annotation=bytes,
    to_json=write_base64,
    from_json=None,
    key_text=bytes.hex,
    parse_key=exact(bytes.fromhex, bytes.hex),
    orderable=False,
)
