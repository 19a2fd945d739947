"""SQL fields are fields like any other: selected, filtered and sorted by, at any depth, in both executors."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import ColumnElement, Integer, String, cast, func, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, aliased, mapped_column

from gql import raw_sql, sql_field
from gql.errors import MappingError
from gql.gateway import Gateway
from gql.mapping.options import MappingOptions
from gql.mapping.read import read_models
from gql.settings import Settings
from tests.zoo import models as zoo
from tests.zoo.answers import answer, pages, respond
from tests.zoo.library import FIELDS, Book, LibraryBase, Loan


async def test_sql_fields_are_read_in_the_statement_of_their_parent(library: Gateway) -> None:
    response = await respond(library, "{ books { nodes { title loanCount minutesLent taxed thickness } } }")

    assert response["data"]["books"]["nodes"] == [
        {"title": "Algebra", "loanCount": 3, "minutesLent": "40320", "taxed": "15.00", "thickness": "%s"},
        {"title": "Bees", "loanCount": 1, "minutesLent": "10080", "taxed": "30.15", "thickness": "100% :thick"},
        {"title": "Cats", "loanCount": 0, "minutesLent": "0", "taxed": "0.45", "thickness": "100% :thick"},
    ]
    assert response["extensions"]["execution"]["statements"] == 1


async def test_sql_fields_are_read_at_any_depth(library: Gateway) -> None:
    query = """
      { authors { nodes { name lastLoanOn
          books(first: 1, orderBy: [{loanCount: DESC}]) { totalCount nodes { title loanCount author { lastLoanOn } } }
      } } }
    """

    data = await answer(library, query)

    ada = {
        "name": "Ada", "lastLoanOn": "2024-01-09",
        "books": {
            "totalCount": 2, "nodes": [{"title": "Algebra", "loanCount": 3, "author": {"lastLoanOn": "2024-01-09"}}],
        },
    }  # fmt: skip
    ben = {
        "name": "Ben", "lastLoanOn": None,
        "books": {"totalCount": 1, "nodes": [{"title": "Cats", "loanCount": 0, "author": {"lastLoanOn": None}}]},
    }  # fmt: skip
    assert data["authors"]["nodes"] == [
        ada,
        ben,
        {"name": "Cem", "lastLoanOn": None, "books": {"totalCount": 0, "nodes": []}},
    ]


@pytest.mark.parametrize(
    ("where", "titles"),
    [
        ("{loanCount: {gt: 0}}", ["Algebra", "Bees"]),
        ("{longLoanCount: {eq: 1}}", ["Algebra"]),
        ('{loanCount: {in: [0, 1]}, thickness: {contains: "100%"}}', ["Bees", "Cats"]),
        ('{taxed: {lte: "15.00"}}', ["Algebra", "Cats"]),
        ("{author: {lastLoanOn: {isNull: true}}}", ["Cats"]),
        ("{author: {books: {some: {loanCount: {gte: 3}}}}}", ["Algebra", "Bees"]),
    ],
)
async def test_sql_fields_are_filtered_by(library: Gateway, where: str, titles: list[str]) -> None:
    data = await answer(library, f"{{ books(where: {where}) {{ totalCount nodes {{ title }} }} }}")

    assert data["books"] == {"totalCount": len(titles), "nodes": [{"title": title} for title in titles]}


@pytest.mark.parametrize("field", ["loanCount", "daysLent", "minutesLent", "longLoanCount", "taxed", "thickness"])
async def test_sql_fields_sort_and_page(library: Gateway, field: str) -> None:
    query = f"""
      query Page($first: Int!, $after: String) {{
        books(first: $first, after: $after, orderBy: [{{{field}: DESC}}]) {{
          nodes {{ title {field} }} pageInfo {{ hasNextPage endCursor }}
        }}
      }}
    """
    whole = await pages(library, query, "books", first=10)

    by_one = await pages(library, query, "books", first=1)

    assert 3 == len(by_one)
    assert whole == by_one
    if field not in ("taxed", "minutesLent"):  # their texts do not sort as the numbers do
        assert [book[field] for book in whole] == sorted((book[field] for book in whole), reverse=True)


async def test_nulls_of_sql_fields_page(library: Gateway) -> None:
    query = """
      query Page($first: Int!, $after: String) {
        authors(first: $first, after: $after, orderBy: [{lastLoanOn: DESC}]) {
          nodes { name } pageInfo { hasNextPage endCursor }
        }
      }
    """

    assert [{"name": "Cem"}, {"name": "Ben"}, {"name": "Ada"}] == await pages(library, query, "authors", first=1)


async def test_a_related_row_is_ordered_by_its_sql_field(library: Gateway) -> None:
    data = await answer(
        library, "{ books(orderBy: [{author: {lastLoanOn: ASC}}, {loanCount: ASC}]) { nodes { title } } }"
    )

    assert ["Bees", "Algebra", "Cats"] == [book["title"] for book in data["books"]["nodes"]]


async def test_sql_fields_are_aggregated_and_grouped_by(library: Gateway) -> None:
    query = """
      { books {
          aggregate { sum { loanCount } max { daysLent taxed } }
          groupBy(keys: [thickness], orderBy: [{count: DESC}]) { keys { thickness } aggregate { count sum { longLoanCount } } }
        }
        authors(orderBy: [{books: {sum: {loanCount: DESC}}}]) { nodes { name } } }
    """

    data = await answer(library, query)

    assert {"sum": {"loanCount": "4"}, "max": {"daysLent": 28, "taxed": "30.15"}} == data["books"]["aggregate"]
    assert [
        {"keys": {"thickness": "100% :thick"}, "aggregate": {"count": 2, "sum": {"longLoanCount": "0"}}},
        {"keys": {"thickness": "%s"}, "aggregate": {"count": 1, "sum": {"longLoanCount": "1"}}},
    ] == data["books"]["groupBy"]
    assert {"Ada", "Ben", "Cem"} == {author["name"] for author in data["authors"]["nodes"]}


def test_type_null_and_description_come_from_the_function() -> None:
    book = read_models(LibraryBase, MappingOptions(fields=FIELDS)).by_name["Book"]

    found = {name: (each.scalar.name, each.nullable, each.description) for name, each in book.attributes.items()}
    assert ("Int", False, "How often the book was lent.") == found["loanCount"]
    assert ("Int", False, "Loans of more than a week.") == found["longLoanCount"]
    assert ("Decimal", False, "The price, with tax.") == found["taxed"]
    assert "priceWithTax" not in found
    assert book.attributes["loanCount"].read_only


async def test_a_hierarchy_inherits_the_fields_of_its_base(zoo_database: str) -> None:
    @sql_field(zoo.Animal)
    def double_key(animal: type[zoo.Animal]) -> ColumnElement[int]:
        return cast(animal.id * 2, Integer)

    @sql_field(zoo.Bird)
    def triple_key(bird: type[zoo.Bird]) -> ColumnElement[int]:
        return cast(bird.id * 3, Integer)

    gateway = Gateway(
        zoo.ZooBase,
        settings=Settings(database_url=zoo_database),
        options=MappingOptions(fields=[double_key, triple_key]),
    )
    try:
        animals = (await answer(gateway, "{ animals { nodes { rowId doubleKey ... on Bird { tripleKey } } } }"))[
            "animals"
        ]
        birds = (
            await answer(gateway, "{ birds(orderBy: [{tripleKey: DESC}]) { nodes { rowId doubleKey tripleKey } } }")
        )["birds"]
    finally:
        await gateway.stop()

    assert any("tripleKey" in animal for animal in animals["nodes"])
    assert all(animal["doubleKey"] == 2 * animal["rowId"] for animal in animals["nodes"])
    assert birds["nodes"]
    assert all(bird["tripleKey"] == 3 * bird["rowId"] for bird in birds["nodes"])


async def test_tables_of_their_own_each_have_the_field_of_their_base(zoo_database: str) -> None:
    @sql_field(zoo.Structure)
    def double_key(structure: type[zoo.Structure]) -> ColumnElement[int]:
        return cast(structure.id * 2, Integer)

    gateway = Gateway(
        zoo.ZooBase, settings=Settings(database_url=zoo_database), options=MappingOptions(fields=[double_key])
    )
    try:
        data = await answer(
            gateway,
            "{ structures(where: {doubleKey: {gt: 0}}) { nodes { rowId doubleKey } } towers { nodes { rowId doubleKey } } }",
        )
    finally:
        await gateway.stop()

    assert data["towers"]["nodes"]
    for row in data["structures"]["nodes"] + data["towers"]["nodes"]:
        assert row["doubleKey"] == 2 * row["rowId"]


# Raw SQL


def test_values_in_raw_sql_are_bound() -> None:
    evil = "x'); DROP TABLE books; --"

    statement = select(raw_sql("concat(:title, :suffix)", String(), title=aliased(Book).title, suffix=evil)).compile()

    assert "SELECT (concat( books_1.title ,  :param_1 )) AS" in str(statement)
    assert evil in statement.params.values()
    assert "DROP" not in str(statement)


def test_colons_in_raw_sql_are_casts_or_escaped() -> None:
    said = str(raw_sql(r"(:title)::text || '12\:30'", String(), title=Book.title))

    assert "(( books.title )::text || '12:30')" == said


def test_raw_sql_with_other_names_than_parts_is_refused() -> None:
    with pytest.raises(MappingError, match=r"has the parts a, b, but a, c are given"):
        raw_sql(":a + :b", Integer(), a=1, c=2)


# What cannot be a field


def refusal(*fields: Any) -> str:
    with pytest.raises(MappingError) as caught:
        read_models(LibraryBase, MappingOptions(fields=fields))
    return caught.value.message


def _fails(book: Any) -> Any:
    return book.colour


def _plain_select(book: Any) -> Any:
    return select(func.count()).where(Loan.book_id == book.id)


def _text(_: Any) -> Any:
    return text("1")


def _number(_: Any) -> Any:
    return 1


def title(book: Any) -> Any:
    return book.title


def author(book: Any) -> Any:
    return book.title


class _Stray(DeclarativeBase): ...


class Shop(_Stray):
    __tablename__ = "shops"
    id: Mapped[int] = mapped_column(primary_key=True)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (sql_field(Book)(_fails), "its function raised AttributeError: type object 'Book' has no attribute 'colour'"),
        (sql_field(Book)(_plain_select), "returned Select: end the select with .scalar_subquery()."),
        (sql_field(Book)(_text), "returned TextClause: text() has no type; write raw_sql(…) instead."),
        (sql_field(Book)(_number), "returned int: it has to return a SQL expression."),
        (sql_field(Book)(title), "The SQL field Book.title has the name of an attribute of Book"),
        (sql_field(Book, name="a b")(_fails), "Book._fails: 'a b' is not a GraphQL name"),
        (
            sql_field(Book, name="price", nullable=True)(lambda book: book.pages),
            "Book.price has the name of an attribute",
        ),
        (sql_field(Shop)(_fails), "The SQL field _fails is for Shop, which is not among the models"),
    ],
)
def test_what_is_no_field_is_refused_with_the_remedy(field: Any, said: str) -> None:
    assert said in refusal(field)


def test_two_fields_of_one_name_are_refused() -> None:
    one, other = (sql_field(Book, name="extra")(make) for make in (_first, _second))

    assert "Book._second and Book._first would both be the field extra" in refusal(one, other)


def _first(book: Any) -> Any:
    return book.pages


def _second(book: Any) -> Any:
    return book.pages


def test_a_lambda_needs_a_name() -> None:
    with pytest.raises(MappingError, match="A SQL field of Book has no name"):
        sql_field(Book)(lambda book: book.pages)
