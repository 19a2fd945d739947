"""From a SQLAlchemy type to the Scalar that shows it.

The choice goes from the particular to the general: the user's registry, then types with a rule of their own (enums, arrays, JSON,
integers by range, dialect types), then a `TypeDecorator` by its Python type, then the Python type of any other.
One `ScalarReader` belongs to one mirror, because enums become GraphQL types that must not be shared by two schemas.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

from gql.mapping import scalars
from gql.mapping.annotations import return_annotation, strip_optional
from gql.mapping.enums import EnumReader
from gql.mapping.key_texts import exact
from gql.mapping.model_type import Scalar


@dataclass(frozen=True, slots=True)
class ScalarReading:
    """How a SQL type shows: one `scalar`, or a list of them.

    `to_list` puts a stored collection into a fixed order where it has none of its own (sets); None for lists.
    """

    scalar: Scalar
    is_list: bool = False
    item_nullable: bool = False
    to_list: Callable[[Any], list[Any]] | None = None


class Unmappable(Exception):
    """The type has no GraphQL form; the text says why, for a message that adds place and remedy."""


_INTEGER_RANGES: tuple[tuple[type[TypeEngine[Any]], int], ...] = (
    (mysql.TINYINT, 8),
    (mysql.MEDIUMINT, 24),
    (sa.SmallInteger, 16),
    (sa.BigInteger, 64),
    (sa.Integer, 32),
)

_INTEGERS: dict[range, Scalar] = {
    scalars.INT_RANGE: scalars.INT,
    scalars.SMALL_INT_RANGE: scalars.SMALL_INT,
    scalars.BIG_INT_RANGE: scalars.BIG_INT,
}

_NUMERIC_BOOLEAN = replace(scalars.BOOLEAN, to_json=bool)


def _text_scalar(parse: Callable[[str], Any] | None = None) -> Scalar:
    """String for objects whose `str` is their text, read back by `parse`; without it, neither input nor key."""
    if parse is None:
        return replace(scalars.STRING, to_json=str, from_json=None, key_text=None, parse_key=None, orderable=False)
    return replace(scalars.STRING, to_json=str, from_json=parse, parse_key=exact(parse, str))


def _inet(text: str) -> object:
    return ipaddress.ip_interface(text) if "/" in text else ipaddress.ip_address(text)


_DIALECT_TYPES: tuple[tuple[type[TypeEngine[Any]], Scalar], ...] = (
    (mysql.YEAR, scalars.integer_scalar(range(2156))),
    (mysql.BIT, scalars.integer_scalar(range(2**64))),
    (mysql.INET4, scalars.STRING),
    (mysql.INET6, scalars.STRING),
    (postgresql.INET, _text_scalar(_inet)),
    (postgresql.CIDR, _text_scalar(ipaddress.ip_network)),
    (postgresql.MACADDR, scalars.STRING),
    (postgresql.MACADDR8, scalars.STRING),
    (postgresql.MONEY, _text_scalar()),
    (postgresql.OID, scalars.integer_scalar(range(2**32))),
    (postgresql.HSTORE, scalars.JSON_VALUE),
    (postgresql.BIT, _text_scalar()),
    (postgresql.ranges.AbstractRange, _text_scalar()),
)

_HIDDEN_TYPES: tuple[type[TypeEngine[Any]], ...] = (postgresql.TSVECTOR, postgresql.TSQUERY)

_PYTHON_TYPES: dict[type[Any], Scalar] = {
    bool: scalars.BOOLEAN,
    int: scalars.INT,
    float: scalars.FLOAT,
    str: scalars.STRING,
    bytes: scalars.BINARY,
    datetime: scalars.AWARE_DATE_TIME,
    date: scalars.DATE,
    time: scalars.TIME,
    timedelta: scalars.DURATION,
    Decimal: scalars.DECIMAL,
    UUID: scalars.UUID_VALUE,
    dict: scalars.JSON_VALUE,
    ipaddress.IPv4Address: _text_scalar(ipaddress.ip_address),
    ipaddress.IPv6Address: _text_scalar(ipaddress.ip_address),
    ipaddress.IPv4Network: _text_scalar(ipaddress.ip_network),
    ipaddress.IPv6Network: _text_scalar(ipaddress.ip_network),
    ipaddress.IPv4Interface: _text_scalar(ipaddress.ip_interface),
    ipaddress.IPv6Interface: _text_scalar(ipaddress.ip_interface),
}


def is_hidden_type(sql_type: TypeEngine[Any]) -> bool:
    """Whether values of this type never show: its class sets `gql_hidden = True` (encrypted), or it is a search vector."""
    return bool(getattr(type(sql_type), "gql_hidden", False)) or isinstance(sql_type, _HIDDEN_TYPES)


class ScalarReader:
    """Reads SQL types and Python annotations for one mirror."""

    def __init__(self, overrides: Mapping[type[Any], Scalar]) -> None:
        self._overrides = overrides
        self.enums = EnumReader()

    def read(self, sql_type: TypeEngine[Any], fallback_name: str) -> ScalarReading:
        """The reading of a column's type; `fallback_name` names an enum that has no name. Raises `Unmappable`."""
        override = self._override_of(type(sql_type))
        if override is not None:
            return ScalarReading(override)
        if isinstance(sql_type, TypeDecorator):
            return self._read_decorator(sql_type, fallback_name)
        if isinstance(sql_type, NullType):
            raise Unmappable("its type is unknown to SQLAlchemy")
        if isinstance(sql_type, sa.Enum):
            return ScalarReading(self._enum_scalar(sql_type, fallback_name))
        if isinstance(sql_type, mysql.SET):
            return self._read_set(sql_type, fallback_name)
        if isinstance(sql_type, sa.ARRAY):
            return self._read_array(sql_type, fallback_name)
        if isinstance(sql_type, postgresql.DOMAIN):
            return self.read(sql_type.data_type, fallback_name)
        scalar = _plain_scalar(sql_type)
        if scalar is not None:
            return ScalarReading(scalar)
        return self.read_python_type(sql_type.python_type, fallback_name)

    def read_python_type(self, annotation: object, fallback_name: str) -> ScalarReading:
        """The reading of a Python type: a class, `list[str]`, `set[Tag]`, a Literal is not one. Raises `Unmappable`."""
        annotation, _ = strip_optional(annotation)
        origin = get_origin(annotation) or annotation
        if not isinstance(origin, type):
            raise Unmappable(f"nothing maps the Python type {annotation!r}")
        override = self._override_of(origin)
        if override is not None:
            return ScalarReading(override)
        arguments = get_args(annotation)
        if issubclass(origin, list | tuple | set | frozenset) and arguments:
            return self._read_collection(origin, arguments, fallback_name)
        if issubclass(origin, Enum):
            return ScalarReading(self.enums.of_class(origin))
        if origin is list:
            return ScalarReading(scalars.JSON_VALUE)
        for base in origin.__mro__:
            if base in _PYTHON_TYPES:
                return ScalarReading(_PYTHON_TYPES[base])
        raise Unmappable(
            "its type says no Python type" if origin is object else f"nothing maps the Python type {origin.__name__}"
        )

    def _override_of(self, cls: type[Any]) -> Scalar | None:
        if not self._overrides:
            return None
        return next((self._overrides[base] for base in cls.__mro__ if base in self._overrides), None)

    def _enum_scalar(self, sql_type: sa.Enum, fallback_name: str) -> Scalar:
        enum_class = sql_type.enum_class
        if enum_class is not None and issubclass(enum_class, Enum):
            override = self._override_of(enum_class)
            return override or self.enums.of_class(enum_class)
        return self.enums.of_texts(tuple(sql_type.enums), sql_type.name, fallback_name)

    def _read_set(self, sql_type: mysql.SET, fallback_name: str) -> ScalarReading:
        values = tuple(sql_type.values)
        return ScalarReading(
            self.enums.of_texts(values, None, fallback_name),
            is_list=True,
            to_list=lambda stored: [value for value in values if value in stored],
        )

    def _read_array(self, sql_type: sa.ARRAY[Any], fallback_name: str) -> ScalarReading:
        item = self.read(sql_type.item_type, fallback_name)
        if item.is_list:
            raise Unmappable("its items are lists themselves")
        if (sql_type.dimensions or 1) > 1:
            if item.scalar.name not in ("Int", "String", "Boolean"):
                raise Unmappable(f"an array of several dimensions of {item.scalar.name} has no list type")
            return ScalarReading(scalars.JSON_VALUE)
        return ScalarReading(item.scalar, is_list=True, item_nullable=True)

    def _read_collection(self, origin: type[Any], arguments: Collection[Any], fallback_name: str) -> ScalarReading:
        kinds = [argument for argument in arguments if argument is not Ellipsis]
        if len({repr(kind) for kind in kinds}) != 1:
            raise Unmappable("its items have several types")
        item_type, item_nullable = strip_optional(kinds[0])
        item = self.read_python_type(item_type, fallback_name)
        if item.is_list:
            raise Unmappable("its items are lists themselves")
        to_list = None if issubclass(origin, list) else list if issubclass(origin, tuple) else _in_stable_order
        return ScalarReading(item.scalar, is_list=True, item_nullable=item_nullable, to_list=to_list)

    def _read_decorator(self, sql_type: TypeDecorator[Any], fallback_name: str) -> ScalarReading:
        if isinstance(sql_type, sa.PickleType):
            raise Unmappable("pickled values may be any Python object")
        python_type = _python_type_of(sql_type)
        impl = sql_type.impl_instance
        if python_type is None:
            return self._aware(self.read(impl, fallback_name))
        bare, _ = strip_optional(python_type)
        if bare is int and (scalar := _plain_scalar(impl)) is not None and scalar.name in ("Int", "BigInt"):
            return ScalarReading(scalar)
        if bare is list and not isinstance(impl, sa.JSON):
            raise Unmappable("its Python type says no item type; annotate it as list[str] or the like")
        return self.read_python_type(bare, fallback_name)

    @staticmethod
    def _aware(reading: ScalarReading) -> ScalarReading:
        # Who decorates DateTime does it for the time zone (SQLAlchemy's own recipe refuses naive values).
        return (
            replace(reading, scalar=scalars.AWARE_DATE_TIME) if reading.scalar is scalars.NAIVE_DATE_TIME else reading
        )


def _in_stable_order(stored: Collection[Any]) -> list[Any]:
    try:
        return sorted(stored)
    except TypeError:
        return sorted(stored, key=str)


def _plain_scalar(sql_type: TypeEngine[Any]) -> Scalar | None:
    for dialect_type, scalar in _DIALECT_TYPES:
        if isinstance(sql_type, dialect_type):
            return scalar
    if isinstance(sql_type, sa.JSON):
        return scalars.JSON_VALUE
    if isinstance(sql_type, sa.Integer):
        return _integer_scalar(sql_type)
    if isinstance(sql_type, sa.Float):
        is_mysql_default = isinstance(sql_type, mysql.DOUBLE | mysql.REAL) and sql_type.precision is None
        return scalars.DECIMAL if sql_type.asdecimal and not is_mysql_default else scalars.FLOAT
    if isinstance(sql_type, sa.DateTime):
        return scalars.AWARE_DATE_TIME if sql_type.timezone else scalars.NAIVE_DATE_TIME
    if isinstance(sql_type, sa.Time):
        return scalars.OFFSET_TIME if sql_type.timezone else scalars.TIME
    if isinstance(sql_type, sa.Uuid):
        return scalars.UUID_VALUE if sql_type.as_uuid else scalars.UUID_TEXT
    return None


def _integer_scalar(sql_type: sa.Integer) -> Scalar:
    if isinstance(sql_type, mysql.TINYINT) and sql_type.display_width == 1:
        return _NUMERIC_BOOLEAN
    bits = next(bits for integer_type, bits in _INTEGER_RANGES if isinstance(sql_type, integer_type))
    bounds = range(2**bits) if getattr(sql_type, "unsigned", False) else range(-(2 ** (bits - 1)), 2 ** (bits - 1))
    return _INTEGERS.get(bounds) or scalars.integer_scalar(bounds)


def _python_type_of(sql_type: TypeDecorator[Any]) -> object | None:
    """What a TypeDecorator says that its values are: by `python_type`, or by what `process_result_value` returns.

    SQLAlchemy forgets the argument of `TypeDecorator[…]` at run time.
    """
    stated: type[Any] | None = None
    if type(sql_type).python_type is not TypeEngine.python_type:
        stated = sql_type.python_type
        if stated not in (object, list, tuple, set, frozenset):
            return stated
    process = type(sql_type).process_result_value
    if process is not TypeDecorator.process_result_value:
        returned = return_annotation(process)
        if strip_optional(returned)[0] not in (None, Any, object):
            return returned
    return stated
