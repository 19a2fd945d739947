"""One model that has a column of every type, each nullable. Its annotations are evaluated: the module does not postpone them."""

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    DateTime,
    Dialect,
    Double,
    Enum as SqlEnum,
    Integer,
    Interval,
    LargeBinary,
    Numeric,
    SmallInteger,
    String,
    Text,
    Time,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import Mapped, mapped_column

from tests.zoo.models.base import ZooBase


class Colour(Enum):
    """Stored by the names of its members."""

    RED = "r"
    GREEN = "g"
    BLUE = "b"


class Size(StrEnum):
    """Stored by its values, and declared in an order that is not that of the alphabet."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Level(IntEnum):
    """Stored as a number."""

    LOW = 1
    HIGH = 10


class LevelType(TypeDecorator[Level]):
    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Level | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Level | None:
        return None if value is None else Level(value)


class Cents(TypeDecorator[Decimal]):
    """Money in whole cents: exact on databases that know no decimals."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.scaleb(2))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


class UpperCase(TypeDecorator[str]):
    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else value.upper()


class WordList(TypeDecorator[list[str]]):
    """A list of words in a JSON column."""

    impl = JSON
    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Dialect) -> list[str] | None:
        return value


class WordSet(TypeDecorator[frozenset[str]]):
    """Words without an order, in a text column."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(sorted(value))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> frozenset[str] | None:
        return None if value is None else frozenset(json.loads(value))


MICROSECONDS = mysql.DATETIME(fsp=6)


class Specimen(ZooBase):
    """One row for each value that a column may hold."""

    __tablename__ = "specimens"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(String(200))
    essay: Mapped[str | None] = mapped_column(Text, deferred=True)
    flag: Mapped[bool | None] = mapped_column(Boolean)
    small: Mapped[int | None] = mapped_column(SmallInteger)
    number: Mapped[int | None] = mapped_column(Integer)
    big: Mapped[int | None] = mapped_column(BigInteger)
    ratio: Mapped[float | None] = mapped_column(Double)
    price: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    tiny: Mapped[Decimal | None] = mapped_column(Numeric(15, 9))
    balance: Mapped[Decimal | None] = mapped_column(Cents)
    day: Mapped[date | None]
    clock: Mapped[time | None] = mapped_column(Time().with_variant(mysql.TIME(fsp=6), "mysql", "mariadb"))
    instant: Mapped[datetime | None] = mapped_column(
        DateTime(timezone=True).with_variant(MICROSECONDS, "mysql", "mariadb")
    )
    local_moment: Mapped[datetime | None] = mapped_column(DateTime().with_variant(MICROSECONDS, "mysql", "mariadb"))
    duration: Mapped[timedelta | None] = mapped_column(Interval)
    payload: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    photo: Mapped[bytes | None] = mapped_column(LargeBinary)
    token: Mapped[UUID | None] = mapped_column(Uuid)
    colour: Mapped[Colour | None] = mapped_column(SqlEnum(Colour))
    size: Mapped[Size | None] = mapped_column(
        SqlEnum(Size, values_callable=lambda enum: [member.value for member in enum], name="size_kind")
    )
    mood: Mapped[str | None] = mapped_column(SqlEnum("good", "so-so", "100 % bad", name="mood_kind"))
    level: Mapped[Level | None] = mapped_column(LevelType)
    code: Mapped[str | None] = mapped_column(UpperCase(20))
    words: Mapped[list[str] | None] = mapped_column(WordList(none_as_null=True))
    word_set: Mapped[frozenset[str] | None] = mapped_column(WordSet)
    numbers: Mapped[list[int] | None] = mapped_column(
        ARRAY(Integer).with_variant(JSON(none_as_null=True), "sqlite", "mysql", "mariadb")
    )
