"""The rows of the zoo: the same on every database and on every run.

NULLs, ties and extremes on purpose: the largest and smallest of each type, text beyond the Basic Multilingual Plane, empty
strings, dates far away. `SPECIMENS` has one dict for each row of the model with all types, for tests to compare with.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from tests.zoo import models as zoo

TEXTS = (
    "",
    " ",
    "plain",
    "ümläut",
    "日本語",
    "🦁🐘",
    "a'b\"c`d",
    "back\\slash",
    "per%cent_under",
    "line\nbreak\ttab",
    "'; --",
)

# asyncpg writes `datetime.max` as infinity: the largest moment here is a microsecond earlier.
SPECIMENS: tuple[dict[str, Any], ...] = (
    {"id": 1},
    {
        "id": 2,
        "name": "plain",
        "essay": "long " * 50,
        "flag": True,
        "small": 7,
        "number": 42,
        "big": 1_000,
        "ratio": 0.5,
        "price": Decimal("19.90"),
        "tiny": Decimal("0.100000000"),
        "balance": Decimal("12.34"),
        "day": date(2024, 2, 29),
        "clock": time(12, 30),
        "instant": datetime(2024, 5, 1, 12, 30, tzinfo=UTC),
        "local_moment": datetime(2024, 5, 1, 12, 30),  # noqa: DTZ001 - the column holds no offset
        "duration": timedelta(days=1, hours=2),
        "payload": {"a": [1, 2.5, None, True, "x"], "ü": {"deep": {}}},
        "photo": b"\x00\x01\xff",
        "token": UUID("12345678-1234-5678-1234-567812345678"),
        "colour": zoo.Colour.GREEN,
        "size": zoo.Size.MEDIUM,
        "mood": "so-so",
        "level": zoo.Level.HIGH,
        "code": "ABC",
        "words": ["one", "", "ü"],
        "word_set": frozenset({"b", "a"}),
        "numbers": [3, 1, 2],
    },
    {
        "id": 3,
        "name": "",
        "essay": "",
        "flag": False,
        "small": 32_767,
        "number": 2**31 - 1,
        "big": 2**63 - 1,
        "ratio": 1.7976931348623157e308,
        "price": Decimal("9999999999.99"),
        "tiny": Decimal("1E-9"),
        "balance": Decimal("90071992547409.93"),
        "day": date(9999, 12, 31),
        "clock": time(23, 59, 59, 999_999),
        "instant": datetime(9999, 12, 31, 23, 59, 59, 999_998, tzinfo=UTC),
        "local_moment": datetime(9999, 12, 31, 23, 59, 59, 999_998),  # noqa: DTZ001 - as above
        "duration": timedelta(days=3650, seconds=1),
        "payload": [],
        "photo": b"",
        "token": UUID(int=2**128 - 1),
        "colour": zoo.Colour.BLUE,
        "size": zoo.Size.LARGE,
        "mood": "100 % bad",
        "level": zoo.Level.LOW,
        "code": "",
        "words": [],
        "word_set": frozenset(),
        "numbers": [],
    },
    {
        "id": 4,
        "name": "🦁 'quoted' \"twice\" \\ % _ \n\t",
        "essay": "日本語",
        "flag": False,
        "small": -32_768,
        "number": -(2**31),
        "big": -(2**63),
        "ratio": -5e-324,
        "price": Decimal("-0.01"),
        "tiny": Decimal("-99999.999999999"),
        "balance": Decimal("-0.01"),
        "day": date(1000, 1, 1),
        "clock": time(0, 0),
        "instant": datetime(1000, 1, 1, 0, 0, 0, 1, tzinfo=UTC),
        "local_moment": datetime(1969, 12, 31, 23, 59, 59, 999_999),  # noqa: DTZ001 - as above
        "duration": timedelta(seconds=-1),
        "payload": "text",
        "photo": bytes(range(256)),
        "token": UUID(int=0),
        "colour": zoo.Colour.RED,
        "size": zoo.Size.SMALL,
        "mood": "good",
        "level": zoo.Level.LOW,
        "code": "ÄÖ",
        "words": ["🦁"],
        "word_set": frozenset({"🦁", "a b"}),
        "numbers": [-(2**31), 0, 2**31 - 1],
    },
    {
        "id": 5,
        "name": "plain",
        "big": 2**53 + 1,
        "ratio": 0.1,
        "price": Decimal("0.00"),
        "tiny": Decimal("0E-9"),
        "instant": datetime(1970, 1, 1, tzinfo=UTC),
        "duration": timedelta(),
        "payload": 0,
        "colour": zoo.Colour.RED,
    },
)


def page_rows() -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Booths, tickets, labels and the pairs of the last two."""
    booths = [{"id": number, "name": None if number == 3 else f"Booth {number % 2}"} for number in range(1, 5)]
    start = datetime(2024, 1, 1)  # noqa: DTZ001 - the column holds no offset
    tickets: list[dict[str, Any]] = [
        {
            "id": number,
            "booth_id": None if number % 11 == 0 else number % 3 + 1,  # the fourth booth has none
            "rank": None if number % 4 == 0 else number % 3,
            "points": number % 2,
            "note": (None, "", "a", "B", "é")[number % 5],
            "price": None if number % 7 == 0 else Decimal(number % 4) / 4,
            "score": None if number % 6 == 0 else (number % 3) / 3,
            "used_at": None if number % 5 == 0 else start + timedelta(microseconds=number % 2, days=number % 3),
            "is_void": (None, True, False)[number % 3],
        }
        for number in range(1, 41)
    ]
    labels: list[dict[str, Any]] = [{"id": number, "text": f"label {number}"} for number in range(1, 7)]
    pairs = [
        {"ticket_id": ticket["id"], "label_id": label["id"], "weight": None if ticket["id"] % 3 else label["id"]}
        for ticket in tickets
        for label in labels
        if (ticket["id"] * label["id"]) % 4 == 1 or label["id"] == 6
    ]
    return booths, tickets, labels, pairs


def inhabitants() -> list[zoo.ZooBase]:
    """Everything that is not a specimen or a list to page, as instances."""
    keepers = [
        zoo.Keeper(id=1, name="Ada", budget=30),
        zoo.Keeper(id=2, name="Ben", budget=10),
        zoo.Keeper(id=3, name="Cem", budget=None),
        zoo.Keeper(id=4, name="Ben", budget=20),
        zoo.Keeper(id=5, name="", budget=0),
    ]
    ada, ben, cem, other_ben, nobody = keepers
    ben.mentor, other_ben.mentor, cem.mentor = ada, ada, ben
    ada.friends = [ben, cem]
    ben.friends = [ada, ben]
    ada.badge = zoo.KeeperBadge(text="head")
    cem.badge = zoo.KeeperBadge(text="new")
    enclosures = [
        zoo.Enclosure(id=1, name="Savanna", area=500, keeper=ada, substitute=ben),
        zoo.Enclosure(id=2, name="Cave", area=80, keeper=ben, substitute=ben),
        zoo.Enclosure(id=3, name="Aviary", area=None, keeper=ada, substitute=None),
        zoo.Enclosure(id=4, name="Empty", area=100, keeper=other_ben, substitute=ada),
    ]
    savanna, cave, aviary, _ = enclosures
    feeds = [
        zoo.Feed(id=1, name="Meat", price=25),
        zoo.Feed(id=2, name="Seeds", price=5),
        zoo.Feed(id=3, name="Fruit", price=10),
        zoo.Feed(id=4, name="Dust", price=0),
    ]
    meat, seeds, fruit, _ = feeds
    portions = [
        zoo.Portion(enclosure=savanna, feed=meat, grams=9000, since=date(2020, 1, 1)),
        zoo.Portion(enclosure=cave, feed=fruit, grams=300, since=None),
        zoo.Portion(enclosure=aviary, feed=seeds, grams=200, since=date(2021, 6, 1)),
        zoo.Portion(enclosure=aviary, feed=fruit, grams=100, since=None),
    ]
    old_lion = zoo.Lion(id=2, name="Leo", mane=True, fur="yellow", enclosure=savanna)
    dove = zoo.Bird(id=4, name="Dove", wingspan=0.5, name_of_song="coo", enclosure=aviary)
    animals = [
        zoo.Animal(id=1, name="Something", enclosure=None),
        old_lion,
        zoo.Lion(id=3, name="Cub", mane=False, fur=None, enclosure=savanna, mother=old_lion, rival=old_lion),
        dove,
        zoo.Bird(id=5, name="Wren", wingspan=None, name_of_song=None, enclosure=aviary, mother=dove),
        zoo.Bat(id=6, name="Zubat", fur="black", enclosure=cave),
        zoo.Egg(id=1, bird=dove, grams=20),
        zoo.Egg(id=2, bird=dove, grams=None),
    ]
    vehicles = [
        zoo.Truck(id=1, plate="ZOO 1", load=7500, driver=ada),
        zoo.Truck(id=2, plate="ZOO 2", load=None, driver=None),
        zoo.Cart(id=3, plate="ZOO 3", wheels=4),
    ]
    structures = [
        zoo.Structure(id=1, name="Fence"),
        zoo.Tower(id=1, name="Keep", height=30),
        zoo.Tower(id=2, name="Mast", height=None),
        zoo.Bridge(id=1, name="Plank", span=3),
    ]
    exhibits = [
        zoo.Exhibit(
            id=1, title="Fossils", subtitle=None, adults=2, children=3, position=zoo.Position(1, -2), exit_at=None
        ),
        zoo.Exhibit(
            id=2, title="Straße", subtitle="old & new", position=zoo.Position(0, 0), exit_at=zoo.Position(5, 6)
        ),
        zoo.Sign(id=1, exhibit_id=1, text="Do not touch"),
        zoo.Sign(id=2, exhibit_id=1, text=""),
    ]
    return [
        *keepers, *enclosures, *feeds, *portions, *animals, *vehicles, *structures, *exhibits,
        *_keyed(), *_named(), *_posted(), nobody,
    ]  # fmt: skip


def _keyed() -> list[zoo.ZooBase]:
    hammer = zoo.Tool(id=UUID(int=1), name="Hammer")
    saw = zoo.Tool(id=UUID("ffffffff-0000-4000-8000-000000000000"), name="Säge")
    north = zoo.Wing(building="Main:North", number=1, label='["x"]')
    annex = zoo.Wing(building='Anb/au,"ü"', number=1, label=None)
    rooms = [
        zoo.Room(wing=north, number=2**53 + 1, door="A", tools=[hammer, saw]),
        zoo.Room(wing=north, number=-1, door=None, tools=[saw]),
        zoo.Room(wing=annex, number=0, door="A"),
    ]
    return [
        hammer,
        saw,
        north,
        zoo.Wing(building="Main:North", number=2, label=None),
        annex,
        *rooms,
        zoo.Bunk(id=1, room=rooms[0]),
        zoo.Bunk(id=2, room=rooms[0]),
        zoo.Bunk(id=3, room=rooms[2]),
        zoo.Bunk(id=4, room=None),
        zoo.Bunk(id=5, building="Main:North", wing_number=None, room_number=None),
        zoo.Reading(tool=hammer, day=date(2024, 1, 1), tick=2**63 - 1, value=1.5),
        zoo.Reading(tool=hammer, day=date(2024, 1, 2), tick=0, value=None),
        zoo.Reading(tool=saw, day=date(2024, 1, 1), tick=0, value=-0.25),
        *(
            zoo.Country(code=code, name=f"Country {number}")
            for number, code in enumerate(("de", "a:b", "a/b", "ü~", "1"))
        ),
        *(zoo.Ledger(id=number, note=None) for number in (-(2**63), -1, 0, 2**53, 2**53 + 1, 2**63 - 1)),
    ]


def _named() -> list[zoo.ZooBase]:
    question = zoo.Query(id=1, text="Why?")
    reserved = zoo.Select(
        id=1,
        class_="class",
        from_="from",
        type="type",
        order=1,
        group=2,
        select=3,
        typename="typename",
        true=True,
        null=0,
        first=4,
        after="after",
        cursor="cursor",
        node="node",
        edges=5,
        info="info",
        values=7,
        keys=8,
        with_percent=9,
        with_quote=10,
        with_colon=11,
        secret_plan="secret",
        password_hash="hash",
    )
    reserved.self = 6  # no keyword can be called so
    return [
        reserved,
        zoo.Select(id=2),
        question,
        zoo.String(id=1, length=3, query=question),
        zoo.String(id=2, length=0, query=None),
        zoo.Größe(id=1, straße="Hauptstraße", 名前="名前"),
        zoo.Größe(id=2, straße=None, 名前=None),
    ]  # fmt: skip


def _posted() -> list[zoo.ZooBase]:
    sender = zoo.Sender(id=1, name="Shop")
    parcels = [
        zoo.Parcel(id=1, content="Hay", weight=Decimal("12.500"), sender=sender),
        zoo.Parcel(id=2, content="Glass", sender=sender, is_fragile=True),
        zoo.Parcel(id=3, content="Found", weight=Decimal("0.001")),
    ]
    sender.favourite = parcels[1]
    return [sender, zoo.Sender(id=2, name="Nobody"), *parcels]


VISITS = (
    {"keeper_id": 1, "enclosure_id": 1, "visited_on": date(2024, 3, 1), "minutes": 30},
    {"keeper_id": 1, "enclosure_id": 2, "visited_on": None, "minutes": 5},
    {"keeper_id": 2, "enclosure_id": 1, "visited_on": date(2024, 2, 1), "minutes": 0},
    {"keeper_id": 5, "enclosure_id": 4, "visited_on": None, "minutes": 1},
)


async def load_zoo(connection: AsyncConnection) -> None:
    """Create the tables of the zoo in an empty database, and put its rows into them."""
    await connection.run_sync(zoo.ZooBase.metadata.create_all)
    async with AsyncSession(connection) as session:
        session.add_all(inhabitants())
        await session.flush()
        for number, specimen in enumerate(SPECIMENS):
            session.add(zoo.Specimen(**specimen))
            assert number + 1 == specimen["id"]
        await session.flush()
        await session.execute(insert(zoo.visits), VISITS)
        booths, tickets, labels, pairs = page_rows()
        await session.execute(insert(zoo.Booth), booths)
        await session.execute(insert(zoo.Ticket), tickets)
        await session.execute(insert(zoo.Label), labels)
        await session.execute(insert(zoo.ticket_labels), pairs)
        await session.commit()
