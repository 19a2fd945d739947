"""An operation of several statements sees one state of the database, whatever others write between them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import orjson
import pytest
from sqlalchemy import Dialect, ForeignKey, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from gql.settings import Settings


@pytest.mark.parametrize("snapshots", [True, False])
async def test_what_is_written_between_two_statements_is_not_in_the_answer_of_a_snapshot(
    tmp_path: Path, snapshots: bool
) -> None:
    file = tmp_path / "shelves.sqlite"

    def write_a_book() -> None:
        with closing(sqlite3.connect(file)) as other, other:
            other.execute("INSERT INTO book (shelf_id) VALUES (1)")

    class Disturbed(TypeDecorator[str]):
        """Text; somebody writes a book whenever it is read."""

        impl = String
        cache_ok = True

        def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
            write_a_book()
            return value

    class Base(DeclarativeBase):
        pass

    class Shelf(Base):
        """A shelf."""

        __tablename__ = "shelf"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str] = mapped_column(Disturbed)
        books: Mapped[list[Book]] = relationship(lambda: Book)

    class Book(Base):
        """A book."""

        __tablename__ = "book"
        id: Mapped[int] = mapped_column(primary_key=True)
        shelf_id: Mapped[int] = mapped_column(ForeignKey("shelf.id"))

    with closing(sqlite3.connect(file)) as made:
        made.executescript(
            "PRAGMA journal_mode = wal; CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT);"
            "CREATE TABLE book (id INTEGER PRIMARY KEY, shelf_id INTEGER); INSERT INTO shelf VALUES (1, 'a')"
        )
    gateway = Gateway(Base, settings=Settings(database_url=f"sqlite:///{file}", read_snapshots=snapshots))
    request = OperationRequest("{ shelves { nodes { name books { totalCount nodes { id } } } } }")

    first, second = [orjson.loads((await gateway.execute(request)).body)["data"] for _ in range(2)]
    await gateway.stop()

    counts = [answer["shelves"]["nodes"][0]["books"]["totalCount"] for answer in (first, second)]
    assert counts == ([0, 1] if snapshots else [1, 2])
