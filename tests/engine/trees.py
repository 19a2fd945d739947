"""Trees of every kind, among them such as no tree should be, and what a naive walk in Python finds in them.

No foreign key is declared to the database, so a parent may be missing, and rows may be each other's parents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any, TypeAlias

from sqlalchemy import ForeignKey, String, and_, insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, foreign, mapped_column, relationship, remote

Key: TypeAlias = Any
Parents: TypeAlias = Mapping[Key, Key | None]


class TreeBase(DeclarativeBase):
    """Base of these models."""


class Place(TreeBase):
    """A tree by an integer."""

    __tablename__ = "places"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(String(20))
    within_id: Mapped[int | None] = mapped_column(index=True)

    within: Mapped[Place | None] = relationship(
        primaryjoin=lambda: foreign(Place.within_id) == remote(Place.id), info={"gql": {"tree": True}}
    )


class Person(TreeBase):
    """Two trees over one key, which is a text."""

    __tablename__ = "people"

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    manager_code: Mapped[str | None] = mapped_column(String(10), index=True)
    sponsor_code: Mapped[str | None] = mapped_column(String(10), index=True)

    manager: Mapped[Person | None] = relationship(
        primaryjoin=lambda: foreign(Person.manager_code) == remote(Person.code), info={"gql": {"tree": True}}
    )
    sponsor: Mapped[Person | None] = relationship(
        primaryjoin=lambda: foreign(Person.sponsor_code) == remote(Person.code), info={"gql": {"tree": True}}
    )


class Section(TreeBase):
    """A tree by a key of two columns, one of which a row shares with its parent."""

    __tablename__ = "sections"

    book: Mapped[str] = mapped_column(String(10), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    above: Mapped[int | None] = mapped_column(index=True)

    # The columns stand in another order than in the key.
    parent: Mapped[Section | None] = relationship(
        primaryjoin=lambda: and_(
            foreign(Section.above) == remote(Section.number), foreign(Section.book) == remote(Section.book)
        ),
        viewonly=True,
        info={"gql": {"tree": "outline"}},
    )


class Asset(TreeBase):
    """A tree of rows of several types."""

    __tablename__ = "assets"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    part_of_id: Mapped[int | None] = mapped_column(index=True)

    part_of: Mapped[Asset | None] = relationship(
        primaryjoin=lambda: foreign(Asset.part_of_id) == remote(Asset.id), info={"gql": {"tree": True}}
    )

    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "asset"}


class Machine(Asset):
    __tablename__ = "machines"

    id: Mapped[int] = mapped_column(ForeignKey("assets.id"), primary_key=True)
    power: Mapped[int]

    __mapper_args__ = {"polymorphic_identity": "machine"}


def _random_parents(keys: list[Key], missing: Key, chance: Random) -> dict[Key, Key | None]:
    """Each row has one parent at most: trees, cycles and what lies below them, loops, and parents that are not there."""
    parents: dict[Key, Key | None] = {}
    for index, key in enumerate(keys):
        what = chance.random()
        if what < 0.1:
            parents[key] = None
        elif what < 0.13:
            parents[key] = missing
        elif what < 0.16:
            parents[key] = key
        elif what < 0.9 and index:
            parents[key] = chance.choice(keys[max(0, index - 6) : index])
        else:
            parents[key] = chance.choice(keys)
    return parents


_chance = Random("trees")
PLACES = _random_parents(list(range(1, 91)), 999, _chance)
NAMES = {key: _chance.choice((None, "a", "b", "c")) for key in PLACES}
MANAGERS = _random_parents([f"p{number:02}" for number in range(40)], "nobody", _chance)
SPONSORS = _random_parents([f"p{number:02}" for number in range(40)], "nobody", _chance)
SECTIONS = {
    (book, number): None if above is None else (book, above)
    for book in ("A", "B")
    for number, above in _random_parents(list(range(1, 31)), 99, _chance).items()
}
ASSETS = _random_parents(list(range(1, 41)), 999, _chance)


async def load_trees(connection: AsyncConnection) -> None:
    """Makes the tables and fills them."""
    await connection.run_sync(TreeBase.metadata.create_all)
    places = [{"id": key, "name": NAMES[key], "within_id": parent} for key, parent in PLACES.items()]
    people = [{"code": key, "manager_code": parent, "sponsor_code": SPONSORS[key]} for key, parent in MANAGERS.items()]
    sections = [
        {"book": book, "number": number, "above": None if parent is None else parent[1]}
        for (book, number), parent in SECTIONS.items()
    ]
    assets = [
        {"id": key, "kind": "machine" if key % 3 == 0 else "asset", "part_of_id": parent}
        for key, parent in ASSETS.items()
    ]
    await connection.execute(insert(Place), places)
    await connection.execute(insert(Person), people)
    await connection.execute(insert(Section), sections)
    await connection.execute(insert(TreeBase.metadata.tables["assets"]), assets)
    machines = [{"id": key, "power": key * 10} for key in ASSETS if key % 3 == 0]
    await connection.execute(insert(TreeBase.metadata.tables["machines"]), machines)


def ancestors(parents: Parents, key: Key, most: int = 100) -> list[Key]:
    """The keys above `key`, the root first; they end before the first that was met already."""
    met = [key]
    while len(met) <= most and parents[met[-1]] in parents and parents[met[-1]] not in met:
        met.append(parents[met[-1]])
    return met[:0:-1]


def descendants(parents: Parents, key: Key, most: int = 100) -> list[tuple[int, Key]]:
    """(depth, key) of everything below `key`, level by level, each level by key."""
    found: list[tuple[int, Key]] = []
    met, level = {key}, [key]
    for depth in range(1, most + 1):
        level = sorted(child for child, parent in parents.items() if parent in level and child not in met)
        met.update(level)
        found += [(depth, child) for child in level]
    return found


def has_cycles(parents: Parents, keys: Iterable[Key]) -> bool:
    """Whether there is anything in the rows that a walk without end could go round."""
    return any(parents[(ancestors(parents, key) or [key])[0]] in parents for key in keys)
