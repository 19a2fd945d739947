"""Models to search, with and without an index, and what a search must find in them, computed without any SQL."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from sqlalchemy import ForeignKey, String, Text, insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gql import Searchable
from gql.database.search_index import create_with_tables

TABLE_OPTIONS = {"mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
WORDS = (
    "river Bridge bridge LIGHT light lantern Straße straße Éclair éclair дом Дом 日本語 the a of go x1 42 and not near or "
    'O\'Brien re-read user@example.com snake_case 3.14 c++ "quoted" *star* (bracket) -minus ~tilde'
).split()


class TextBase(DeclarativeBase):
    """Base of these models."""


create_with_tables(TextBase.metadata)


class Binder(TextBase):
    __tablename__ = "binders"
    __table_args__ = (TABLE_OPTIONS,)

    id: Mapped[int] = mapped_column(primary_key=True)

    notes: Mapped[list[Note]] = relationship()
    memos: Mapped[list[Memo]] = relationship(order_by="Memo.title")


class Note(TextBase):
    """Searched by an index."""

    __tablename__ = "notes"
    __table_args__ = (
        {**TABLE_OPTIONS, "info": {"gql": {"search": Searchable("title", "summary", "body", index="notes_search")}}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    binder_id: Mapped[int | None] = mapped_column(ForeignKey("binders.id"))
    title: Mapped[str] = mapped_column(String(100))
    summary: Mapped[str | None] = mapped_column(String(200))
    body: Mapped[str | None] = mapped_column(Text)


class Memo(TextBase):
    """Searched without one."""

    __tablename__ = "memos"
    __table_args__ = (TABLE_OPTIONS,)
    __gql__ = {"search": Searchable("title", "summary", "body")}

    id: Mapped[int] = mapped_column(primary_key=True)
    binder_id: Mapped[int | None] = mapped_column(ForeignKey("binders.id"))
    title: Mapped[str] = mapped_column(String(100))
    summary: Mapped[str | None] = mapped_column(String(200))
    body: Mapped[str | None] = mapped_column(Text)


def _rows() -> list[dict[str, Any]]:
    random = Random(7)

    def text(most: int) -> str:
        return random.choice((" ", "  ", "\n", ", ")).join(random.choices(WORDS, k=random.randint(0, most)))

    return [
        {
            "id": number,
            "binder_id": random.choice((None, 1, 2, 3)),
            "title": text(3),
            "summary": random.choice((None, text(3))),
            "body": random.choice((None, text(12))),
        }
        for number in range(1, 61)
    ]


ROWS = _rows()
LONG = {
    "id": 100,
    "binder_id": None,
    "title": "<b>Needle</b> & thread",
    "summary": None,
    "body": f"{'hay ' * 100}needle, {'hay ' * 20}Needle {'hay ' * 100}",
}
"""A row with a long text, of words that the others do not have."""


async def load_texts(connection: AsyncConnection) -> None:
    """Create the tables in an empty database, and put the rows into them."""
    await connection.run_sync(TextBase.metadata.create_all)
    await connection.execute(insert(Binder), [{"id": number} for number in (1, 2, 3)])
    for model in (Note, Memo):
        await connection.execute(insert(model), [*ROWS, LONG])


def words_of(text: str | None) -> set[str]:
    """The words of a text, in lower case."""
    return set(re.findall(r"[^\W_]+", (text or "").lower()))


def expected(text: str, binder: int | None = None) -> set[int]:
    """The keys of the rows that hold all words of `text`, of one binder or of all."""
    wanted = words_of(text)
    return {
        row["id"]
        for row in ROWS
        if wanted
        and wanted <= words_of(row["title"]) | words_of(row["summary"]) | words_of(row["body"])
        and binder in (None, row["binder_id"])
    }
