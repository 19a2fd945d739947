"""Three hierarchies: joined tables, one table, and a table of its own for each class."""

from __future__ import annotations

from enum import Enum

from sqlalchemy import Enum as SqlEnum, ForeignKey, String
from sqlalchemy.ext.declarative import ConcreteBase
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tests.zoo.models.base import ZooBase
from tests.zoo.models.relations import Enclosure


class Animal(ZooBase):
    """Joined tables; has rows of its own."""

    __tablename__ = "animals"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "animal"}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(40))
    enclosure_id: Mapped[int | None] = mapped_column(ForeignKey("enclosures.id"))
    mother_id: Mapped[int | None] = mapped_column(ForeignKey("animals.id"))

    enclosure: Mapped[Enclosure | None] = relationship(backref="animals")
    mother: Mapped[Animal | None] = relationship(back_populates="young", remote_side=[id])
    young: Mapped[list[Animal]] = relationship(back_populates="mother")


class Mammal(Animal):
    """An intermediate class with a table, but no rows that are only mammals."""

    __tablename__ = "mammals"
    __mapper_args__ = {"polymorphic_abstract": True}

    id: Mapped[int] = mapped_column(ForeignKey("animals.id"), primary_key=True)
    fur: Mapped[str | None] = mapped_column(String(20))


class Lion(Mammal):
    __tablename__ = "lions"
    __mapper_args__ = {"polymorphic_identity": "lion"}

    id: Mapped[int] = mapped_column(ForeignKey("mammals.id"), primary_key=True)
    mane: Mapped[bool]
    rival_id: Mapped[int | None] = mapped_column(ForeignKey("lions.id"))

    rival: Mapped[Lion | None] = relationship(foreign_keys=[rival_id], remote_side=[id])


class Bat(Mammal):
    """Has no table of its own inside a hierarchy of joined tables."""

    __mapper_args__ = {"polymorphic_identity": "bat"}


class Bird(Animal):
    __tablename__ = "birds"
    __mapper_args__ = {"polymorphic_identity": "bird"}

    id: Mapped[int] = mapped_column(ForeignKey("animals.id"), primary_key=True)
    wingspan: Mapped[float | None]
    name_of_song: Mapped[str | None] = mapped_column(String(40))

    eggs: Mapped[list[Egg]] = relationship(back_populates="bird")


class Egg(ZooBase):
    """Belongs to a subclass, not to the base."""

    __tablename__ = "eggs"

    id: Mapped[int] = mapped_column(primary_key=True)
    bird_id: Mapped[int] = mapped_column(ForeignKey("birds.id"))
    grams: Mapped[int | None]

    bird: Mapped[Bird] = relationship(back_populates="eggs")


class VehicleKind(Enum):
    """What tells the vehicles apart: an enum, not a text."""

    TRUCK = "truck"
    CART = "cart"


class Vehicle(ZooBase):
    """One table; no row is only a vehicle."""

    __tablename__ = "vehicles"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_abstract": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[VehicleKind] = mapped_column(SqlEnum(VehicleKind))
    plate: Mapped[str] = mapped_column(String(20), unique=True)


class Truck(Vehicle):
    __mapper_args__ = {"polymorphic_identity": VehicleKind.TRUCK}

    load: Mapped[int | None]
    driver_id: Mapped[int | None] = mapped_column(ForeignKey("keepers.id"))

    driver = relationship("Keeper", backref="trucks")


class Cart(Vehicle):
    __mapper_args__ = {"polymorphic_identity": VehicleKind.CART}

    wheels: Mapped[int | None]


class Structure(ConcreteBase, ZooBase):
    """A table for each class; keys repeat between the tables."""

    __tablename__ = "structures"
    __mapper_args__ = {"polymorphic_identity": "structure", "concrete": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))


class Tower(Structure):
    __tablename__ = "towers"
    __mapper_args__ = {"polymorphic_identity": "tower", "concrete": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    height: Mapped[int | None]


class Bridge(Structure):
    __tablename__ = "bridges"
    __mapper_args__ = {"polymorphic_identity": "bridge", "concrete": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    span: Mapped[int | None]
