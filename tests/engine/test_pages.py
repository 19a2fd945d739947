"""The page property: pages joined, forwards or backwards, of any size and order, are the list, and know what lies beside them.

The list is computed in Python (`tests.engine.lists`), so neither executor nor SQL of the gateway can be wrong on both sides.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from hypothesis import given, settings, strategies as st
from sqlalchemy import delete, insert, update

from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from gql.mapping.ids import encode_id
from tests.engine.conftest import fill, new_database, serving
from tests.engine.lists import (
    AGGREGATES,
    LISTS,
    NAMES,
    ROWS,
    SHELF_NAMES,
    By,
    Entry,
    Expected,
    Item,
    ListBase,
    Mark,
    Part,
    Placing,
    Room,
    Shelf,
    item_marks,
    load_lists,
    read_expected,
)
from tests.engine.operations import DIRECTIONS

SIZES = range(1, 12)

terms = st.lists(
    st.one_of(
        st.builds(By, st.sampled_from(NAMES), st.sampled_from(DIRECTIONS)),
        st.builds(By, st.sampled_from(SHELF_NAMES), st.sampled_from(DIRECTIONS), st.just(True)),
        st.builds(
            lambda aggregate, direction, of_shelf: By(aggregate[1], direction, of_shelf, aggregate[0]),
            st.sampled_from(AGGREGATES),
            st.sampled_from(DIRECTIONS),
            st.booleans(),
        ),
    ),
    min_size=0,
    max_size=3,
    unique_by=lambda by: (by.name, by.of_shelf, by.function),
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was answered."""

    entries: list[Entry]
    cursors: list[str]
    has_next: bool
    has_previous: bool
    start: str | None
    end: str | None


class Lists:
    """The lists of one database, read through its gateway."""

    def __init__(self, gateway: Gateway, expected: Expected, kind: str) -> None:
        self.gateway = gateway
        self.expected = expected
        self.kind = kind

    async def pages(self, name: str, terms: Sequence[By], requests: dict[str, dict[str, Any]]) -> dict[str, Page]:
        """Several pages of one list in one operation: the arguments of each, by a name for it."""
        spot = "spot" if name == "room" else ""
        definitions, fields, variables = ["$order: [ItemOrderBy!]"], [], {"order": [by.input for by in terms]}
        for page, arguments in requests.items():
            for argument, value in arguments.items():
                type_name = "String" if argument in ("after", "before") else "Int"
                definitions.append(f"${page}_{argument}: {type_name}")
                variables[f"{page}_{argument}"] = value
            given = "".join(f", {argument}: ${page}_{argument}" for argument in arguments)
            fields.append(
                f"{page}: items(orderBy: $order{given}) {{ edges {{ cursor {spot} node {{ rowId }} }}"
                " pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"
            )
        selections = " ".join(fields)
        if name != "items":
            model = {"shelf": Shelf, "mark": Mark, "room": Room}[name]
            model_type = self.gateway.mirror.by_model[model]
            selections = f'{name}(id: "{encode_id(model_type, (2 if name == "shelf" else 1,))}") {{ {selections} }}'
        data = await self._execute(f"query ({', '.join(definitions)}) {{ {selections} }}", variables)
        connections = data if name == "items" else data[name]
        return {page: _page(connections[page]) for page in requests}

    async def pages_of_shelves(self, terms: Sequence[By], arguments: dict[str, Any]) -> dict[int, Page]:
        """One page of the items of every shelf, by the shelf's key."""
        given = ", ".join(f"{argument}: {orjson.dumps(value).decode()}" for argument, value in arguments.items())
        query = (
            f"query ($order: [ItemOrderBy!]) {{ shelves {{ nodes {{ rowId items(orderBy: $order, {given}) {{"
            " edges { cursor node { rowId } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }"
        )
        data = await self._execute(query, {"order": [by.input for by in terms]})
        return {shelf["rowId"]: _page(shelf["items"]) for shelf in data["shelves"]["nodes"]}

    async def _execute(self, query: str, variables: dict[str, Any]) -> Any:
        body = orjson.loads((await self.gateway.execute(OperationRequest(query, None, variables))).body)
        assert "errors" not in body, body["errors"]
        return body["data"]


def _page(connection: Any) -> Page:
    edges, info = connection["edges"], connection["pageInfo"]
    return Page(
        [(edge["node"]["rowId"], edge.get("spot", 0)) for edge in edges],
        [edge["cursor"] for edge in edges],
        info["hasNextPage"],
        info["hasPreviousPage"],
        info["startCursor"],
        info["endCursor"],
    )


@pytest.fixture(scope="module")
async def lists(kind: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lists]:
    with new_database(kind, tmp_path_factory.mktemp("lists")) as url:
        await fill(url, load_lists)
        async with serving(ListBase, url) as gateway:
            assert gateway.database is not None
            async with gateway.database.engine.connect() as connection:
                expected = await read_expected(connection)
            yield Lists(gateway, expected, kind)


def check_page(page: Page, whole: list[Entry], start: int, stop: int) -> None:
    """The page is exactly `whole[start:stop]`, and knows what lies on either side."""
    assert whole[start:stop] == page.entries
    assert (start > 0, stop < len(whole)) == (page.has_previous, page.has_next)
    assert (page.cursors[0] if page.cursors else None) == page.start
    assert (page.cursors[-1] if page.cursors else None) == page.end


async def join_pages(lists: Lists, name: str, order: Sequence[By], size: int, *, backwards: bool) -> None:
    """Walks through the whole list in pages of `size`, and checks each."""
    whole = lists.expected.ordered(name, order)
    size_argument, cursor_argument = ("last", "before") if backwards else ("first", "after")
    at = len(whole) if backwards else 0
    cursor: str | None = None
    goes_on = True
    while goes_on:
        request = {size_argument: size, cursor_argument: cursor}
        page = (await lists.pages(name, order, {"page": request}))["page"]
        start, stop = (max(0, at - size), at) if backwards else (at, min(at + size, len(whole)))
        check_page(page, whole, start, stop)
        at, cursor, goes_on = (start, page.start, page.has_previous) if backwards else (stop, page.end, page.has_next)


@settings(max_examples=40)
@given(name=st.sampled_from(LISTS), order=terms, backwards=st.booleans())
async def test_pages_joined_are_the_list(lists: Lists, name: str, order: list[By], backwards: bool) -> None:
    for size in SIZES:
        await join_pages(lists, name, order, size, backwards=backwards)


@settings(max_examples=20)
@given(data=st.data(), name=st.sampled_from(LISTS), order=terms)
async def test_a_window_between_two_cursors_is_that_part_of_the_list(
    lists: Lists, data: st.DataObject, name: str, order: list[By]
) -> None:
    whole = lists.expected.ordered(name, order)
    all_of_it = (await lists.pages(name, order, {"all": {"first": 100}}))["all"]
    low = data.draw(st.integers(0, len(whole) - 2), label="after")
    high = data.draw(st.integers(low + 1, len(whole) - 1), label="before")
    between = {"after": all_of_it.cursors[low], "before": all_of_it.cursors[high]}
    size = data.draw(st.integers(0, 11), label="size")

    pages = await lists.pages(
        name,
        order,
        {
            "all": {"first": 100, **between},
            "first": {"first": size, **between},
            "last": {"last": size, **between},
            "offset": {"first": size, "offset": 2, **between},
            "backwards": {"last": size, "after": between["after"]},
            "forwards": {"first": size, "before": between["before"]},
            "none": {"first": 5, "after": between["before"], "before": between["after"]},
        },
    )

    start, stop = low + 1, high
    check_page(pages["all"], whole, start, stop)
    check_page(pages["first"], whole, start, min(start + size, stop))
    check_page(pages["last"], whole, max(start, stop - size), stop)
    if start + 2 <= stop:
        check_page(pages["offset"], whole, start + 2, min(start + 2 + size, stop))
    check_page(pages["backwards"], whole, max(start, len(whole) - size), len(whole))
    check_page(pages["forwards"], whole, 0, min(size, stop))
    assert [] == pages["none"].entries


@settings(max_examples=10)
@given(order=terms, size=st.integers(1, 11), backwards=st.booleans())
async def test_a_cursor_pages_every_parent_of_a_relation(
    lists: Lists, order: list[By], size: int, backwards: bool
) -> None:
    whole: dict[int, list[Entry]] = {shelf: [] for shelf in lists.expected.shelves}
    for entry in lists.expected.ordered("items", order):
        shelf = lists.expected.items[entry[0]]["shelf_id"]
        if shelf is not None:
            whole[shelf].append(entry)
    everything = await lists.pages("shelf", order, {"all": {"first": 100}})

    for cursor, at in zip(everything["all"].cursors[::3], everything["all"].entries[::3], strict=True):
        arguments = {"last": size, "before": cursor} if backwards else {"first": size, "after": cursor}
        pages = await lists.pages_of_shelves(order, arguments)
        for shelf, entries in whole.items():
            after = [entry for entry in entries if lists.expected.compare(order, at, entry) < 0]
            before = [entry for entry in entries if lists.expected.compare(order, entry, at) < 0]
            if backwards:
                check_page(pages[shelf], entries, max(0, len(before) - size), len(before))
            else:
                start = len(entries) - len(after)
                check_page(pages[shelf], entries, start, min(start + size, len(entries)))


@settings(max_examples=15)
@given(order=terms, size=st.integers(1, 11), name=st.sampled_from(("items", "shelf", "mark")))
async def test_pages_stay_exact_when_the_row_of_the_cursor_is_deleted(
    lists: Lists, order: list[By], size: int, name: str
) -> None:
    whole = lists.expected.ordered(name, order)
    page = (await lists.pages(name, order, {"page": {"first": size}}))["page"]
    gone = page.entries[-1][0]

    async with without_item(lists, gone):
        rest = [entry for entry in whole if entry[0] != gone]
        pages = await lists.pages(
            name,
            order,
            {"next": {"first": size, "after": page.end}, "previous": {"last": size, "before": page.end}},
        )

    at = len(page.entries) - 1
    check_page(pages["next"], rest, at, min(at + size, len(rest)))
    check_page(pages["previous"], rest, max(0, at - size), at)


@asynccontextmanager
async def without_item(lists: Lists, key: int) -> AsyncIterator[None]:
    """The database without one item inside of this block, and with it again afterwards."""
    assert lists.gateway.database is not None
    engine = lists.gateway.database.engine
    marks = [row for row in ROWS["item_marks"] if row["item_id"] == key]
    placings = [row for row in ROWS["placings"] if row["item_id"] == key]
    parts = [row for row in ROWS["parts"] if row["item_id"] == key]
    async with engine.begin() as connection:
        await connection.execute(delete(item_marks).where(item_marks.c.item_id == key))
        await connection.execute(delete(Placing).where(Placing.item_id == key))
        await connection.execute(update(Part).where(Part.item_id == key).values(item_id=None))
        await connection.execute(delete(Item).where(Item.id == key))
    try:
        yield
    finally:
        async with engine.begin() as connection:
            await connection.execute(insert(Item), [row for row in ROWS["items"] if row["id"] == key])
            for table, rows in ((item_marks, marks), (Placing, placings)):
                if rows:
                    await connection.execute(insert(table), rows)
            for part in parts:
                await connection.execute(update(Part).where(Part.id == part["id"]).values(item_id=key))


@pytest.mark.parametrize("of_shelf", [False, True])
async def test_pages_by_each_aggregate_joined_are_the_list(lists: Lists, of_shelf: bool) -> None:
    for index, (function, name) in enumerate(AGGREGATES):
        direction = DIRECTIONS[index % len(DIRECTIONS)]
        each = "room" if of_shelf and index % 3 == 0 else "items"
        await join_pages(lists, each, [By(name, direction, of_shelf, function)], 5, backwards=bool(index % 2))
