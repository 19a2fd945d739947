"""Types that only PostgreSQL has."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Computed, DateTime, Enum, Integer, Numeric, String, Uuid
from sqlalchemy.dialects.postgresql import BIT, DATERANGE, INET, INT4RANGE, INTERVAL, JSONB, TSVECTOR, Range
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tests.zoo.models.values import Colour


class PostgresBase(DeclarativeBase):
    """Base of the models that only PostgreSQL can hold."""


class Sample(PostgresBase):
    __tablename__ = "samples"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[list[str] | None] = mapped_column(ARRAY(String))
    tokens: Mapped[list[UUID] | None] = mapped_column(ARRAY(Uuid))
    amounts: Mapped[list[Any] | None] = mapped_column(ARRAY(Numeric(10, 2)))
    instants: Mapped[list[datetime] | None] = mapped_column(ARRAY(DateTime(timezone=True)))
    colours: Mapped[list[Colour] | None] = mapped_column(ARRAY(Enum(Colour, name="sample_colour")))
    matrix: Mapped[list[list[int]] | None] = mapped_column(ARRAY(Integer, dimensions=2))
    document: Mapped[Any | None] = mapped_column(JSONB(none_as_null=True))
    address: Mapped[str | None] = mapped_column(INET)
    span: Mapped[Range[int] | None] = mapped_column(INT4RANGE)
    season: Mapped[Range[date] | None] = mapped_column(DATERANGE)
    length: Mapped[timedelta | None] = mapped_column(INTERVAL)
    bits: Mapped[Any | None] = mapped_column(BIT(4))
    search: Mapped[Any | None] = mapped_column(TSVECTOR, Computed("to_tsvector('simple', 'zoo')", persisted=True))
