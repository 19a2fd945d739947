"""Keys of every shape: of two and three columns, of text, UUID, date and 64 bits, and foreign keys to them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tests.zoo.models.base import ZooBase


class Wing(ZooBase):
    __tablename__ = "wings"

    building: Mapped[str] = mapped_column(String(30), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str | None] = mapped_column(String(40))

    rooms: Mapped[list[Room]] = relationship(back_populates="wing")


room_tools = Table(
    "room_tools",
    ZooBase.metadata,
    Column("building", String(30), primary_key=True),
    Column("wing_number", Integer, primary_key=True, autoincrement=False),
    Column("room_number", BigInteger, primary_key=True, autoincrement=False),
    Column("tool_id", ForeignKey("tools.id"), primary_key=True),
    ForeignKeyConstraint(
        ["building", "wing_number", "room_number"], ["rooms.building", "rooms.wing_number", "rooms.number"]
    ),
)


class Room(ZooBase):
    """Its key has three columns, two of which are a foreign key."""

    __tablename__ = "rooms"
    __table_args__ = (
        ForeignKeyConstraint(["building", "wing_number"], ["wings.building", "wings.number"]),
        UniqueConstraint("building", "door"),
    )

    building: Mapped[str] = mapped_column(String(30), primary_key=True)
    wing_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    door: Mapped[str | None] = mapped_column(String(10))

    wing: Mapped[Wing] = relationship(back_populates="rooms")
    bunks: Mapped[list[Bunk]] = relationship(back_populates="room")
    tools: Mapped[list[Tool]] = relationship(secondary=room_tools, back_populates="rooms")


class Bunk(ZooBase):
    """Has a composite foreign key that may be null, wholly or in part."""

    __tablename__ = "bunks"
    __table_args__ = (
        ForeignKeyConstraint(
            ["building", "wing_number", "room_number"], ["rooms.building", "rooms.wing_number", "rooms.number"]
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    building: Mapped[str | None] = mapped_column(String(30))
    wing_number: Mapped[int | None]
    room_number: Mapped[int | None] = mapped_column(BigInteger)

    room: Mapped[Room | None] = relationship(back_populates="bunks")


class Tool(ZooBase):
    """Its key is a UUID."""

    __tablename__ = "tools"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)

    rooms: Mapped[list[Room]] = relationship(secondary=room_tools, back_populates="tools")
    readings: Mapped[list[Reading]] = relationship(back_populates="tool")


class Reading(ZooBase):
    """Its key has a UUID, a date and a 64-bit integer."""

    __tablename__ = "readings"

    tool_id: Mapped[UUID] = mapped_column(ForeignKey("tools.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    tick: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    value: Mapped[float | None]

    tool: Mapped[Tool] = relationship(back_populates="readings")


class Country(ZooBase):
    """Its key is text that has to be escaped in places."""

    __tablename__ = "countries"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(40))


class Ledger(ZooBase):
    """Its key exceeds what a JavaScript number can hold."""

    __tablename__ = "ledgers"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    note: Mapped[str | None] = mapped_column(String(40))
