"""Exact sums on SQLite, whose integers overflow at 64 bits and whose decimals are floats.

What is summed is a whole number of units (cents, for a scale of two), in two halves that cannot overflow. The sum is a text of
fixed width, so that the database compares sums as numbers by comparing texts, and a text of a sum equals itself.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Double,
    Integer,
    Numeric,
    String,
    TypeDecorator,
    case,
    cast,
    func,
    literal_column,
    type_coerce,
)

_HALF_BITS = 32
_OFFSET = 1 << 62
"""Added to the upper half, so that it is never negative: sums of up to 2^30 rows."""
_UPPER_DIGITS, _LOWER_DIGITS = 19, 10
_MAX_DIGITS = 18
"""Decimal digits that any 64-bit integer can hold."""


class ExactSum(TypeDecorator[Decimal]):
    """A sum of units, as text; a Decimal of `scale` decimals in Python."""

    impl = String
    cache_ok = True

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """The sum that the text stands for."""
        if value is None:
            return None
        upper, lower = int(value[:_UPPER_DIGITS]) - _OFFSET, int(value[_UPPER_DIGITS:])
        return Decimal((upper << _HALF_BITS) + lower).scaleb(-self.scale)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """A text that compares to those of sums as `value` does; beyond the scale, digits follow it."""
        if value is None:
            return None
        units = Decimal(value).scaleb(self.scale)
        whole = int(units.to_integral_value("ROUND_FLOOR"))
        # Beyond what any sum can be, the comparison is the same for all of them.
        upper = min(max((whole >> _HALF_BITS) + _OFFSET, 0), 2 * _OFFSET - 1)
        text = f"{upper:0{_UPPER_DIGITS}d}{whole & ((1 << _HALF_BITS) - 1):0{_LOWER_DIGITS}d}"
        return text if units == whole else f"{text}.{units - whole}"


def units_of(value: ColumnElement[Any]) -> tuple[ColumnElement[Any], int] | None:
    """A number as a whole number of units, and its scale; None if 64 bits may not hold it."""
    if not isinstance(value.type, Numeric):
        return value, 0
    scale, precision = value.type.scale, value.type.precision
    if scale is None or (precision or _MAX_DIGITS) > _MAX_DIGITS or not 0 <= scale <= _MAX_DIGITS:
        return None
    scaled: ColumnElement[Any] = type_coerce(value, Double()) * literal_column(str(10**scale))
    return cast(func.round(scaled), Integer), scale


def exact_sum(units: ColumnElement[Any], scale: int) -> ColumnElement[Any]:
    """The sum of units; NULL over no values."""
    half = literal_column(str(_HALF_BITS), Integer)
    mask = literal_column(str((1 << _HALF_BITS) - 1), Integer)
    lower = func.sum(units.bitwise_and(mask))
    upper = func.sum(units.bitwise_rshift(half)) + lower.bitwise_rshift(half)
    offset = literal_column(str(_OFFSET), Integer)
    layout = literal_column(f"'%0{_UPPER_DIGITS}d%0{_LOWER_DIGITS}d'", String)
    text = func.printf(layout, upper + offset, lower.bitwise_and(mask))
    return type_coerce(case((func.count(units) > literal_column("0", Integer), text), else_=None), ExactSum(scale))
