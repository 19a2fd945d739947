"""Policies over the zoo, and the rows that they hide from `VISITOR` once more in plain SQL.

The two say the same in different words, so that a mistake in one does not hide in the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, text, true
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.context import Viewer
from gql.policy import Policy
from tests.zoo import models as zoo

VISITOR = Viewer("7", claims={"every": 3, "names": ["Leo", "Nala", "Simba"]})
OTHER_VISITOR = Viewer("8", claims={"every": 2, "names": ["Leo"]})
STAFF = Viewer("1", frozenset({"staff"}))


class Sampled(Policy[Any]):
    """All but every so many rows, by a number of theirs."""

    def __init__(self, column: Any, rest: int = 0) -> None:
        self.column = column
        self.rest = rest

    def rows(self, viewer: Viewer) -> ColumnElement[bool]:
        if viewer.has("staff"):
            return true()
        clause: ColumnElement[bool] = self.column % viewer.claims["every"] != self.rest
        return clause


class BadgePolicy(Policy[zoo.KeeperBadge]):
    """A badge is seen with its keeper."""

    def rows(self, viewer: Viewer) -> ColumnElement[bool]:
        if viewer.has("staff"):
            return true()
        return zoo.KeeperBadge.keeper.has(zoo.Keeper.id % viewer.claims["every"] != 0)


class LionPolicy(Policy[zoo.Lion]):
    """Only lions with a mane, whatever they are read as."""

    def rows(self, viewer: Viewer) -> ColumnElement[bool]:
        return true() if viewer.has("staff") else zoo.Lion.mane.is_(True)


class TruckPolicy(Policy[zoo.Truck]):
    """NULL is unknown, so a truck without a load is hidden."""

    def rows(self, viewer: Viewer) -> ColumnElement[bool]:
        return true() if viewer.has("staff") else zoo.Truck.load >= 0


class StructurePolicy(Policy[zoo.Structure]):
    """Over tables of their own."""

    def rows(self, viewer: Viewer) -> ColumnElement[bool]:
        return true() if viewer.has("staff") else zoo.Structure.id % viewer.claims["every"] != 2


class TowerPolicy(Policy[zoo.Tower]):
    """Of one class among concrete tables."""

    def rows(self, viewer: Viewer) -> ColumnElement[bool]:
        return true() if viewer.has("staff") else zoo.Tower.height.is_not(None)


class SignPolicy(Policy[zoo.Sign]):
    """A subquery that names the mapped class itself, over a model without a policy."""

    def rows(self, viewer: Viewer) -> ColumnElement[bool]:
        if viewer.has("staff"):
            return true()
        return exists().where(zoo.Exhibit.id == zoo.Sign.exhibit_id, zoo.Exhibit.id % viewer.claims["every"] != 0)


class PortionPolicy(Policy[zoo.Portion]):
    """An association object."""

    def rows(self, viewer: Viewer) -> ColumnElement[bool]:
        if viewer.has("staff"):
            return true()
        return and_(
            zoo.Portion.feed_id % viewer.claims["every"] != 0, or_(zoo.Portion.grams > 0, zoo.Portion.grams < 0)
        )


POLICIES: Mapping[type[Any], Policy[Any]] = {
    zoo.Keeper: Sampled(zoo.Keeper.id),
    zoo.KeeperBadge: BadgePolicy(),
    zoo.Enclosure: Sampled(zoo.Enclosure.id, 1),
    zoo.Animal: Sampled(zoo.Animal.id, 1),
    zoo.Lion: LionPolicy(),
    zoo.Egg: Sampled(zoo.Egg.id),
    zoo.Truck: TruckPolicy(),
    zoo.Structure: StructurePolicy(),
    zoo.Tower: TowerPolicy(),
    zoo.Portion: PortionPolicy(),
    zoo.Feed: Sampled(zoo.Feed.id, 2),
    zoo.Sign: SignPolicy(),
    zoo.Ticket: Sampled(zoo.Ticket.id),
    zoo.Label: Sampled(zoo.Label.id, 1),
    zoo.Booth: Sampled(zoo.Booth.id, 2),
    zoo.Room: Sampled(zoo.Room.number, 1),
    zoo.Specimen: Sampled(zoo.Specimen.id, 1),
}

_ANIMALS = "SELECT id FROM animals WHERE id % 3 = 1 UNION SELECT id FROM lions WHERE NOT mane"
_HIDDEN = {
    "keeper_badges": "keeper_id % 3 = 0",
    "keepers": "id % 3 = 0",
    "enclosures": "id % 3 = 1",
    "lions": "id IN (SELECT id FROM gone)",
    "mammals": "id IN (SELECT id FROM gone)",
    "birds": "id IN (SELECT id FROM gone)",
    "animals": "id IN (SELECT id FROM gone)",
    "eggs": "id % 3 = 0",
    "vehicles": "kind = 'TRUCK' AND (vehicles.load IS NULL OR vehicles.load < 0)",
    "structures": "id % 3 = 2",
    "towers": "id % 3 = 2 OR height IS NULL",
    "bridges": "id % 3 = 2",
    "portions": "feed_id % 3 = 0 OR grams = 0",
    "feeds": "id % 3 = 2",
    "signs": "exhibit_id IS NULL OR exhibit_id % 3 = 0",
    "tickets": "id % 3 = 0",
    "labels": "id % 3 = 1",
    "booths": "id % 3 = 2",
    "rooms": "number % 3 = 1",
    "specimens": "id % 3 = 1",
}


_UNCHECKED = {
    "postgresql": "SET LOCAL session_replication_role = replica",
    "mysql": "SET SESSION foreign_key_checks = 0",
}


async def delete_hidden(connection: AsyncConnection) -> int:
    """Takes what `VISITOR` may not see out of a database, whatever refers to it; the number of rows."""
    if connection.dialect.name in _UNCHECKED:
        await connection.execute(text(_UNCHECKED[connection.dialect.name]))
    await connection.execute(text(f"CREATE TEMPORARY TABLE gone AS {_ANIMALS}"))
    count = 0
    for table, condition in _HIDDEN.items():
        count += (await connection.execute(text(f"DELETE FROM {table} WHERE {condition}"))).rowcount
    await connection.execute(text("DROP TABLE gone"))
    return count
