"""The start of the stretch of time that a date or a time falls into, in a time zone.

Stretches of a day or more are grouped by the local date on which they begin, and become the instant when that date begins in
Python, alike on every database. An hour is an instant at once: where clocks are turned back, two hours have one local name.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Integer,
    String,
    TypeDecorator,
    cast,
    func,
    literal,
    literal_column,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from gql.mapping.groups import Bucket
from gql.sql.time_zones import offset_expression


class BucketStart(TypeDecorator[datetime]):
    """A local date; in Python the instant when it begins in `zone`."""

    impl = Date
    cache_ok = True

    def __init__(self, zone: str) -> None:
        super().__init__()
        self.zone = zone

    def process_result_value(self, value: date | None, dialect: Dialect) -> datetime | None:
        """The instant."""
        if value is None:
            return None
        return datetime.combine(value, time(), ZoneInfo(self.zone)).astimezone(UTC)


def bucket_expression(value: ColumnElement[Any], bucket: Bucket, zone: str, dialect: Dialect) -> ColumnElement[Any]:
    """The start of the `bucket` that a date, or a time in UTC, falls into."""
    is_date = not _is_time(value.type, dialect)
    type_: TypeEngine[Any] = Date() if is_date else DateTime() if bucket is Bucket.HOUR else BucketStart(zone)
    match dialect.name:
        case "postgresql":
            return type_coerce(_on_postgresql(value, bucket, zone, dialect, is_date=is_date), type_)
        case "sqlite":
            return type_coerce(_on_sqlite(value, bucket, zone, is_date=is_date), type_)
    return type_coerce(_on_mysql(value, bucket, zone, is_date=is_date), type_)


def _is_time(type_: TypeEngine[Any], dialect: Dialect) -> bool:
    return isinstance(_plain(type_, dialect), DateTime)


def _plain(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    type_ = type_.dialect_impl(dialect)
    while isinstance(type_, TypeDecorator):
        type_ = type_.load_dialect_impl(dialect)
    return type_


def _on_postgresql(
    value: ColumnElement[Any], bucket: Bucket, zone: str, dialect: Dialect, *, is_date: bool
) -> ColumnElement[Any]:
    unit = _text(bucket.value.lower())
    if is_date:
        return cast(func.date_trunc(unit, cast(value, DateTime())), Date())
    has_zone = getattr(_plain(value.type, dialect), "timezone", False)
    instant = value if has_zone else func.timezone(_text("UTC"), value)
    if bucket is Bucket.HOUR:
        return func.timezone(_text("UTC"), func.date_trunc(unit, instant, _text(zone)))
    return cast(func.date_trunc(unit, func.timezone(_text(zone), instant)), Date())


def _on_sqlite(value: ColumnElement[Any], bucket: Bucket, zone: str, *, is_date: bool) -> ColumnElement[Any]:
    if is_date:
        local: tuple[Any, ...] = (value,)
    else:
        # SQLite rounds fractions of a second, and SQLAlchemy reads no more of the text than this.
        whole = func.substr(value, _number(1), _number(19))
        seconds = cast(func.strftime(_text("%s"), whole), Integer)
        offset = offset_expression(zone, lambda at: seconds < _number(int(at.timestamp())))
        if bucket is Bucket.HOUR:
            # The remainder has the sign of the number, which is negative before 1970.
            beyond = ((seconds + offset) % _number(3600) + _number(3600)) % _number(3600)
            return func.strftime(_text("%Y-%m-%d %H:%M:%S"), seconds - beyond, _text("unixepoch"))
        local = (seconds + offset, _text("unixepoch"))
    match bucket:
        case Bucket.YEAR:
            return func.strftime(_text("%Y-01-01"), *local)
        case Bucket.QUARTER:
            month = cast(func.strftime(_text("%m"), *local), Integer)
            first_month = month - (month - _number(1)) % _number(3)
            return func.strftime(_text("%Y-"), *local) + func.printf(_text("%02d-01"), first_month, type_=String)
        case Bucket.MONTH:
            return func.strftime(_text("%Y-%m-01"), *local)
        case Bucket.WEEK:
            return func.date(*local, _text("-6 days"), _text("weekday 1"))
    return func.date(*local)


def _on_mysql(value: ColumnElement[Any], bucket: Bucket, zone: str, *, is_date: bool) -> ColumnElement[Any]:
    offset: ColumnElement[Any] = _number(0)
    if not is_date:
        offset = offset_expression(zone, lambda at: type_coerce(value, DateTime()) < literal(_naive(at), DateTime()))
    local = value if is_date else _add("SECOND", offset, value)
    match bucket:
        case Bucket.YEAR:
            return func.makedate(func.year(local), 1)
        case Bucket.QUARTER:
            return func.date(_add("QUARTER", func.quarter(local) - _number(1), func.makedate(func.year(local), 1)))
        case Bucket.MONTH:
            return func.date(_add("DAY", _number(1) - func.dayofmonth(local), local))
        case Bucket.WEEK:
            return func.date(_add("DAY", _number(0) - func.weekday(local), local))
        case Bucket.HOUR:
            hour = func.date_format(local, _text("%Y-%m-%d %H:00:00"))
            return cast(_add("SECOND", _number(0) - offset, hour), DateTime())
    return func.date(local)


def _add(unit: str, amount: ColumnElement[Any], value: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.timestampadd(literal_column(unit), amount, value)


def _naive(at: datetime) -> datetime:
    return at.replace(tzinfo=None)


def _text(value: str) -> ColumnElement[str]:
    return literal(value, String())


def _number(value: int) -> ColumnElement[Any]:
    return literal_column(str(value), Integer)
