"""`search` finds the rows that hold all words, best fits first, page by page, whatever stands in the text."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from hypothesis import given, settings, strategies as st

from tests.engine.conftest import fill, new_database, serving
from tests.engine.oracle import Oracle
from tests.engine.texts import ROWS, WORDS, TextBase, expected, load_texts

LISTS = ("notes", "memos")
HOSTILE = (
    *("", " ", "\0", "'", '"', "*", "-", "+", "%", "_", "\\", "(", ")", "{}", "^", "~", "@", ":", "<->", "''", '"" ""'),
    *("AND", "OR", "NOT", "NEAR(", "NEAR(river light, 2)", "river AND light", "river OR light", "NOT river", "river*"),
    *(
        "-river",
        "+river",
        "title:river",
        "river\0light",
        "river & !light",
        "river <-> light",
        "river' OR 1=1 --",
        "riv%",
    ),
    *(
        '"river light"',
        '"river',
        "river\\",
        "the",
        "a of the",
        "the river",
        "{title} : river",
        "^river",
        ">river <light",
    ),
    *(
        "a" * 500,
        "é" * 500,
        "日" * 500,
        "ri\u200bver",
        "\u202eriver",
        "🎉",
        "🎉 river",
        "river\ud7ff",
        "(?i)river",
        "r.ver",
    ),
    *("[[:alpha:]]+", "$1", ":name", "%s", "%(x)s", "?"),
)

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
    st.sampled_from(HOSTILE),
)


@pytest.fixture(scope="module")
async def library(kind: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Oracle]:
    with new_database(kind, tmp_path_factory.mktemp("texts")) as url:
        await fill(url, load_texts)
        async with serving(TextBase, url) as gateway:
            yield Oracle(gateway)


async def page(library: Oracle, name: str, **arguments: Any) -> Any:
    """One page of a list, the same by both executors; errors fail the test."""
    types = {"search": "String", "first": "Int", "last": "Int", "after": "String", "before": "String"}
    definitions = ", ".join(f"${argument}: {types[argument]}" for argument in arguments)
    given = ", ".join(f"{argument}: ${argument}" for argument in arguments)
    outcome = await library.compare(
        f"query ({definitions}) {{ {name}({given}) {{ totalCount edges {{ cursor node {{ rowId }} }}"
        " pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }",
        arguments,
    )
    assert () == outcome.answer.errors
    return outcome.data[name]


def keys(connection: Any) -> list[int]:
    return [edge["node"]["rowId"] for edge in connection["edges"]]


@pytest.mark.parametrize("name", LISTS)
async def test_hostile_texts_are_words_or_nothing(library: Oracle, name: str) -> None:
    for text in HOSTILE:
        found = await page(library, name, search=text, first=100)

        assert expected(text.replace("\0", " ")) == set(keys(found)), text
        assert len(found["edges"]) == found["totalCount"], text


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=40)
@given(text=texts)
async def test_all_words_must_be_there_in_any_case_and_attribute(library: Oracle, name: str, text: str) -> None:
    found = await page(library, name, search=text, first=100)

    assert expected(text.replace("\0", " ")) == set(keys(found))


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=15)
@given(text=st.sampled_from([word for word in WORDS if len(expected(word)) > 3]), size=st.integers(1, 7))
async def test_pages_joined_are_the_list(library: Oracle, name: str, text: str, size: int) -> None:
    whole = keys(await page(library, name, search=text, first=100))

    forwards: list[int] = []
    cursor = None
    goes_on = True
    while goes_on:
        found = await page(library, name, search=text, first=size, after=cursor)
        assert bool(forwards) == found["pageInfo"]["hasPreviousPage"]
        forwards += keys(found)
        cursor, goes_on = found["pageInfo"]["endCursor"], found["pageInfo"]["hasNextPage"]
    backwards: list[int] = []
    cursor, goes_on = None, True
    while goes_on:
        found = await page(library, name, search=text, last=size, before=cursor)
        backwards = keys(found) + backwards
        cursor, goes_on = found["pageInfo"]["startCursor"], found["pageInfo"]["hasPreviousPage"]

    assert whole == forwards == backwards


@pytest.mark.parametrize("text", ["light", "river", "the", "go light"])
@pytest.mark.parametrize("name", LISTS)
async def test_each_parent_has_its_own_page_and_count(library: Oracle, name: str, text: str) -> None:
    query = f"query ($text: String) {{ binders {{ nodes {{ rowId {name}(search: $text, first: 2) {{ totalCount"
    outcome = await library.compare(query + " nodes { rowId } } } } }", {"text": text})

    whole = keys(await page(library, name, search=text, first=100))
    for binder in outcome.data["binders"]["nodes"]:
        own = [key for key in whole if key in expected(text, binder["rowId"])]
        assert own[:2] == [node["rowId"] for node in binder[name]["nodes"]]
        assert len(own) == binder[name]["totalCount"]
    assert 3 == outcome.statements


@pytest.mark.parametrize("name", LISTS)
async def test_a_word_in_the_first_attribute_counts_most(library: Oracle, kind: str, name: str) -> None:
    if kind == "mariadb" and name == "notes":
        pytest.skip("InnoDB has no weights")

    whole = keys(await page(library, name, search="lantern", first=100))

    in_title = {row["id"] for row in ROWS if "lantern" in row["title"].split()}
    assert in_title
    assert whole[0] in in_title


@pytest.mark.parametrize("name", LISTS)
async def test_where_and_order_by_go_with_it(library: Oracle, name: str) -> None:
    outcome = await library.compare(
        f'{{ {name}(search: "light", where: {{rowId: {{lte: 30}}}}, orderBy: [{{rowId: DESC}}], first: 100)'
        " { totalCount aggregate { count } nodes { rowId } } }"
    )

    wanted = sorted((key for key in expected("light") if key <= 30), reverse=True)
    assert wanted == [node["rowId"] for node in outcome.data[name]["nodes"]]
    assert len(wanted) == outcome.data[name]["totalCount"] == outcome.data[name]["aggregate"]["count"]


async def test_null_is_no_search(library: Oracle) -> None:
    found = await page(library, "notes", search=None, first=100)

    assert len(ROWS) + 1 == found["totalCount"]


async def test_the_cursor_of_another_search_is_refused(library: Oracle) -> None:
    found = await page(library, "notes", search="light", first=1)

    outcome = await library.compare(
        'query ($after: String) { notes(search: "river", after: $after) { nodes { rowId } } }',
        {"after": found["pageInfo"]["endCursor"]},
    )

    assert {"INVALID_CURSOR"} == outcome.codes


@pytest.mark.parametrize("text", ["a" * 501, " ".join(f"w{number}" for number in range(51))])
async def test_a_text_without_end_is_refused(library: Oracle, text: str) -> None:
    outcome = await library.compare(
        "query ($text: String) { notes(search: $text) { nodes { rowId } } }", {"text": text}
    )

    assert {"BAD_USER_INPUT"} == outcome.codes
    assert "notes.search: at most" in outcome.answer.errors[0][0]


async def test_searches_of_equal_shape_share_a_statement(library: Oracle) -> None:
    query = "query ($text: String) { notes(search: $text) { nodes { rowId } } }"

    first = await library.plan(query, {"text": "light"})
    second = await library.plan(query, {"text": "river bridge"})

    assert first.sent[0].selectable is second.sent[0].selectable


async def test_highlights_are_html_around_the_words(library: Oracle) -> None:
    outcome = await library.compare(
        '{ notes(search: "needle") { edges { searchHighlights { field html: fragment __typename } } } }'
    )

    (edge,) = outcome.data["notes"]["edges"]
    title, body = edge["searchHighlights"]
    assert {
        "field": "title",
        "html": "&lt;b&gt;<mark>Needle</mark>&lt;/b&gt; &amp; thread",
        "__typename": "SearchHighlight",
    } == title
    hay = " ".join(["hay"] * 15)
    assert body["html"].startswith(f"…{hay} <mark>needle</mark>, hay hay")
    assert " <mark>Needle</mark> hay" in body["html"]
    assert body["html"].endswith("hay…")
    assert 160 >= len(re.sub("</?mark>|…", "", body["html"])) > 150


async def test_highlights_are_null_without_a_search(library: Oracle) -> None:
    outcome = await library.compare("{ notes(first: 1) { edges { searchHighlights { field } } } }")

    assert [{"searchHighlights": None}] == outcome.data["notes"]["edges"]


async def test_the_root_field_has_highlights_too(library: Oracle) -> None:
    answer = await library.strawberry('{ search(text: "thread") { edges { searchHighlights { field } } } }')

    edge = {"searchHighlights": [{"field": "title"}]}
    assert {"search": {"edges": [edge, edge]}} == orjson.loads(answer.data)


# The root field


async def found(library: Oracle, text: str, **arguments: Any) -> Any:
    """A page of the root field; errors fail the test."""
    given = "".join(f", {name}: ${name}" for name in arguments)
    types = {"first": "Int", "after": "String", "types": "[SearchType!]"}
    definitions = "".join(f", ${name}: {types[name]}" for name in arguments)
    answer = await library.strawberry(
        f"query ($text: String!{definitions}) {{ search(text: $text{given}) {{ totalCount nodes {{ __typename }}"
        " edges { cursor rank node { __typename ... on Note { rowId } ... on Memo { rowId } } }"
        " pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }",
        {"text": text, **arguments},
    )
    assert () == answer.errors
    return orjson.loads(answer.data)["search"]


def hits(connection: Any) -> list[tuple[str, int]]:
    return [(edge["node"]["__typename"], edge["node"]["rowId"]) for edge in connection["edges"]]


@settings(max_examples=20)
@given(text=texts)
async def test_all_types_are_searched_at_once(library: Oracle, text: str) -> None:
    connection = await found(library, text, first=100)

    wanted = expected(text.replace("\0", " "))
    assert {(name, key) for name in ("Note", "Memo") for key in wanted} == set(hits(connection))
    assert 2 * len(wanted) == connection["totalCount"] == len(connection["edges"])
    ranks = [edge["rank"] for edge in connection["edges"]]
    assert sorted(ranks, reverse=True) == ranks


@settings(max_examples=10)
@given(text=st.sampled_from([word for word in WORDS if len(expected(word)) > 3]), size=st.integers(1, 9))
async def test_pages_of_all_types_joined_are_the_list(library: Oracle, text: str, size: int) -> None:
    whole = hits(await found(library, text, first=100))

    joined: list[tuple[str, int]] = []
    cursor, goes_on = None, True
    while goes_on:
        connection = await found(library, text, first=size, after=cursor)
        assert bool(joined) == connection["pageInfo"]["hasPreviousPage"]
        joined += hits(connection)
        cursor, goes_on = connection["pageInfo"]["endCursor"], connection["pageInfo"]["hasNextPage"]

    assert whole == joined


async def test_types_choose_what_is_searched(library: Oracle) -> None:
    only_notes = await found(library, "light", types=["NOTE"], first=100)
    nothing = await found(library, "light", types=[], first=100)

    assert {("Note", key) for key in expected("light")} == set(hits(only_notes))
    assert [] == hits(nothing)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ('text: "light", after: "bogus"', "INVALID_CURSOR"),
        ('text: "light", first: 101', "BAD_USER_INPUT"),
        ('text: "light", first: -1', "BAD_USER_INPUT"),
        (f'text: "{"a" * 501}"', "BAD_USER_INPUT"),
    ],
)
async def test_what_cannot_be_found_is_refused(library: Oracle, arguments: str, code: str) -> None:
    answer = await library.strawberry(f"{{ search({arguments}) {{ nodes {{ __typename }} }} }}")

    assert [code] == [error[2] for error in answer.errors]


async def test_the_cursor_of_another_text_is_refused_by_the_root_field(library: Oracle) -> None:
    cursor = (await found(library, "light", first=1))["pageInfo"]["endCursor"]

    answer = await library.strawberry(f'{{ search(text: "river", after: "{cursor}") {{ nodes {{ __typename }} }} }}')

    assert ["INVALID_CURSOR"] == [error[2] for error in answer.errors]


async def test_an_aggregate_of_nothing_but_its_type_is_one_row(library: Oracle) -> None:
    outcome = await library.compare('{ notes(search: "***") { aggregate { __typename } } }')
    everything = await library.compare("{ notes { aggregate { __typename } } }")

    assert outcome.data == everything.data == {"notes": {"aggregate": {"__typename": "NoteAggregate"}}}
    assert 1 == outcome.rows == everything.rows
