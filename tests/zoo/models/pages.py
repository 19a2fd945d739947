"""Lists that are hard to page: nullable columns, many ties, one-to-many and many-to-many."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, Numeric, String, Table
from sqlalchemy.dialects import mysql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tests.zoo.models.base import ZooBase

ticket_labels = Table(
    "ticket_labels",
    ZooBase.metadata,
    Column("ticket_id", ForeignKey("tickets.id"), primary_key=True),
    Column("label_id", ForeignKey("labels.id"), primary_key=True),
    Column("weight", Integer),
)


class Booth(ZooBase):
    __tablename__ = "booths"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(String(40))

    tickets: Mapped[list[Ticket]] = relationship(back_populates="booth")


class Ticket(ZooBase):
    """Nearly every value of it is shared with other rows or missing."""

    __tablename__ = "tickets"
    __table_args__ = (Index(None, "booth_id", "rank", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    booth_id: Mapped[int | None] = mapped_column(ForeignKey("booths.id"))
    rank: Mapped[int | None]
    points: Mapped[int]
    note: Mapped[str | None] = mapped_column(String(40))
    price: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))
    score: Mapped[float | None]
    used_at: Mapped[datetime | None] = mapped_column(DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb"))
    is_void: Mapped[bool | None]

    booth: Mapped[Booth | None] = relationship(back_populates="tickets")
    labels: Mapped[list[Label]] = relationship(secondary=ticket_labels, back_populates="tickets")


class Label(ZooBase):
    __tablename__ = "labels"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(String(40), unique=True)

    tickets: Mapped[list[Ticket]] = relationship(secondary=ticket_labels, back_populates="labels")
