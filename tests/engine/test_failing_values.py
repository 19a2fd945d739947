"""Values that the schema promises not to hold: the field is an error, null spreads as far as it must, and no further.

SQLite keeps whatever is put into a column, so what another program wrote there can break any promise of the models.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import JSON, ForeignKey, Integer, String, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, composite, mapped_column, relationship

from gql.gateway import Gateway
from gql.mapping.options import MappingOptions
from gql.settings import Settings
from tests.engine.conftest import fill, new_database
from tests.engine.oracle import Oracle


class Base(DeclarativeBase):
    pass


class Size:
    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height

    def __composite_values__(self) -> tuple[int, int]:
        return self.width, self.height


class Box(Base):
    __tablename__ = "boxes"

    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(String(20))
    number: Mapped[int | None] = mapped_column(Integer)
    document: Mapped[dict[str, object] | None] = mapped_column(JSON)
    width: Mapped[int | None]
    height: Mapped[int]
    size: Mapped[Size | None] = composite("width", "height")
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    inner_id: Mapped[int | None] = mapped_column(ForeignKey("boxes.id"))

    room: Mapped[Room] = relationship(back_populates="boxes")
    inner: Mapped[Box | None] = relationship(remote_side=[id], back_populates="outers")
    outers: Mapped[list[Box]] = relationship(back_populates="inner", info={"gql": {"as_list": True}})


class Room(Base):
    __tablename__ = "rooms"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))

    boxes: Mapped[list[Box]] = relationship(back_populates="room")


class Shape(Base):
    __tablename__ = "shapes"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "shape"}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))


class Circle(Shape):
    __mapper_args__ = {"polymorphic_identity": "circle"}

    radius: Mapped[int | None]


async def load(connection: AsyncConnection) -> None:
    for statement in (
        "CREATE TABLE rooms (id INTEGER PRIMARY KEY, name)",
        "CREATE TABLE boxes (id INTEGER PRIMARY KEY, label, number, document, width, height, room_id, inner_id)",
        "CREATE TABLE shapes (id INTEGER PRIMARY KEY, kind, radius)",
        "INSERT INTO rooms VALUES (1, 'hall'), (2, NULL)",
        """INSERT INTO boxes VALUES
           (1, 'good', 1, '{"a": 1}', 1, 2, 1, NULL),
           (2, NULL, 2, NULL, NULL, NULL, 1, 1),
           (3, 'large', 1099511627776, '{"a": 123456789012345678901234567890}', 3, NULL, 1, 2),
           (4, 'lost', 4, '{"a": "\\ud800"}', NULL, 4, 99, 3),
           (5, 'nameless', 5, NULL, 5, 5, 2, 98)""",
        "INSERT INTO shapes VALUES (1, 'circle', 3), (2, 'hexagon', NULL), (3, 'shape', NULL)",
    ):
        await connection.execute(text(statement.replace(":", r"\:")))


@pytest.fixture(scope="module", params=[False, True], ids=["nullable relations", "non-null relations"])
async def boxes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Oracle]:
    with new_database("sqlite", tmp_path_factory.mktemp("boxes")) as url:
        await fill(url, load)
        options = MappingOptions(non_null_relations=request.param)
        gateway = Gateway(Base, settings=Settings(database_url=url), options=options)
        yield Oracle(gateway)
        await gateway.stop()


QUERIES = {
    "a null in a list": "{ boxes { nodes { label } } }",
    "a null in a look-up": '{ box(id: "Qm94OjI") { rowId label } b: box(id: "Qm94OjE") { label } }',
    "a null among nodes": '{ nodes(ids: ["Qm94OjE", "Qm94OjI", "Qm94OjM"]) { id ... on Box { label } } }',
    "a null in a to-one": "{ boxes { nodes { rowId inner { rowId label } } } }",
    "a null in a list in a list": "{ rooms { nodes { rowId boxes { edges { node { label } } } } } }",
    "a null in a plain list": "{ boxes { nodes { rowId outers { rowId label } } } }",
    "a plain list": "{ boxes { nodes { rowId outers { rowId outers { rowId inner { rowId } } } } } }",
    "an integer that is too large": "{ boxes { nodes { rowId number } } }",
    "an integer that is too large, twice": "{ boxes { nodes { a: number b: number inner { number } } } }",
    "a JSON number that is too large": '{ box(id: "Qm94OjM") { document } }',
    "a lone surrogate in JSON": '{ box(id: "Qm94OjQ") { document } }',
    "parts of a composite": "{ boxes { nodes { rowId size { width height } } } }",
    "a part of a composite that may be null": "{ boxes { nodes { rowId size { width } } } }",
    "a row that is gone": "{ boxes { nodes { rowId room { rowId } inner { rowId } } } }",
    "a row that is gone below one that may be null": '{ box(id: "Qm94OjQ") { rowId room { rowId } } }',
    "a null below a row that is there": '{ box(id: "Qm94OjU") { room { name } } }',
    "a class that nobody knows": "{ shapes { nodes { __typename id } } }",
    "a class that somebody knows": "{ shapes(first: 1) { nodes { __typename ... on Circle { radius } } } }",
    "a class that nobody knows in a look-up": '{ shape(id: "U2hhcGU6Mg") { id } circles { nodes { radius } } }',
    "an error beside good rows": '{ box(id: "x") { label } rooms(first: 1) { nodes { name boxes(first: 1) { totalCount } } } }',
}


@pytest.mark.parametrize("name", QUERIES)
async def test_a_value_that_fails_fails_alike_in_both_executors(boxes: Oracle, name: str) -> None:
    await boxes.compare(QUERIES[name])


async def test_what_fails_is_null_where_it_may_be(boxes: Oracle) -> None:
    outcome = await boxes.compare('{ boxes(first: 3) { nodes { rowId number } } box(id: "Qm94OjI") { label } }')

    numbers = [1, 2, None]
    assert {
        "boxes": {"nodes": [{"rowId": key, "number": number} for key, number in enumerate(numbers, start=1)]},
        "box": None,
    } == outcome.data
    assert {("boxes", "nodes", 2, "number"), ("box", "label")} == {path for _, path, _ in outcome.answer.errors}
