"""Aggregates in SQL, each of a type that holds it exactly and that compares equal to itself.

Integers and decimals are summed exactly on every database. Averages of integers and floats are floats, computed alike
everywhere; averages of decimals have `AVERAGE_DIGITS` decimals more than what they average.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    Double,
    Enum as SqlEnum,
    Integer,
    Numeric,
    String,
    case,
    cast,
    func,
    literal,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from gql.mapping.aggregates import Aggregate, AggregateFunction
from gql.sql.exact_sums import exact_sum, units_of

AVERAGE_DIGITS = 6
_MAX_PRECISION = 65
"""Digits of the longest DECIMAL of MariaDB and MySQL."""
_DEFAULT_SCALE = 10
"""Decimals that SQLAlchemy shows where a Numeric says nothing."""


def aggregate_expression(
    aggregate: Aggregate, value: ColumnElement[Any] | None, dialect: Dialect
) -> ColumnElement[Any]:
    """An aggregate over the values of an attribute (over rows, without one). Enums are ranked: see `enum_of_rank`."""
    if value is None or aggregate.attribute is None:
        return func.count()
    match aggregate.function:
        case AggregateFunction.SUM:
            return _sum(aggregate.attribute.scalar.name, value, dialect.name)
        case AggregateFunction.AVG:
            return _average(aggregate.attribute.scalar.name, value, dialect.name)
        case AggregateFunction.COUNT_DISTINCT:
            return func.count(value.distinct())
        case AggregateFunction.COUNT:
            return func.count(value)
    ranks = enum_ranks(value.type, dialect.name)
    ranked = value if ranks is None else rank_of_enum(value, ranks)
    return func.min(ranked) if aggregate.function is AggregateFunction.MIN else func.max(ranked)


def _sum(scalar: str, value: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    if scalar == "Float":
        return _of_doubles(func.sum, value, dialect)
    if dialect == "sqlite":
        if scalar == "Int":
            return type_coerce(func.sum(value), BigInteger())
        units = units_of(value)
        return type_coerce(func.sum(value), value.type) if units is None else exact_sum(*units)
    if scalar == "Int":
        return cast(func.sum(value), BigInteger())
    return _decimal(func.sum(value), 0 if scalar == "BigInt" else _scale(value), dialect)


def _average(scalar: str, value: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    if scalar == "Float":
        return _of_doubles(func.avg, value, dialect)
    if scalar != "Decimal":
        if dialect == "sqlite":
            return type_coerce(func.avg(value), Double())
        return cast(func.sum(value), Double()) / type_coerce(func.count(value), Double())
    scale = _scale(value) + AVERAGE_DIGITS
    if dialect == "postgresql":
        return func.round(func.avg(cast(value, Numeric())), scale, type_=Numeric())
    if dialect == "sqlite":
        units = units_of(value)
        average = func.avg(value) if units is None else func.avg(units[0]) / literal(10.0 ** units[1], Double())
        return type_coerce(average, Numeric(_MAX_PRECISION, scale))
    total = cast(func.sum(value), Numeric(_MAX_PRECISION, scale))
    return cast(total / type_coerce(func.count(value), Numeric()), Numeric(_MAX_PRECISION, scale))


def _of_doubles(function: Any, value: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    if dialect == "postgresql":
        # Its own sum of floats raises an error beyond their range, and depends on the order of the rows.
        digits = cast(cast(cast(value, Double()), String()), Numeric())
        return type_coerce(function(digits), Numeric(asdecimal=False))
    if dialect == "sqlite":
        return type_coerce(function(value), Double())
    return cast(function(value), Double())


def _decimal(total: ColumnElement[Any], scale: int, dialect: str) -> ColumnElement[Any]:
    return cast(total, Numeric() if dialect == "postgresql" else Numeric(_MAX_PRECISION, scale))


def _scale(value: ColumnElement[Any]) -> int:
    scale = value.type.scale if isinstance(value.type, Numeric) else None
    return _DEFAULT_SCALE if scale is None else scale


def enum_ranks(type_: TypeEngine[Any], dialect: str) -> dict[Any, int] | None:
    """The rank of each value of an enum in declared order, where the database would sort by its text."""
    if not isinstance(type_, SqlEnum) or (dialect == "postgresql" and type_.native_enum):
        return None
    values: Sequence[Any] = list(type_.enum_class) if type_.enum_class is not None else type_.enums
    return {value: rank for rank, value in enumerate(values)}


def rank_of_enum(value: ColumnElement[Any], ranks: dict[Any, int]) -> ColumnElement[Any]:
    """The rank of an enum's value."""
    # Untyped, a member of a Python enum would reach the driver as it is.
    whens = [(literal(member, value.type), rank) for member, rank in ranks.items()]
    return type_coerce(case(*whens, value=value, else_=None), Integer())


def enum_of_rank(rank: ColumnElement[Any], type_: TypeEngine[Any], ranks: dict[Any, int]) -> ColumnElement[Any]:
    """The value of an enum that has this rank."""
    members = {position: literal(member, type_) for member, position in ranks.items()}
    return type_coerce(case(members, value=rank, else_=None), type_)
