"""The offset of a named time zone as an expression, for databases that know no zones or may not have been taught them.

The offsets come from Python's `zoneinfo`, so every database agrees. Between `_FIRST_YEAR` and `_LAST_YEAR` they are exact;
outside they are those at the ends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Integer, case, literal_column

_FIRST_YEAR, _LAST_YEAR = 1970, 2050
_STEP = timedelta(days=7)
"""No zone changes its offset twice within a week, but for a few that took it back."""


@lru_cache(maxsize=64)
def offsets(zone: str) -> tuple[tuple[datetime, int], ...]:
    """The offsets of a zone in seconds, each with the UTC time from which it holds; the first holds before that too."""
    info = ZoneInfo(zone)

    def offset(at: datetime) -> int:
        return round((at.astimezone(info).utcoffset() or timedelta()).total_seconds())

    at, end = datetime(_FIRST_YEAR, 1, 1, tzinfo=UTC), datetime(_LAST_YEAR, 1, 1, tzinfo=UTC)
    found = [(at, offset(at))]
    while at < end:
        following = at + _STEP
        if offset(following) != found[-1][1]:
            low, high = at, following
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
                low, high = (middle, high) if offset(middle) == found[-1][1] else (low, middle)
            found.append((high, offset(high)))
        at = following
    return tuple(found)


def offset_expression(zone: str, is_before: Callable[[datetime], ColumnElement[bool]]) -> ColumnElement[Any]:
    """The offset in seconds at a time, of which `is_before` says whether it lies before a UTC time."""

    def choose(found: tuple[tuple[datetime, int], ...]) -> ColumnElement[Any]:
        if len(found) == 1:
            return literal_column(str(found[0][1]), Integer)
        middle = len(found) // 2
        return case((is_before(found[middle][0]), choose(found[:middle])), else_=choose(found[middle:]))

    return choose(offsets(zone))
