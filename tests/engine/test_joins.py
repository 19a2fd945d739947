"""Which to-one relations are read by a join in their parent's statement, and that the answer does not depend on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from sqlalchemy import ForeignKey, String, Text, insert
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gql.database import Database
from gql.gateway import Gateway
from gql.settings import Settings
from tests.engine.oracle import statements_sent


class Base(DeclarativeBase): ...


class Country(Base):
    __tablename__ = "countries"
    code: Mapped[str] = mapped_column(String(2), primary_key=True)
    name: Mapped[str]


class Writer(Base):
    __tablename__ = "writers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    memoir: Mapped[str | None] = mapped_column(Text)
    country_code: Mapped[str | None] = mapped_column(ForeignKey("countries.code"))
    teacher_id: Mapped[int | None] = mapped_column(ForeignKey("writers.id"))
    country: Mapped[Country | None] = relationship()
    teacher: Mapped[Writer | None] = relationship(remote_side=[id])
    books: Mapped[list[Book]] = relationship(back_populates="writer")

    @hybrid_property
    def shout(self) -> str:
        return self.name + "!"


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    writer_id: Mapped[int | None] = mapped_column(ForeignKey("writers.id"))
    writer: Mapped[Writer | None] = relationship(back_populates="books")


@pytest.fixture(scope="module")
async def library() -> AsyncIterator[Gateway]:
    settings = Settings(database_url="sqlite://", explain_path=False)
    database = Database("sqlite://", settings)
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(insert(Country), [{"code": "fr", "name": "France"}])
        writers = [
            {
                "id": number,
                "name": f"w{number}",
                "memoir": "long",
                "country_code": "fr",
                "teacher_id": number - 1 or None,
            }
            for number in range(1, 8)
        ]
        await connection.execute(insert(Writer), writers)
        books = [{"id": number, "title": f"b{number}", "writer_id": number % 8 or None} for number in range(1, 17)]
        await connection.execute(insert(Book), books)
    gateway = Gateway(Base, settings=settings, database=database)
    yield gateway
    await gateway.stop()


async def ask(gateway: Gateway, query: str) -> tuple[Any, list[str]]:
    """The data, the same by both executors, and the statements that the plan sent."""
    with statements_sent() as sent:
        response = await gateway.execute(query)
    found = orjson.loads(response.body)
    assert "errors" not in found
    oracle = await gateway.schema.execute(query, context_value=gateway.context())
    assert orjson.dumps(oracle.data) == orjson.dumps(found["data"])
    return found["data"], [each.sql for each in sent]


async def test_a_short_row_is_joined_wherever_its_parent_is_read(library: Gateway) -> None:
    data, sent = await ask(library, "{ books(first: 16) { nodes { title writer { name } } } }")

    assert 1 == len(sent)
    assert [None if number % 8 == 0 else {"name": f"w{number % 8}"} for number in range(1, 17)] == [
        book["writer"] for book in data["books"]["nodes"]
    ]
    _, of_pages = await ask(library, "{ writers { nodes { books(first: 1) { nodes { writer { name } } } } } }")
    assert 2 == len(of_pages)


async def test_joins_follow_one_another_and_what_hangs_on_a_joined_row_is_batched(library: Gateway) -> None:
    data, sent = await ask(
        library,
        "{ books(first: 3) { nodes { writer { teacher { name teacher { name } } "
        "books(first: 1) { totalCount nodes { title } } } } } }",
    )

    assert 3 == len(sent)  # books with their writers and two teachers, the writers' books, their count
    assert {"name": "w2", "teacher": {"name": "w1"}} == data["books"]["nodes"][2]["writer"]["teacher"]
    assert {"totalCount": 2, "nodes": [{"title": "b1"}]} == data["books"]["nodes"][0]["writer"]["books"]


@pytest.mark.parametrize("field", ["memoir", "shout"])
async def test_a_long_text_or_an_expression_is_read_once_for_each_row(library: Gateway, field: str) -> None:
    _, sent = await ask(library, f"{{ books(first: 16) {{ nodes {{ writer {{ name {field} }} }} }} }}")

    assert 2 == len(sent)


async def test_a_long_text_is_joined_where_one_row_is_looked_up(library: Gateway) -> None:
    first, _ = await ask(library, "{ books(first: 1) { nodes { id } } }")

    data, sent = await ask(library, f'{{ book(id: "{first["books"]["nodes"][0]["id"]}") {{ writer {{ memoir }} }} }}')

    assert 1 == len(sent)
    assert {"writer": {"memoir": "long"}} == data["book"]


async def test_a_key_of_text_is_matched_exactly_not_joined(library: Gateway) -> None:
    _, sent = await ask(library, "{ writers(first: 2) { nodes { country { name } } } }")

    assert 2 == len(sent)


@pytest.mark.parametrize(
    "aliases", ["a: writer { name } b: writer { memoir }", "a: writer { memoir } b: writer { name }"]
)
async def test_aliases_of_a_relation_share_its_place(library: Gateway, aliases: str) -> None:
    query = f"{{ books(first: 2) {{ nodes {{ {aliases.replace('}', 'books(first: 1) { nodes { title } } }')} }} }} }}"
    _, sent = await ask(library, query)

    joined = "name" in aliases.partition("b:")[0]
    assert len(sent) == (2 if joined else 3)


async def test_a_statement_joins_four_rows_at_most(library: Gateway) -> None:
    depth = 6
    query = "{ writers { nodes { " + "teacher { name " * depth + "}" * depth + " } } }"

    data, sent = await ask(library, query)

    assert 2 == len(sent)
    assert 4 == sent[0].count("JOIN")
    teacher = data["writers"]["nodes"][6]
    for number in range(6, 0, -1):
        teacher = teacher["teacher"]
        assert f"w{number}" == teacher["name"]


async def test_a_page_size_stands_in_the_text_for_eight_sizes_and_is_a_parameter_after_that(library: Gateway) -> None:
    query = "query Q($first: Int!) { books(first: $first) { nodes { title } } }"
    texts = []
    for first in range(1, 13):
        with statements_sent() as sent:
            response = await library.execute(_request(query, first))
        assert first == len(orjson.loads(response.body)["data"]["books"]["nodes"])
        texts.append(sent[0].sql)

    assert 9 == len(set(texts))
    with statements_sent() as sent:
        await library.execute(_request(query, 3))
    assert sent[0].sql == texts[2]


def _request(query: str, first: int) -> Any:
    from gql.execution.request import OperationRequest

    return OperationRequest(query, variables={"first": first})
