"""Views, selects and raw SQL are read-only types with relations to and from tables."""

from __future__ import annotations

from gql.gateway import Gateway
from gql.mapping.options import MappingOptions
from gql.mapping.read import read_models
from tests.zoo.answers import answer, pages, respond
from tests.zoo.library import LibraryBase


async def test_a_view_has_relations_in_both_directions(library: Gateway) -> None:
    data = await answer(
        library,
        """{ popularBooks { nodes { loans book { title popularity { loans } } } }
             books { nodes { title popularity { loans } } } }""",
    )

    assert [{"loans": 3, "book": {"title": "Algebra", "popularity": {"loans": 3}}}] == data["popularBooks"]["nodes"]
    assert [{"loans": 3}, None, None] == [book["popularity"] for book in data["books"]["nodes"]]


async def test_a_select_is_a_type(library: Gateway) -> None:
    data = await answer(
        library,
        """{ loanMonths(orderBy: [{loans: DESC}, {firstDay: ASC}]) {
               totalCount nodes { length loans firstDay book { title } }
             }
             books { nodes { months(where: {loans: {gt: 1}}) { totalCount nodes { length loans } } } } }""",
    )

    assert {
        "totalCount": 3,
        "nodes": [
            {"length": 7, "loans": 2, "firstDay": "2024-01-05", "book": {"title": "Algebra"}},
            {"length": 7, "loans": 1, "firstDay": "2024-01-01", "book": {"title": "Bees"}},
            {"length": 14, "loans": 1, "firstDay": "2024-01-06", "book": {"title": "Algebra"}},
        ],
    } == data["loanMonths"]
    assert [{"totalCount": 1, "nodes": [{"length": 7, "loans": 2}]}, {"totalCount": 0, "nodes": []}] == [
        book["months"] for book in data["books"]["nodes"][:2]
    ]


async def test_raw_sql_is_a_type(library: Gateway) -> None:
    data = await answer(
        library,
        """{ authorTotals(where: {author: {name: {startsWith: "A"}}}) { nodes { pages books author { name } } }
             authors(orderBy: [{totals: {pages: DESC}}]) { nodes { name totals { pages } } } }""",
    )

    assert [{"pages": 200, "books": 2, "author": {"name": "Ada"}}] == data["authorTotals"]["nodes"]
    assert [None, 300, 200] == [author["totals"] and author["totals"]["pages"] for author in data["authors"]["nodes"]]


async def test_rows_of_what_is_computed_have_ids_and_pages(library: Gateway) -> None:
    query = """
      query Page($first: Int!, $after: String) {
        loanMonths(first: $first, after: $after) { nodes { id length } pageInfo { hasNextPage endCursor } }
      }
    """
    months = await pages(library, query, "loanMonths", first=1)

    found = await answer(
        library, "query Node($id: ID!) { node(id: $id) { id ... on LoanMonth { length } } }", id=months[1]["id"]
    )

    assert 3 == len(months)
    assert months[1] == found["node"]


async def test_they_are_joined_like_tables(library: Gateway) -> None:
    response = await respond(library, "{ popularBooks { nodes { loans book { title } } } }")

    assert 1 == response["extensions"]["execution"]["statements"]


def test_views_selects_and_raw_sql_are_read_only() -> None:
    types = read_models(LibraryBase, MappingOptions()).types

    assert {"AuthorTotal", "LoanMonth", "PopularBook"} == {each.name for each in types if each.is_read_only}


def test_views_are_not_created_with_the_tables() -> None:
    assert {"authors", "books", "loans"} == set(LibraryBase.metadata.tables)
