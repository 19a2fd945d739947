"""Ordered values as the database stores them, so that a cursor compares equal to the row that it came from.

A Python value need not lead back to the stored one: SQLite keeps decimals as floats and dates as text in more than one spelling,
MariaDB shows a FLOAT with six digits, and a `TypeDecorator` may change what it binds. Where that can be, a term is read and
bound in the plain type below, and its text in a cursor says by its first letter what Python type it is of.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Double,
    Float,
    Integer,
    Numeric,
    ScalarSelect,
    TypeDecorator,
    cast,
    type_coerce,
)
from sqlalchemy.sql.visitors import iterate
from sqlalchemy.types import NullType, TypeEngine


def has_subquery(expression: ColumnElement[Any]) -> bool:
    """Whether a subquery computes the expression, or a part of it, so that no index can hold it."""
    element: ColumnElement[Any] = getattr(expression, "__clause_element__", lambda: expression)()
    return any(isinstance(each, ScalarSelect) for each in iterate(element))


def stored_expression(expression: ColumnElement[Any], dialect: Dialect) -> ColumnElement[Any] | None:
    """The expression in the type that its values are stored in; None where its own type leads back and forth exactly."""
    type_ = expression.type.dialect_impl(dialect)
    if isinstance(type_, Integer) and has_subquery(expression):
        # PostgreSQL and MariaDB give the sum of (large) integers as a decimal; SQLAlchemy says that it is an integer.
        return type_coerce(expression, NullType())
    if dialect.name == "sqlite":
        is_exact = type_.result_processor(dialect, None) is None and type_.bind_processor(dialect) is None
        return None if is_exact else type_coerce(expression, NullType())
    if dialect.name == "mysql" and isinstance(type_, Float) and not isinstance(type_, Double):
        return cast(expression, Double())
    if isinstance(type_, TypeDecorator):
        return type_coerce(expression, _plain_type(type_, dialect))
    if dialect.name == "postgresql" and isinstance(type_, Numeric) and not isinstance(type_, Float):
        # Bound with a precision it is rounded to it, but an expression may have more digits than its type says.
        return type_coerce(expression, Numeric())
    return None


def _plain_type(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    while isinstance(type_, TypeDecorator):
        type_ = type_.load_dialect_impl(dialect)
    return type_


def write_stored(value: Any) -> str:
    """The text of a stored value."""
    for python_type, (letter, write, _) in _TEXTS.items():
        if isinstance(value, python_type):
            return letter + write(value)
    raise TypeError(f"A {type(value).__name__} cannot be part of a cursor.")


def read_stored(text: str) -> Any:
    """The value that `write_stored` wrote."""
    return _READERS[text[0]](text[1:])


def _write_duration(value: timedelta) -> str:
    return f"{value.days},{value.seconds},{value.microseconds}"


def _read_duration(text: str) -> timedelta:
    return timedelta(*map(int, text.split(",")))


# A subclass stands before its base: bool before int, datetime before date.
_TEXTS: dict[type, tuple[str, Callable[[Any], str], Callable[[str], Any]]] = {
    bool: ("b", lambda value: "1" if value else "0", lambda text: text == "1"),
    int: ("i", int.__repr__, int),
    float: ("f", float.__repr__, float),
    str: ("s", str, str),
    Decimal: ("d", str, Decimal),
    datetime: ("t", datetime.isoformat, datetime.fromisoformat),
    date: ("D", date.isoformat, date.fromisoformat),
    time: ("T", time.isoformat, time.fromisoformat),
    timedelta: ("p", _write_duration, _read_duration),
    UUID: ("u", str, UUID),
    bytes: ("x", bytes.hex, bytes.fromhex),
}
_READERS = {letter: read for letter, _, read in _TEXTS.values()}
