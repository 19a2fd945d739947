"""What the areas of the sample data share: one clock, one source of chance for each area, and what later areas refer to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import FromClause, Table

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
"""When the sample data was made, so to speak. It does not move, so the data is the same on every day."""

START = NOW - timedelta(days=3 * 365)

Row = dict[str, Any]
Rows = Iterator[tuple[Table, list[Row]]]
"""The rows of one table after the other, in an order that foreign keys allow."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One set of sample data in the making: its size, and what has been made so far that others refer to.

    `scale` multiplies the number of rows. `user_created_at` has one entry for each user, user 1 first.
    """

    scale: float
    user_created_at: list[datetime] = field(default_factory=list)

    def random(self, area: str) -> Random:
        """The chance of one area, so that a change in one does not change the others."""
        return Random(f"gql-gateway sample data, {area}")  # noqa: S311 - sample data, and the same every time is the point

    def count(self, at_scale_1: int, *, at_least: int = 10) -> int:
        """How many rows there are of what has `at_scale_1` rows at scale 1."""
        return max(round(at_scale_1 * self.scale), at_least)

    @property
    def users(self) -> int:
        """How many users there are."""
        return self.count(2_000, at_least=50)


def table_of(model: Any) -> Table:
    """The table of a mapped class."""
    table: FromClause = model.__table__
    assert isinstance(table, Table)
    return table


def moment(rng: Random, earliest: datetime = START, latest: datetime = NOW) -> datetime:
    """A moment between the two, to the second, so that ties are possible and rare."""
    seconds = int((latest - earliest).total_seconds())
    return earliest + timedelta(seconds=rng.randrange(max(seconds, 1)))


def skewed(rng: Random, count: int) -> int:
    """A number from 1 to `count`; small ones come up more often, as with popular rows."""
    chance = rng.random()
    return 1 + int(chance * chance * count)


def maybe(rng: Random, chance: float, value: Any) -> Any:
    """`value` with this chance, else None."""
    return value if rng.random() < chance else None


def stamps(created_at: datetime, updated_at: datetime | None = None, *, is_active: bool = True) -> Row:
    """The columns that every `Model` has, apart from its key."""
    return {"created_at": created_at, "updated_at": updated_at or created_at, "is_active": is_active}


def day(instant: datetime) -> date:
    """The date of an instant in UTC."""
    return instant.astimezone(UTC).date()
