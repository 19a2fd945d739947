"""Models whose lists are hard to page, their rows, and the order that a list must have, computed without any SQL of the gateway.

Items lie on shelves (one-to-many), bear marks (many-to-many by a plain table), and are placed in rooms (an association object;
an item may be placed in one room more than once). Nearly all values are shared with other items or missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cmp_to_key
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Enum as SqlEnum,
    Float,
    ForeignKey,
    Integer,
    Interval,
    Numeric,
    String,
    Table,
    TypeDecorator,
    Uuid,
    insert,
    select,
    text,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class ListBase(DeclarativeBase):
    """Base of these models."""


class Grade(Enum):
    """Declared in an order that is not that of the alphabet."""

    POOR = "poor"
    FAIR = "fair"
    BEST = "best"


class Shouted(TypeDecorator[str]):
    """Text that is bound in capitals: what is stored otherwise would not be found again by its Python value."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else value.upper()


item_marks = Table(
    "item_marks",
    ListBase.metadata,
    Column("item_id", ForeignKey("items.id"), primary_key=True),
    Column("mark_id", ForeignKey("marks.id"), primary_key=True),
    Column("weight", Integer),
)


class Shelf(ListBase):
    __tablename__ = "shelves"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(String(20))
    height: Mapped[int | None]

    items: Mapped[list[Item]] = relationship(back_populates="shelf")
    parts: Mapped[list[Part]] = relationship(back_populates="shelf")


class Item(ListBase):
    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int | None] = mapped_column(ForeignKey("shelves.id"))
    number: Mapped[int]
    rank: Mapped[int | None]
    title: Mapped[str] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(String(20))
    code: Mapped[str | None] = mapped_column(Shouted)
    price: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    count: Mapped[int]
    ratio: Mapped[float | None] = mapped_column(Float)
    at: Mapped[datetime | None] = mapped_column(DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb"))
    day: Mapped[date | None]
    clock: Mapped[time | None]
    span: Mapped[timedelta | None] = mapped_column(Interval)
    grade: Mapped[Grade | None] = mapped_column(SqlEnum(Grade))
    kind: Mapped[str] = mapped_column(SqlEnum("zebra", "ape", "lion", name="kind"))
    is_open: Mapped[bool | None]
    token: Mapped[UUID | None] = mapped_column(Uuid)

    shelf: Mapped[Shelf | None] = relationship(back_populates="items")
    marks: Mapped[list[Mark]] = relationship(secondary=item_marks, back_populates="items")
    placings: Mapped[list[Placing]] = relationship(back_populates="item")
    parts: Mapped[list[Part]] = relationship(back_populates="item")

    @hybrid_property
    def total(self) -> Decimal | None:
        """A product of decimals: on SQLite a float with a long tail."""
        return None if self.price is None else self.price * self.count


class Part(ListBase):
    """What is aggregated: values of every kind that has a sum, an average or an order."""

    __tablename__ = "parts"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    shelf_id: Mapped[int | None] = mapped_column(ForeignKey("shelves.id"))
    amount: Mapped[int | None]
    large: Mapped[int | None] = mapped_column(BigInteger)
    cost: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    ratio: Mapped[float | None] = mapped_column(Float)
    label: Mapped[str | None] = mapped_column(String(20))
    made_at: Mapped[datetime | None] = mapped_column(DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb"))
    day: Mapped[date | None]
    clock: Mapped[time | None]
    span: Mapped[timedelta | None] = mapped_column(Interval)
    grade: Mapped[Grade | None] = mapped_column(SqlEnum(Grade))

    item: Mapped[Item | None] = relationship(back_populates="parts")
    shelf: Mapped[Shelf | None] = relationship(back_populates="parts")

    @hybrid_property
    def double_cost(self) -> Decimal | None:
        """An expression over a decimal."""
        return None if self.cost is None else self.cost * 2


class Mark(ListBase):
    __tablename__ = "marks"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(20))

    items: Mapped[list[Item]] = relationship(secondary=item_marks, back_populates="marks")


class Room(ListBase):
    __tablename__ = "rooms"

    id: Mapped[int] = mapped_column(primary_key=True)

    placings: Mapped[list[Placing]] = relationship(back_populates="room")
    items: AssociationProxy[list[Item]] = association_proxy("placings", "item")


class Placing(ListBase):
    """The association object."""

    __tablename__ = "placings"

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    spot: Mapped[int]

    room: Mapped[Room] = relationship(back_populates="placings")
    item: Mapped[Item] = relationship(back_populates="placings")


ITEMS = 26
PARTS = 40
TEXTS = ("", " ", "a", "A", "b", "B", "é", "e", "ß", "Zz", "zz", "日本", "🦁", "a b", "a-b")


def _rows() -> dict[str, list[dict[str, Any]]]:
    chance = Random("lists")

    def some(*values: Any) -> Any:
        return chance.choice((None, *values))

    start = datetime(2024, 1, 1, 12)  # noqa: DTZ001 - the column holds no offset
    items = [
        {
            "id": number,
            "shelf_id": some(1, 2, 2),
            "number": number % 3,
            "rank": some(1, 2, 3),
            "title": chance.choice(TEXTS),
            "note": some("x", "X", "y", "ÿ"),
            "code": some("a", "b", "C"),
            "price": some(Decimal("0.10"), Decimal("0.30"), Decimal("19.99"), Decimal(-5)),
            "count": chance.choice((1, 3, 7)),
            "ratio": some(1 / 3, 0.1, -2.5, 1e10),
            "at": some(start, start + timedelta(microseconds=1), start + timedelta(days=1)),
            "day": some(date(2024, 2, 29), date(1999, 12, 31)),
            "clock": some(time(1, 2, 3), time(23, 59)),
            "span": some(timedelta(seconds=90), timedelta(days=2)),
            "grade": some(*Grade),
            "kind": chance.choice(("zebra", "ape", "lion")),
            "is_open": some(True, False),
            "token": some(UUID(int=1), UUID(int=2**127)),
        }
        for number in range(1, ITEMS + 1)
    ]
    parts = [
        {
            "id": number,
            "item_id": some(*range(1, ITEMS + 1, 2)),
            "shelf_id": some(1, 2),
            "amount": some(1, 2, 3, 2**31 - 1),
            "large": some(1, 7, 2**62, -(2**62), 2**63 - 1),
            "cost": some(Decimal("0.10"), Decimal("0.20"), Decimal("0.30"), Decimal("-19.99"), Decimal("99999999.99")),
            "ratio": some(1 / 3, 0.1, -2.5, 1e10),
            "label": some("x", "X", "y", "ÿ"),
            "made_at": some(start, start + timedelta(microseconds=1), start + timedelta(days=1)),
            "day": some(date(2024, 2, 29), date(1999, 12, 31)),
            "clock": some(time(1, 2, 3), time(23, 59)),
            "span": some(timedelta(seconds=90), timedelta(days=2)),
            "grade": some(*Grade),
        }
        for number in range(1, PARTS + 1)
    ]
    return {
        "shelves": [
            {"id": 1, "name": "low", "height": None},
            {"id": 2, "name": None, "height": 2},
            {"id": 3, "name": "empty", "height": 2},
        ],
        "items": items,
        "marks": [{"id": 1, "text": "red"}, {"id": 2, "text": "none"}],
        "item_marks": [
            {"item_id": item["id"], "mark_id": 1, "weight": item["id"]} for item in items if chance.random() < 0.6
        ],
        "parts": parts,
        "rooms": [{"id": 1}],
        "placings": [
            {"id": number, "room_id": 1, "item_id": chance.randrange(1, ITEMS // 2), "spot": number}
            for number in range(1, 18)
        ],
    }


ROWS = _rows()


async def load_lists(connection: AsyncConnection) -> None:
    """Create the tables in an empty database and fill them."""
    await connection.run_sync(ListBase.metadata.create_all)
    for table, rows in ROWS.items():
        await connection.execute(insert(ListBase.metadata.tables[table]), rows)


# The order


@dataclass(frozen=True, slots=True)
class By:
    """One term, in one of the six directions: a column of the item, or of its shelf.

    With a `function`, it is that aggregate of a column of the parts of the item, or of its shelf; `count` has no column.
    """

    name: str
    direction: str
    of_shelf: bool = False
    function: str | None = None

    @property
    def is_descending(self) -> bool:
        """Whether the direction starts with the greatest value."""
        return self.direction.startswith("DESC")

    @property
    def has_nulls_first(self) -> bool:
        """Where nulls stand; unspecified, null counts as the greatest value."""
        if "NULLS" in self.direction:
            return self.direction.endswith("FIRST")
        return self.is_descending

    @property
    def input(self) -> dict[str, Any]:
        """The term as a value of `ItemOrderBy`."""
        head, *tail = self.name.split("_")
        name = head + "".join(word.title() for word in tail)
        term: dict[str, Any] = {name: self.direction}
        if self.function == "count":
            term = {"parts": {"count": self.direction}}
        elif self.function is not None:
            term = {"parts": {self.function: term}}
        return {"shelf": term} if self.of_shelf else term


# One row of a list: the item, and the key of its association row where the list has one.
Entry = tuple[int, int]


@dataclass(slots=True)
class Expected:
    """The rows as Python sees them. Texts are replaced by their rank in the database's own collation."""

    items: Mapping[int, Mapping[str, Any]]
    shelves: Mapping[int, Mapping[str, Any]]
    parts: Mapping[int, Mapping[str, Any]]
    lists: dict[str, list[Entry]]

    def value(self, entry: Entry, by: By) -> Any:
        """The value of one term; None for null."""
        item = self.items[entry[0]]
        if by.function is not None:
            return self._aggregate(by, item)
        if not by.of_shelf:
            return item[by.name]
        return None if item["shelf_id"] is None else self.shelves[item["shelf_id"]][by.name]

    def _aggregate(self, by: By, item: Mapping[str, Any]) -> Any:
        owner, key = ("shelf_id", item["shelf_id"]) if by.of_shelf else ("item_id", item["id"])
        parts = [part for part in self.parts.values() if key is not None and part[owner] == key]
        if by.function == "count":
            return len(parts)
        values = [part[by.name] for part in parts if part[by.name] is not None]
        if not values:
            return None
        match by.function:
            case "sum":
                return sum(values)
            case "avg":
                # Averages of integers are floats.
                return float(sum(values)) / len(values) if by.name == "amount" else Fraction(sum(values)) / len(values)
            case "min":
                return min(values)
        return max(values)

    def compare(self, terms: Sequence[By], left: Entry, right: Entry) -> int:
        """Negative if `left` comes first. Equal entries only compare as equal to themselves."""
        for by in terms:
            a, b = self.value(left, by), self.value(right, by)
            if a == b:
                continue
            if a is None or b is None:
                return -1 if (a is None) is by.has_nulls_first else 1
            return -1 if (a < b) is not by.is_descending else 1
        # The keys follow, in the direction of the last term.
        is_descending = bool(terms) and terms[-1].is_descending
        return 0 if left == right else -1 if (left < right) is not is_descending else 1

    def ordered(self, name: str, terms: Sequence[By]) -> list[Entry]:
        """A list in the order of `terms`."""

        def compare(left: Entry, right: Entry) -> int:
            return self.compare(terms, left, right)

        return sorted(self.lists[name], key=cmp_to_key(compare))


LISTS = ("items", "shelf", "mark", "room")
"""The whole table, and the items of one shelf, mark and room."""

NAMES = (
    "number", "rank", "title", "note", "code", "price", "total", "ratio", "at", "day", "clock", "span", "grade", "kind",
    "is_open", "token", "id", "shelf_id",
)  # fmt: skip
SHELF_NAMES = ("name", "height", "id")
NUMBERS = ("amount", "large", "cost", "double_cost")
"""What is summed; sums of floats depend on the order of their rows."""
VALUES = (*NUMBERS, "ratio", "label", "made_at", "day", "clock", "span", "grade")
AGGREGATES = (
    ("count", "id"),
    *(("sum", name) for name in NUMBERS),
    *(("avg", name) for name in NUMBERS if name != "large"),
    *((function, name) for function in ("min", "max") for name in VALUES),
)


async def read_expected(connection: AsyncConnection) -> Expected:
    """The expectation, from the rows above and from the database's ranks of texts and keys."""
    items = {row["id"]: {**row} for row in ROWS["items"]}
    shelves = {row["id"]: {**row} for row in ROWS["shelves"]}
    parts = {row["id"]: {**row} for row in ROWS["parts"]}
    for row in parts.values():
        row["double_cost"] = None if row["cost"] is None else row["cost"] * 2
        row["grade"] = None if row["grade"] is None else list(Grade).index(row["grade"])
    for row in items.values():
        row["total"] = None if row["price"] is None else row["price"] * row["count"]
        row["grade"] = None if row["grade"] is None else list(Grade).index(row["grade"])
        row["kind"] = ("zebra", "ape", "lion").index(row["kind"])
    for table, name, rows in (
        ("items", "title", items),
        ("items", "note", items),
        ("items", "code", items),
        ("items", "token", items),
        ("shelves", "name", shelves),
        ("parts", "label", parts),
    ):
        ranks = text(f"SELECT id, DENSE_RANK() OVER (ORDER BY {name}) FROM {table} WHERE {name} IS NOT NULL")
        for key, rank in await connection.execute(ranks):
            rows[key][name] = rank
    pairs = (await connection.execute(select(item_marks.c.item_id).where(item_marks.c.mark_id == 1))).scalars()
    return Expected(
        items,
        shelves,
        parts,
        {
            "items": [(key, 0) for key in items],
            "shelf": [(key, 0) for key, row in items.items() if row["shelf_id"] == 2],
            "mark": [(key, 0) for key in pairs],
            "room": [(row["item_id"], row["id"]) for row in ROWS["placings"]],
        },
    )
