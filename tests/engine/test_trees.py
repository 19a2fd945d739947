"""Trees are walked as a naive walk in Python would, for all rows of a level in one statement, and every walk ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import ColumnElement, insert

from gql.mapping.ids import id_encoder
from gql.sql import sources
from gql.sql.entities import Entity
from tests.engine.conftest import fill, new_database, serving
from tests.engine.oracle import Oracle
from tests.engine.trees import (
    ASSETS,
    MANAGERS,
    NAMES,
    PLACES,
    SECTIONS,
    SPONSORS,
    Parents,
    Place,
    TreeBase,
    ancestors,
    descendants,
    has_cycles,
    load_trees,
)

CHAIN = 1000


@pytest.fixture(scope="module")
async def url(kind: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    with new_database(kind, tmp_path_factory.mktemp("trees")) as url:
        await fill(url, load_trees)
        yield url


@pytest.fixture(scope="module")
async def trees(url: str) -> AsyncIterator[Oracle]:
    async with serving(TreeBase, url) as gateway:
        yield Oracle(gateway)


@pytest.fixture(scope="module")
async def extremes(kind: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """A database with a chain of a thousand places, and a place with a thousand in it."""

    async def load(connection: Any) -> None:
        await connection.run_sync(TreeBase.metadata.create_all)
        chain = [{"id": number, "within_id": number - 1 or None} for number in range(1, CHAIN + 1)]
        wide = [{"id": 5000 + number, "within_id": 5000 if number else None} for number in range(CHAIN + 1)]
        await connection.execute(insert(Place), chain + wide)

    with new_database(kind, tmp_path_factory.mktemp("extremes")) as url:
        await fill(url, load)
        yield url


def id_of(trees: Oracle, type_name: str, key: Any) -> str:
    return id_encoder(trees.gateway.mirror.by_name[type_name])(key)


@pytest.mark.parametrize(
    ("field", "type_name", "parents", "prefix", "key"),
    [
        ("places", "Place", PLACES, "", "rowId"),
        ("people", "Person", MANAGERS, "manager", "rowId"),
        ("people", "Person", SPONSORS, "sponsor", "rowId"),
        ("sections", "Section", SECTIONS, "outline", "book number"),
        ("assets", "Asset", ASSETS, "", "rowId"),
    ],
)
async def test_a_walk_finds_what_a_naive_one_does(
    trees: Oracle, field: str, type_name: str, parents: Parents, prefix: str, key: str
) -> None:
    def name(plain: str) -> str:
        return f"{plain}: {prefix}{plain.capitalize()}" if prefix else plain

    assert has_cycles(parents, parents)

    outcome = await trees.compare(
        f"{{ {field}(first: 100) {{ nodes {{ {key} {name('depth')} {name('path')} {name('ancestors')} {{ {key} }} "
        f"{name('descendants')}(first: 100) {{ totalCount edges {{ depth node {{ {key} }} }} }} }} }} }}"
    )

    def key_of(row: dict[str, Any]) -> Any:
        values = tuple(row[part] for part in key.split())
        return values if len(values) > 1 else values[0]

    rows = outcome.data[field]["nodes"]
    assert sorted(parents) == [key_of(row) for row in rows]
    for row in rows:
        above, below = ancestors(parents, key_of(row)), descendants(parents, key_of(row))
        assert above == [key_of(each) for each in row["ancestors"]]
        assert len(above) == row["depth"]
        assert [id_of(trees, type_name, each) for each in [*above, key_of(row)]] == row["path"]
        assert below == [(edge["depth"], key_of(edge["node"])) for edge in row["descendants"]["edges"]]
        assert len(below) == row["descendants"]["totalCount"]
    # The list, its rows' ancestors (three fields), their descendants, and the count of these.
    assert 4 == outcome.statements


async def test_each_level_of_selection_is_one_statement(trees: Oracle) -> None:
    outcome = await trees.compare(
        "{ places(first: 20) { nodes { depth descendants(first: 3) { nodes { depth ancestors { rowId "
        "descendants(first: 1, maxDepth: 1) { nodes { path } } } } } } } }"
    )

    assert [
        "places",
        "Place.ancestors",
        "Place.descendants",
        "Place.ancestors",
        "Place.descendants",
        "Place.ancestors",
    ] == [sent.fetch.scope for sent in outcome.sent]


async def test_fields_of_a_subclass_come_with_the_rows_of_the_walk(trees: Oracle) -> None:
    outcome = await trees.compare(
        "{ assets(first: 100) { nodes { rowId descendants(first: 100) { nodes { "
        "__typename rowId ... on Machine { power depth } } } } } }"
    )

    for row in outcome.data["assets"]["nodes"]:
        for node in row["descendants"]["nodes"]:
            is_machine = node["rowId"] % 3 == 0
            assert ("Machine" if is_machine else "PlainAsset") == node["__typename"]
            assert (node["rowId"] * 10 if is_machine else None) == node.get("power")
    assert 3 == outcome.statements


@pytest.mark.parametrize(
    "order_by", ["", ", orderBy: [{name: ASC}]", ", orderBy: [{within: {name: DESC}}, {name: ASC}]"]
)
@pytest.mark.parametrize("most", [2, 100])
@pytest.mark.parametrize(
    ("size", "cursor", "has_more"), [("first", "after", "hasNextPage"), ("last", "before", "hasPreviousPage")]
)
async def test_pages_joined_are_the_list(
    trees: Oracle, order_by: str, most: int, size: str, cursor: str, has_more: str
) -> None:
    root = max(PLACES, key=lambda key: len(descendants(PLACES, key)))
    query = (
        "query ($place: ID!, $cursor: String, $size: Int, $most: Int) { place(id: $place) { descendants("
        f"{size}: $size, {cursor}: $cursor, maxDepth: $most{order_by}) {{ totalCount nodes {{ rowId name }} "
        f"pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }} }} }} }}"
    )
    variables = {"place": id_of(trees, "Place", root), "most": most}
    whole = (await trees.compare(query, {**variables, "size": 100})).data["place"]["descendants"]

    expected = [key for _, key in descendants(PLACES, root, most)]
    if not order_by:
        assert expected == [node["rowId"] for node in whole["nodes"]]
    elif "within" not in order_by:
        expected.sort(key=lambda key: (NAMES[key] is None, NAMES[key] or "", key))
        assert expected == [node["rowId"] for node in whole["nodes"]]
    assert sorted(expected) == sorted(node["rowId"] for node in whole["nodes"])

    joined: list[Any] = []
    at = None
    while True:
        page = (await trees.compare(query, {**variables, "size": 5, "cursor": at})).data["place"]["descendants"]
        joined = joined + page["nodes"] if size == "first" else page["nodes"] + joined
        assert len(expected) == page["totalCount"]
        if not page["pageInfo"][has_more]:
            break
        at = page["pageInfo"]["endCursor" if size == "first" else "startCursor"]
    assert whole["nodes"] == joined


async def test_lists_of_different_depth_are_counted_apart(trees: Oracle) -> None:
    outcome = await trees.compare(
        "query ($most: Int) { places(first: 100) { nodes { rowId one: descendants(first: 1, maxDepth: 1) { totalCount } "
        "again: descendants(first: 2, maxDepth: 1) { totalCount } given: descendants(maxDepth: $most) { totalCount } "
        "none: descendants(maxDepth: 0) { totalCount nodes { rowId } } } } }",
        {"most": 2},
    )

    for row in outcome.data["places"]["nodes"]:
        counts = [len(descendants(PLACES, row["rowId"], most)) for most in (1, 1, 2, 0)]
        assert counts == [row[name]["totalCount"] for name in ("one", "again", "given", "none")]
        assert [] == row["none"]["nodes"]
    assert 5 == outcome.statements  # the list, three counts, and the page of nothing


@pytest.mark.parametrize(
    ("depth", "told"), [(-1, "must not be negative, got -1"), (101, "must be at most 100, got 101")]
)
async def test_a_depth_out_of_range_is_the_fields_error(trees: Oracle, depth: int, told: str) -> None:
    for selection in ("totalCount", "nodes { rowId }", "totalCount nodes { rowId }"):
        outcome = await trees.compare(
            f"query ($most: Int) {{ place(id: $id) {{ rowId descendants(maxDepth: $most) {{ {selection} }} }} }}".replace(
                "$id", f'"{id_of(trees, "Place", 1)}"'
            ),
            {"most": depth},
        )

        assert {"BAD_USER_INPUT"} == outcome.codes
        ((message, path, _),) = outcome.answer.errors
        assert (f"Place.descendants: maxDepth {told}.", ("place", "descendants")) == (message, path)


async def test_a_walk_stops_at_the_bound(extremes: str) -> None:
    async with serving(TreeBase, extremes) as gateway:
        trees = Oracle(gateway)
        outcome = await trees.compare(
            "query ($top: ID!, $end: ID!) { top: place(id: $top) { descendants { totalCount } } "
            "end: place(id: $end) { depth ancestors { rowId } } }",
            {"top": id_of(trees, "Place", 1), "end": id_of(trees, "Place", CHAIN)},
        )

    assert {"descendants": {"totalCount": 100}} == outcome.data["top"]
    assert list(range(CHAIN - 100, CHAIN)) == [each["rowId"] for each in outcome.data["end"]["ancestors"]]


async def test_a_raised_bound_reaches_the_end_of_a_long_chain(extremes: str) -> None:
    async with serving(TreeBase, extremes, tree_depth_max=CHAIN) as gateway:
        trees = Oracle(gateway)
        outcome = await trees.compare(
            "query ($top: ID!, $end: ID!) { top: place(id: $top) { descendants(last: 1) { totalCount edges { "
            "depth node { rowId } } } } end: place(id: $end) { depth path } }",
            {"top": id_of(trees, "Place", 1), "end": id_of(trees, "Place", CHAIN)},
        )

    last = {"depth": CHAIN - 1, "node": {"rowId": CHAIN}}
    assert {"descendants": {"totalCount": CHAIN - 1, "edges": [last]}} == outcome.data["top"]
    assert CHAIN - 1 == outcome.data["end"]["depth"]
    assert CHAIN == len(outcome.data["end"]["path"])


async def test_a_wide_tree_is_paged_in_the_database(extremes: str) -> None:
    async with serving(TreeBase, extremes) as gateway:
        trees = Oracle(gateway)
        outcome = await trees.compare(
            "query ($top: ID!) { place(id: $top) { descendants(first: 2, offset: 500) { totalCount nodes { rowId depth } "
            "pageInfo { hasNextPage hasPreviousPage } } } }",
            {"top": id_of(trees, "Place", 5000)},
        )

    assert {
        "totalCount": CHAIN,
        "nodes": [{"rowId": 5501, "depth": 1}, {"rowId": 5502, "depth": 1}],
        "pageInfo": {"hasNextPage": True, "hasPreviousPage": True},
    } == outcome.data["place"]["descendants"]
    assert outcome.rows <= 8


async def test_a_walk_ends_at_a_row_that_may_not_be_seen(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows enter a statement at one place: what its conditions leave out, a walk neither shows nor passes."""
    hidden = {key for key in PLACES if key % 7 == 3}
    shown = {key: parent for key, parent in PLACES.items() if key not in hidden}

    def conditions_of(entity: Entity) -> tuple[ColumnElement[bool], ...]:
        return (entity.attribute("id").not_in(hidden),)

    monkeypatch.setattr(sources, "conditions_of", conditions_of)
    async with serving(TreeBase, url) as gateway:
        outcome = await Oracle(gateway).compare(
            "{ places(first: 100) { nodes { rowId ancestors { rowId } descendants(first: 100) { nodes { rowId } } } } }"
        )

    rows_by_key = {row["rowId"]: row for row in outcome.data["places"]["nodes"]}
    assert hidden
    assert shown.keys() == rows_by_key.keys()
    for key in shown:
        row = rows_by_key[key]
        assert ancestors(shown, key) == [each["rowId"] for each in row["ancestors"]]
        assert [each for _, each in descendants(shown, key)] == [each["rowId"] for each in row["descendants"]["nodes"]]


async def test_aggregates_of_a_walk_are_of_its_levels(trees: Oracle) -> None:
    outcome = await trees.compare(
        """{ places(first: 100) { nodes { rowId
          near: descendants(maxDepth: 2) { totalCount aggregate { count max { name } } }
          all: descendants { groupBy(keys: [name], orderBy: [{count: DESC}], first: 100) { keys { name } aggregate { count } } }
        } } }"""
    )

    for row in outcome.data["places"]["nodes"]:
        near = [key for _, key in descendants(PLACES, row["rowId"], 2)]
        counts = Counter(NAMES[key] for _, key in descendants(PLACES, row["rowId"]))
        groups = {each["keys"]["name"]: each["aggregate"]["count"] for each in row["all"]["groupBy"]}
        names = [name for key in near if (name := NAMES[key]) is not None]
        aggregate = {"count": len(near), "max": {"name": max(names, default=None)}}
        assert {"totalCount": len(near), "aggregate": aggregate} == row["near"]
        assert counts == groups
