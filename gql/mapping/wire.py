"""The wire text of every scalar: `write_…` makes what a response holds, `read_…` takes what a client sent.

Both executors write alike because each text has one definition: what orjson writes natively is asked of orjson here too.
A value with no text, or a text with no value, is a `GraphQLError` written for the client.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

import orjson
from graphql import GraphQLError, GraphQLFloat, GraphQLInt

ORJSON_OPTIONS = orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z
"""The options under which the response encoder must run, or DateTime differs between the executors."""


_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_OFFSET_TIME = re.compile(r"\d\d:\d\d(:\d\d(\.\d{1,6})?)?([Zz]|[+-]\d\d:\d\d)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DECIMAL_INPUT = re.compile(r"[+-]?(\d{1,1000}(\.\d{0,1000})?|\.\d{1,1000})([eE][+-]?\d{1,3})?", re.ASCII)
_INTEGER_INPUT = re.compile(r"[+-]?\d{1,40}", re.ASCII)
_DURATION = re.compile(
    r"(?P<sign>[+-]?)P(?=\d|T\d)(?:(?P<weeks>\d{1,9})W)?(?:(?P<days>\d{1,9})D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d{1,12})H)?(?:(?P<minutes>\d{1,12})M)?(?:(?P<seconds>\d{1,12})(?:[.,](?P<fraction>\d{1,6}))?S)?)?",
    re.ASCII,
)
_ECHO_LIMIT = 100


def refusal(name: str, value: object, reason: str) -> GraphQLError:
    """The error for an input value that is not a `name`; long values are cut in the message."""
    shown = repr(value)
    if len(shown) > _ECHO_LIMIT:
        shown = shown[:_ECHO_LIMIT] + "…"
    return GraphQLError(f"{name} cannot represent {shown}: {reason}")


def _text_input(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise refusal(name, value, "expected a string.")
    return value


def _orjson_text(value: object) -> str:
    return orjson.dumps(value, option=ORJSON_OPTIONS)[1:-1].decode()


# DateTime


def write_date_time(value: object) -> str:
    """RFC 3339 text, exactly as the response encoder writes a `datetime`: naive is UTC, other offsets stay."""
    if isinstance(value, datetime):
        return _orjson_text(value)
    raise refusal("DateTime", value, "it is not a datetime.")


def read_date_time(value: object) -> datetime:
    """An aware `datetime` from RFC 3339 text. The offset is required, so no client's local time is taken for UTC."""
    text = _text_input("DateTime", value)
    if not _DATE_TIME.fullmatch(text):
        raise refusal("DateTime", value, 'expected RFC 3339 with an offset, such as "2024-05-01T12:30:00Z".')
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError as error:
        raise refusal("DateTime", value, f"{error}.") from error


# Date, Time, Duration


def write_date(value: object) -> str:
    """`YYYY-MM-DD`."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return _orjson_text(value)
    raise refusal("Date", value, "it is not a date.")


def read_date(value: object) -> date:
    """A `date` from `YYYY-MM-DD` and nothing else of ISO 8601."""
    text = _text_input("Date", value)
    if not _DATE.fullmatch(text):
        raise refusal("Date", value, 'expected a date such as "2024-05-01".')
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise refusal("Date", value, f"{error}.") from error


def write_time(value: object) -> str:
    """`HH:MM:SS[.ffffff]`, with the offset if the value has one."""
    if not isinstance(value, time):
        raise refusal("Time", value, "it is not a time.")
    return value.isoformat() if value.tzinfo is not None else _orjson_text(value)


def read_time(value: object) -> time:
    """A `time`, aware only if the text has an offset; whether the column takes one is `Scalar.from_json`'s to say."""
    text = _text_input("Time", value)
    if not _OFFSET_TIME.fullmatch(text):
        raise refusal("Time", value, 'expected a time such as "12:30:00".')
    try:
        return time.fromisoformat(text.upper())
    except ValueError as error:
        raise refusal("Time", value, f"{error}.") from error


def write_duration(value: object) -> str:
    """ISO 8601 days and time, exact to the microsecond; a negative duration has its sign in front (`-PT1H`)."""
    if not isinstance(value, timedelta):
        raise refusal("Duration", value, "it is not a timedelta.")
    sign = "-" if value < timedelta() else ""
    size = abs(value)
    hours, rest = divmod(size.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{size.microseconds:06d}".rstrip("0") if size.microseconds else ""
    clock = "".join(
        f"{amount}{unit}"
        for amount, unit in ((hours, "H"), (minutes, "M"), (f"{seconds}{fraction}" if seconds or fraction else 0, "S"))
        if amount
    )
    days = f"{size.days}D" if size.days else ""
    if not (days or clock):
        return "PT0S"
    return f"{sign}P{days}{'T' + clock if clock else ''}"


def read_duration(value: object) -> timedelta:
    """A `timedelta`. Years and months are refused: their length depends on the date."""
    match = _DURATION.fullmatch(_text_input("Duration", value))
    if match is None:
        raise refusal("Duration", value, 'expected weeks, days, hours, minutes and seconds such as "P1DT2H30M".')
    amounts = {unit: int(match[unit] or 0) for unit in ("weeks", "days", "hours", "minutes", "seconds")}
    microseconds = int((match["fraction"] or "").ljust(6, "0"))
    try:
        size = timedelta(**amounts, microseconds=microseconds)
    except OverflowError as error:
        raise refusal("Duration", value, "it is too long.") from error
    return -size if match["sign"] == "-" else size


# Numbers


def write_int(value: object) -> Any:  # graphql-core declares its own serializers this way
    """A 32-bit integer as GraphQL's Int writes it; raises `GraphQLError` beyond."""
    if type(value) is int and -2147483648 <= value <= 2147483647:
        return value
    return GraphQLInt.coerce_output_value(value)


def write_float(value: object) -> Any:  # as above
    """A finite float as GraphQL's Float writes it; raises `GraphQLError` for NaN and infinities."""
    if type(value) is float and math.isfinite(value):
        return value
    return GraphQLFloat.coerce_output_value(value)


def write_big_int(value: object) -> str:
    """The digits, as a string: JavaScript numbers lose them beyond 2^53."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__repr__(value)
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return str(int(value))  # a sum of large integers is a decimal to databases
    raise refusal("BigInt", value, "it is not an integer.")


def read_big_int(value: object) -> int:
    """An integer from a string of digits or a JSON integer, not yet checked against any column's range."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _INTEGER_INPUT.fullmatch(value):
        return int(value)
    raise refusal("BigInt", value, 'expected an integer, as a string such as "9007199254740993".')


def write_decimal(value: object) -> str:
    """The exact digits as stored, trailing zeros included, never an exponent."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__repr__(value)
    if isinstance(value, float):  # a database that keeps no decimals (SQLite) may answer so for an expression
        return format(Decimal(repr(value)), "f")
    raise refusal("Decimal", value, "it is not a decimal number.")


def read_decimal(value: object) -> Decimal:
    """A finite `Decimal` from a string or a JSON number. A JSON number is read by its shortest text."""
    text = repr(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _DECIMAL_INPUT.fullmatch(text):
        raise refusal("Decimal", value, 'expected a decimal number, as a string such as "19.90".')
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise refusal("Decimal", value, "it is out of range.") from error


# UUID, JSON, Base64


def write_uuid(value: object) -> str:
    """Lower case with hyphens."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str):
        return value
    raise refusal("UUID", value, "it is not a UUID.")


def read_uuid(value: object) -> UUID:
    """A `UUID` from its 36-character or 32-digit form."""
    text = _text_input("UUID", value)
    if len(text) not in (32, 36):
        raise refusal("UUID", value, 'expected such as "3f2b8a9e-5c1d-4e6f-9a7b-0c8d1e2f3a4b".')
    try:
        return UUID(text)
    except ValueError as error:
        raise refusal("UUID", value, f"{error}.") from error


def as_is(value: object) -> Any:  # JSON is any value
    """Any JSON value, unchanged both ways."""
    return value


def write_base64(value: object) -> str:
    """Standard alphabet, padded."""
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(value).decode()
    raise refusal("Base64", value, "it is not binary.")


def read_base64(value: object) -> bytes:
    """The bytes of padded standard Base64; any other character is refused."""
    try:
        return base64.b64decode(_text_input("Base64", value), validate=True)
    except (binascii.Error, ValueError) as error:
        raise refusal("Base64", value, "expected padded standard Base64.") from error
