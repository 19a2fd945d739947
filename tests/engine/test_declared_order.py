"""A relation's lists come in the order that its model declares, unless the client asks for another."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import ForeignKey, insert
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gql.database import Database
from gql.gateway import Gateway
from gql.settings import Settings


class Base(DeclarativeBase):
    pass


class Album(Base):
    __tablename__ = "album"
    id: Mapped[int] = mapped_column(primary_key=True)
    songs: Mapped[list["Song"]] = relationship(order_by="(Song.disc.desc(), Song.position)")
    listed: Mapped[list["Song"]] = relationship(
        order_by="Song.position.desc()", viewonly=True, info={"gql": {"as_list": True}}
    )


class Song(Base):
    __tablename__ = "song"
    id: Mapped[int] = mapped_column(primary_key=True)
    album_id: Mapped[int] = mapped_column(ForeignKey("album.id"))
    disc: Mapped[int | None]
    position: Mapped[int]


@pytest.fixture(scope="module")
async def gateway(sqlite_url: str) -> AsyncIterator[Gateway]:
    settings = Settings()
    database = Database(sqlite_url, settings)
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(insert(Album), [{"id": 1}])
        songs = [(1, 1, 2), (2, None, 1), (3, 2, 9), (4, 2, 3), (5, 1, 2)]
        rows = [{"id": id_, "album_id": 1, "disc": disc, "position": at} for id_, disc, at in songs]
        await connection.execute(insert(Song), rows)
    yield Gateway(Base, settings=settings, database=database)
    await database.dispose()


async def ids(gateway: Gateway, field: str, rows: str = "nodes { rowId }") -> list[int]:
    query = f"{{ albums {{ nodes {{ found: {field} {{ {rows} }} }} }} }}"
    answer: dict[str, Any] = json.loads((await gateway.execute(query)).body)
    by_strawberry = await gateway.schema.execute(query)
    assert answer["data"] == by_strawberry.data
    (album,) = answer["data"]["albums"]["nodes"]
    found = album["found"]
    return [song["rowId"] for song in (found if isinstance(found, list) else found["nodes"])]


async def test_a_connection_comes_in_the_declared_order(gateway: Gateway) -> None:
    assert [2, 4, 3, 1, 5] == await ids(gateway, "songs")


async def test_a_page_is_cut_in_the_declared_order(gateway: Gateway) -> None:
    assert [1, 5] == await ids(gateway, "songs(last: 2)")


async def test_a_plain_list_comes_in_the_declared_order(gateway: Gateway) -> None:
    assert [3, 4, 5, 1, 2] == await ids(gateway, "listed", "rowId")


async def test_what_the_client_asks_for_goes_before(gateway: Gateway) -> None:
    assert [5, 4, 3, 2, 1] == await ids(gateway, "songs(orderBy: [{id: DESC}])")
