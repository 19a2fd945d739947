"""The text of values inside ids and cursors: exact, and with one spelling only.

`parse_…` raises `ValueError` for whatever the matching text function would not have written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")

_DECIMAL = re.compile(r"-?\d{1,1000}(\.\d{1,1000})?", re.ASCII)
_MAX_INTEGER_CHARS = 41
_UNSAFE_TEXT = re.compile("[\x00\ud800-\udfff]")


def as_utc(value: datetime) -> datetime:
    """The same instant in UTC."""
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("DateTime is out of range in UTC.") from error


def as_naive_utc(value: datetime) -> datetime:
    """The same instant in UTC without saying so: what a column without a time zone stores."""
    return as_utc(value).replace(tzinfo=None)


def aware_key_text(value: datetime) -> str:
    """The instant in UTC, ending in `Z`, whichever offset the driver gave it."""
    aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def parse_aware_key(text: str) -> datetime:
    """An instant from the text of `aware_key_text`."""
    if not text.endswith("Z"):
        raise ValueError("a date and time in UTC ends in Z")
    return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)


def parse_naive_key(text: str) -> datetime:
    """A naive datetime; a text with an offset is refused, because drivers refuse it."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is not None:
        raise ValueError("this column holds no offset")
    return value


def local_time(value: time) -> time:
    """`value`, refused if it has an offset."""
    if value.tzinfo is not None:
        raise ValueError("Time of this field has no offset.")
    return value


def offset_time(value: time) -> time:
    """`value`, in UTC if it has no offset."""
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


def duration_key_text(value: timedelta) -> str:
    """Whole microseconds."""
    return str(value // timedelta(microseconds=1))


def parse_duration_key(text: str) -> timedelta:
    """A duration from its microseconds."""
    try:
        return timedelta(microseconds=parse_integer(text))
    except OverflowError as error:
        raise ValueError("the duration is too long") from error


def parse_integer(text: str) -> int:
    """An integer of up to 40 digits without leading zeros or a plus sign."""
    if len(text) > _MAX_INTEGER_CHARS:
        raise ValueError("too many digits")
    value = int(text)
    if int.__repr__(value) != text:
        raise ValueError("not in its canonical form")
    return value


def parse_decimal_key(text: str) -> Decimal:
    """A decimal number without an exponent."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError("not a decimal number")
    return Decimal(text)


def safe_text(text: str) -> str:
    """`text` itself; raises `ValueError` for NUL and lone surrogates, which no database stores."""
    if _UNSAFE_TEXT.search(text):
        raise ValueError("Text must not contain NUL or lone surrogates.")
    return text


def exact(parse: Callable[[str], T], write: Callable[[T], str]) -> Callable[[str], T]:
    """`parse`, refusing (`ValueError`) every text that `write` would not have written for the value found."""

    def parse_exactly(text: str) -> T:
        value = parse(text)
        if write(value) != text:
            raise ValueError("not in its canonical form")
        return value

    return parse_exactly


def parse_boolean_key(text: str) -> bool:
    """`true` or `false`."""
    if text not in ("true", "false"):
        raise ValueError("not a boolean")
    return text == "true"
