"""Models for the engine's tests: every case of the mapping, none of the reference domain.

Each module shows one kind of case. `ZooBase` holds what every database can hold; `postgresql` has a base of its own.
"""

from __future__ import annotations

from tests.zoo.models.base import ZooBase
from tests.zoo.models.dataclasses import Parcel
from tests.zoo.models.expressions import Exhibit, Position, Sign
from tests.zoo.models.inheritance import (
    Animal,
    Bat,
    Bird,
    Bridge,
    Cart,
    Egg,
    Lion,
    Mammal,
    Structure,
    Tower,
    Truck,
    Vehicle,
    VehicleKind,
)
from tests.zoo.models.keys import Bunk, Country, Ledger, Reading, Room, Tool, Wing, room_tools
from tests.zoo.models.names import Größe, Query, Select, String  # noqa: PLC2403 - names beyond ASCII are what it tests
from tests.zoo.models.pages import Booth, Label, Ticket, ticket_labels
from tests.zoo.models.postponed import Sender
from tests.zoo.models.relations import Enclosure, Feed, Keeper, KeeperBadge, Portion, friendships, visits
from tests.zoo.models.values import Colour, Level, Size, Specimen

__all__ = [
    "Animal", "Bat", "Bird", "Booth", "Bridge", "Bunk", "Cart", "Colour", "Country", "Egg", "Enclosure", "Exhibit",
    "Feed", "Größe", "Keeper", "KeeperBadge", "Label", "Ledger", "Level", "Lion", "Mammal", "Parcel", "Portion",
    "Position", "Query", "Reading", "Room", "Select", "Sender", "Sign", "Size", "Specimen", "String", "Structure",
    "Ticket", "Tool", "Tower", "Truck", "Vehicle", "VehicleKind", "Wing", "ZooBase", "friendships", "room_tools",
    "ticket_labels", "visits",
]  # fmt: skip
