"""Models to filter, their rows, and what a filter holds for, evaluated in Python without any SQL.

Values are shared, missing, or made to be mistaken for one another: wildcards, capitals, spaces at the end, numbers as texts. A
filter is a `where` with Python's values in the place of the client's; it holds (True), does not (False), or is unknown (None).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Column,
    DateTime,
    Double,
    Enum as SqlEnum,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    Interval,
    LargeBinary,
    Numeric,
    String,
    Table,
    TypeDecorator,
    Uuid,
    insert,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class FilterBase(DeclarativeBase):
    """Base of these models."""


class Mood(Enum):
    """Declared in an order that is not that of the alphabet."""

    SAD = "sad"
    FAIR = "fair"
    MERRY = "merry"


class Words(TypeDecorator[list[str]]):
    """A list in a JSON column."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Any) -> list[str] | None:
        return value


thing_tags = Table(
    "thing_tags",
    FilterBase.metadata,
    Column("thing_id", ForeignKey("things.id"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id"), primary_key=True),
)


class Box(FilterBase):
    """Has a key of two parts, one a text."""

    __tablename__ = "boxes"

    room: Mapped[str] = mapped_column(String(10), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str | None] = mapped_column(String(20))

    things: Mapped[list[Thing]] = relationship(back_populates="box")


class Phrase(FilterBase):
    """Every text once, so that the database can say in which order it has them."""

    __tablename__ = "phrases"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(40))


class Tag(FilterBase):
    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(20))

    things: Mapped[list[Thing]] = relationship(secondary=thing_tags, back_populates="tags")


class Thing(FilterBase):
    __tablename__ = "things"
    __table_args__ = (ForeignKeyConstraint(["box_room", "box_number"], ["boxes.room", "boxes.number"]),)

    id: Mapped[int] = mapped_column(primary_key=True)
    whole_id: Mapped[int | None] = mapped_column(ForeignKey("things.id"))
    box_room: Mapped[str | None] = mapped_column(String(10))
    box_number: Mapped[int | None]
    title: Mapped[str] = mapped_column(String(40), index=True)
    note: Mapped[str | None] = mapped_column(String(40))
    number: Mapped[int | None] = mapped_column(index=True)
    big: Mapped[int | None] = mapped_column(BigInteger)
    price: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    ratio: Mapped[float | None] = mapped_column(Double)
    is_open: Mapped[bool | None]
    at: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True).with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb")
    )
    day: Mapped[date | None]
    clock: Mapped[time | None]
    span: Mapped[timedelta | None] = mapped_column(Interval)
    token: Mapped[UUID | None] = mapped_column(Uuid)
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    mood: Mapped[Mood | None] = mapped_column(SqlEnum(Mood))
    document: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    words: Mapped[list[str] | None] = mapped_column(Words)
    numbers: Mapped[list[int] | None] = mapped_column(
        ARRAY(Integer).with_variant(JSON(none_as_null=True), "sqlite", "mysql", "mariadb")
    )

    box: Mapped[Box | None] = relationship(back_populates="things")
    whole: Mapped[Thing | None] = relationship(back_populates="parts", remote_side=[id])
    parts: Mapped[list[Thing]] = relationship(back_populates="whole")
    tags: Mapped[list[Tag]] = relationship(secondary=thing_tags, back_populates="things")


TEXTS = (
    "", " ", "a", "A", "a ", "b", "ab", "aB", "a%b", "a_b", "a\\b", "100%", "_", "%", "\\", "/", "a/b", "[a]", "*", "a*b", "a?b",
    "é", "É", "e", "ß", "ẞ", "ss", "ÄPFEL", "äpfel", "ΣΑΣ", "σας", "σασ", "İ", "i", "I", "ı", "日本", "🦁", "🦁a",
    "O'Neil", '"', "null", "1", "true",
)  # fmt: skip
START = datetime(2024, 1, 1, 12, tzinfo=UTC)
VALUES: dict[str, tuple[Any, ...]] = {
    "title": TEXTS,
    "note": TEXTS,
    "number": (0, 1, -1, 2, 2**31 - 1, -(2**31)),
    "big": (0, 2**53 + 1, 2**53, -(2**63), 2**63 - 1),
    "price": (Decimal("0.10"), Decimal("0.30"), Decimal("19.99"), Decimal(-5), Decimal(0)),
    "ratio": (0.0, 0.1, 1 / 3, -2.5, 1e10),
    "isOpen": (True, False),
    "at": (START, START + timedelta(microseconds=1), START + timedelta(days=1)),
    "day": (date(2024, 2, 29), date(1999, 12, 31)),
    "clock": (time(1, 2, 3), time(23, 59), time(0)),
    "span": (timedelta(seconds=90), timedelta(days=2), timedelta(0)),
    "token": (UUID(int=1), UUID(int=2**127), UUID(int=2**128 - 1)),
    "data": (b"", b"\x00", b"a", b"A"),
    "mood": tuple(Mood),
    "words": ([], ["a"], ["A", "b"], ["a", "a", ""], ["100%", "é", "b"]),
    "numbers": ([], [1], [1, 2, 3], [-1, 2]),
}
DOCUMENTS: tuple[Any, ...] = (
    1, 1.5, 0, "1", "a", "A", "", True, False, [], {}, {"a": 1}, {"a": None}, {"a": "x", "b": {"c": [1, "x", {"d": True}]}},
    {"a": [1, 2]}, {"a": True, "b": 2.5}, [1, 2], ["a", None], {"A": 1, "ü": "é"}, {"a": 10, "b": {"c": "x"}},
    {"a": "1"}, {"0": "zero"}, {"a": [[1]]}, {"a": {"b": [1, 2]}},
)  # fmt: skip
PATHS: tuple[tuple[str | int, ...], ...] = (
    (),
    ("a",),
    ("b",),
    ("b", "c"),
    ("b", "c", 0),
    (0,),
    ("0",),
    ("ü",),
    ("a", 1),
)
COLUMNS = {name: name for name in VALUES} | {"isOpen": "is_open"}


def _things() -> list[dict[str, Any]]:
    chance = Random("filters")
    things = []
    for key in range(1, 61):
        thing: dict[str, Any] = {
            COLUMNS[name]: chance.choice((None, *values)) if name != "title" else chance.choice(values)
            for name, values in VALUES.items()
        }
        box = chance.choice((None, ("hall", 1), ("attic", 1), ("hall", 2)))
        thing["box_room"], thing["box_number"] = box or (None, None)
        thing["whole_id"] = chance.choice((None, None, *range(1, min(key, 20)))) if key > 1 else None
        thing["document"] = chance.choice((None, *DOCUMENTS))
        things.append({"id": key, **thing})
    return things


BOXES = [
    {"room": "hall", "number": 1, "label": "a"},
    {"room": "hall", "number": 2, "label": None},
    {"room": "attic", "number": 1, "label": "A"},
]
THINGS = _things()
TAGS = [{"id": 1, "text": "red"}, {"id": 2, "text": "Red"}, {"id": 3, "text": "none"}]
PAIRS = [
    {"thing_id": thing["id"], "tag_id": tag}
    for thing in THINGS
    for tag in (1, 2)
    if Random(f"{thing['id']} {tag}").random() < 0.4
]
ROWS: dict[str, list[dict[str, Any]]] = {
    "boxes": BOXES,
    "tags": TAGS,
    "phrases": [{"id": at, "text": text} for at, text in enumerate(TEXTS, start=1)],
    "things": THINGS,
    "thing_tags": PAIRS,
}


async def load_filtered(connection: AsyncConnection) -> None:
    """Create the tables in an empty database and fill them."""
    await connection.run_sync(FilterBase.metadata.create_all)
    for table, rows in ROWS.items():
        await connection.execute(insert(FilterBase.metadata.tables[table]), rows)


# What a filter holds for

Row = Mapping[str, Any]
Truth = bool | None
Test = Callable[[Any, Any], Truth]


def every(truths: Iterable[Truth]) -> Truth:
    """AND over three values."""
    known = list(truths)
    return False if False in known else None if None in known else True


def some(truths: Iterable[Truth]) -> Truth:
    """OR over three values."""
    known = list(truths)
    return True if True in known else None if None in known else False


def negated(truth: Truth) -> Truth:
    """NOT over three values."""
    return None if truth is None else not truth


def lower(text: str) -> str:
    """Each character in its own lower case."""
    return "".join("i" if character == "İ" else character.lower() for character in text)


def like(text: str, pattern: str) -> bool:
    """SQL's LIKE with a backslash as its escape, by trying."""
    if not pattern:
        return not text
    head, rest = pattern[0], pattern[1:]
    if head == "%":
        return any(like(text[at:], rest) for at in range(len(text) + 1))
    if head == "_":
        return bool(text) and like(text[1:], rest)
    if head == "\\" and rest:
        head, rest = rest[0], rest[1:]
    return text.startswith(head) and like(text[1:], rest)


COMPARISONS: dict[str, Test] = {
    "eq": lambda value, operand: value == operand,
    "neq": lambda value, operand: value != operand,
    "in": lambda value, operand: value in operand,
    "nin": lambda value, operand: value not in operand,
    "gt": lambda value, operand: value > operand,
    "gte": lambda value, operand: value >= operand,
    "lt": lambda value, operand: value < operand,
    "lte": lambda value, operand: value <= operand,
}
PATTERNS: dict[str, Test] = {
    "contains": lambda value, operand: operand in value,
    "startsWith": lambda value, operand: value.startswith(operand),
    "endsWith": lambda value, operand: value.endswith(operand),
    "like": like,
}
CASELESS = {
    "iEq": COMPARISONS["eq"],
    **{f"i{name[0].upper()}{name[1:]}": test for name, test in PATTERNS.items()},
}
LISTS: dict[str, Test] = {
    "has": lambda value, operand: operand in value,
    "hasAny": lambda value, operand: any(item in value for item in operand),
    "hasAll": lambda value, operand: all(item in value for item in operand),
    "isEmpty": lambda value, operand: (not value) is operand,
}
ORDERED = ("gt", "gte", "lt", "lte")


class World:
    """The rows as Python sees them. `ranks` say in which order the database has texts."""

    def __init__(self, ranks: Mapping[str, int]) -> None:
        self._ranks = ranks
        self._boxes = {(box["room"], box["number"]): box for box in BOXES}
        self._things = {thing["id"]: thing for thing in THINGS}
        self._tags = {tag["id"]: tag for tag in TAGS}

    def things(self, where: Mapping[str, Any], among: Iterable[Row] = THINGS) -> list[int]:
        """The keys of the things for which `where` holds."""
        return [thing["id"] for thing in among if self.thing(where, thing) is True]

    def thing(self, where: Mapping[str, Any], thing: Row) -> Truth:
        """What `where` holds of a thing."""
        return every(self._of_thing(name, asked, thing) for name, asked in where.items())

    def box(self, where: Mapping[str, Any], box: Row) -> Truth:
        """What `where` holds of a box."""
        own = (box["room"], box["number"])
        return every(self._of_box(name, asked, box, own) for name, asked in where.items())

    def tag(self, where: Mapping[str, Any], tag: Row) -> Truth:
        """What `where` holds of a tag."""
        return every(self._of_tag(name, asked, tag) for name, asked in where.items())

    def in_box(self, own: tuple[str, int]) -> list[Row]:
        """The things of a box."""
        return [thing for thing in THINGS if (thing["box_room"], thing["box_number"]) == own]

    def _of_thing(self, name: str, asked: Any, thing: Row) -> Truth:
        match name:
            case "and" | "or" | "not":
                return _combined(name, asked, lambda where: self.thing(where, thing))
            case "id" | "rowId":
                return self._value(asked, thing["id"])
            case "wholeId":
                return self._value(asked, thing["whole_id"])
            case "box":
                box = self._boxes.get((thing["box_room"], thing["box_number"]))
                return box is not None and self.box(asked, box) is True
            case "whole":
                whole = self._things.get(thing["whole_id"])
                return whole is not None and self.thing(asked, whole) is True
            case "parts":
                return _quantified(asked, [each for each in THINGS if each["whole_id"] == thing["id"]], self.thing)
            case "tags":
                tags = [self._tags[pair["tag_id"]] for pair in PAIRS if pair["thing_id"] == thing["id"]]
                return _quantified(asked, tags, self.tag)
            case "document":
                return _document(asked, thing["document"])
        return self._value(asked, thing[COLUMNS[name]])

    def _of_box(self, name: str, asked: Any, box: Row, own: tuple[str, int]) -> Truth:
        match name:
            case "and" | "or" | "not":
                return _combined(name, asked, lambda where: self.box(where, box))
            case "id":
                return self._value(asked, own)
            case "things":
                return _quantified(asked, self.in_box(own), self.thing)
        return self._value(asked, box[name])

    def _of_tag(self, name: str, asked: Any, tag: Row) -> Truth:
        match name:
            case "and" | "or" | "not":
                return _combined(name, asked, lambda where: self.tag(where, tag))
            case "things":
                things = [self._things[pair["thing_id"]] for pair in PAIRS if pair["tag_id"] == tag["id"]]
                return _quantified(asked, things, self.thing)
        return self._value(asked, tag[name])

    def _value(self, asked: Mapping[str, Any], value: Any) -> Truth:
        return every(self._compared(operator, value, operand) for operator, operand in asked.items())

    def _compared(self, operator: str, value: Any, operand: Any) -> Truth:
        if operator == "isNull":
            return (value is None) is operand
        if operator in ("in", "nin") and not operand:
            return operator == "nin"  # nothing is in an empty list, not even what is not known
        if value is None:
            return None
        if operator in CASELESS:
            return CASELESS[operator](lower(value), lower(operand))
        if operator in PATTERNS or operator in LISTS:
            return (PATTERNS | LISTS)[operator](value, operand)
        if operator in ORDERED and isinstance(value, str):
            return COMPARISONS[operator](self._ranks[value], self._ranks[operand])
        if operator in ORDERED and isinstance(value, Mood):
            declared = list(Mood)
            return COMPARISONS[operator](declared.index(value), declared.index(operand))
        return COMPARISONS[operator](value, operand)


def _combined(name: str, asked: Any, holds: Callable[[Mapping[str, Any]], Truth]) -> Truth:
    if name == "not":
        return negated(holds(asked))
    return (every if name == "and" else some)(map(holds, asked))


def _quantified(
    asked: Mapping[str, Any], rows: Sequence[Row], holds: Callable[[Mapping[str, Any], Row], Truth]
) -> Truth:
    truths: list[Truth] = []
    for quantifier, inner in asked.items():
        match quantifier:
            case "some":
                truths.append(any(holds(inner, row) is True for row in rows))
            case "none":
                truths.append(not any(holds(inner, row) is True for row in rows))
            case "every":
                truths.append(all(holds(inner, row) is True for row in rows))
            case "isEmpty":
                truths.append((not rows) is inner)
            case "aggregate":
                truths += [
                    COMPARISONS[operator](len(rows), operand) for operator, operand in inner.get("count", {}).items()
                ]
    return every(truths)


# Documents


def _document(asked: Mapping[str, Any], document: Any) -> Truth:
    value = _reach(document, asked.get("path", ()))
    return every(_json(operator, value, operand) for operator, operand in asked.items() if operator != "path")


def _reach(value: Any, path: Iterable[str | int]) -> Any:
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def kind_of(value: Any) -> str:
    """What JSON calls a value."""
    if isinstance(value, bool):
        return "boolean"
    return {str: "string", int: "number", float: "number", list: "list", dict: "object"}[type(value)]


def _json(operator: str, value: Any, operand: Any) -> Truth:
    if operator == "isNull":
        return (value is None) is operand
    if operator in ("in", "nin") and not operand:
        return operator == "nin"
    if value is None:
        return None
    if operator in ("in", "nin"):
        found = any(kind_of(each) == kind_of(value) and each == value for each in operand)
        return found is (operator == "in")
    if operator == "contains":
        return _holds_json(value, operand, is_top=True)
    if kind_of(value) != kind_of(operand):
        return operator == "neq"
    return COMPARISONS[operator](value, operand)


def _holds_json(value: Any, wanted: Any, *, is_top: bool = False) -> bool:
    """PostgreSQL's `@>`."""
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(
            name in value and _holds_json(value[name], inner) for name, inner in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(value, list) and all(any(_holds_json(item, inner) for item in value) for inner in wanted)
    if is_top and isinstance(value, list):
        return any(_holds_json(item, wanted) for item in value)
    return (
        value is wanted
        if value is None or wanted is None or isinstance(value, dict | list)
        else kind_of(value) == kind_of(wanted) and bool(value == wanted)
    )
