"""Cursors over values that Python does not give back as they are stored: pages neither repeat nor lose such rows."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.execution.request import OperationRequest
from tests.engine.conftest import fill, new_database, serving
from tests.engine.lists import Item, ListBase

# Written by other programs: no fraction, a fraction of three digits, a T between date and time; the first three are one moment.
MOMENTS = (
    "2024-01-01 00:00:00",
    "2024-01-01 00:00:00",
    "2024-01-01 00:00:00.000000",
    "2024-01-01 00:00:00.500",
    "2024-01-01T00:00:01",
)


def _item(number: int) -> dict[str, object]:
    return {"id": number, "number": 0, "title": "", "count": number, "kind": "ape"}


async def _pages_of_one(url: str, order_by: str) -> list[int]:
    """The keys of all items, read one by one."""
    query = (
        f"query ($after: String) {{ items(first: 1, after: $after, orderBy: [{order_by}])"
        " { nodes { rowId } pageInfo { hasNextPage endCursor } } }"
    )
    found: list[int] = []
    async with serving(ListBase, url) as gateway:
        after, goes_on = None, True
        while goes_on and len(found) < 20:
            response = await gateway.execute(OperationRequest(query, None, {"after": after}))
            page = orjson.loads(response.body)["data"]["items"]
            found += [node["rowId"] for node in page["nodes"]]
            after, goes_on = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    return found


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_moments_in_several_spellings_are_paged_on_sqlite(direction: str, tmp_path: Path) -> None:
    async def load(connection: AsyncConnection) -> None:
        await connection.run_sync(ListBase.metadata.create_all)
        await connection.execute(insert(Item), [_item(number) for number in range(1, 6)])
        for number, moment in enumerate(MOMENTS, start=1):
            await connection.execute(text("UPDATE items SET at = :at WHERE id = :id"), {"at": moment, "id": number})

    with new_database("sqlite", tmp_path) as url:
        await fill(url, load)

        found = await _pages_of_one(url, f"{{at: {direction}}}")

    assert [1, 2, 3, 4, 5] == (found if direction == "ASC" else found[::-1])


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
async def test_products_of_decimals_are_paged_on_sqlite(direction: str, tmp_path: Path) -> None:
    async def load(connection: AsyncConnection) -> None:
        await connection.run_sync(ListBase.metadata.create_all)
        await connection.execute(insert(Item), [_item(number) | {"price": 0.1} for number in range(1, 8)])

    with new_database("sqlite", tmp_path) as url:
        await fill(url, load)

        found = await _pages_of_one(url, f"{{total: {direction}}}")

    assert [*range(1, 8)] == (found if direction == "ASC" else found[::-1])


async def test_a_value_that_its_type_would_not_bind_so_is_paged(kind: str, tmp_path: Path) -> None:
    async def load(connection: AsyncConnection) -> None:
        await connection.run_sync(ListBase.metadata.create_all)
        await connection.execute(insert(Item), [_item(number) for number in range(1, 7)])
        # The type would have bound capitals.
        await connection.execute(text("UPDATE items SET code = 'abc' WHERE id > 2"))

    with new_database(kind, tmp_path) as url:
        await fill(url, load)

        found = await _pages_of_one(url, "{code: ASC_NULLS_FIRST}")

    assert [1, 2, 3, 4, 5, 6] == found


async def test_floats_of_single_precision_are_paged(kind: str, tmp_path: Path) -> None:
    async def load(connection: AsyncConnection) -> None:
        await connection.run_sync(ListBase.metadata.create_all)
        await connection.execute(insert(Item), [_item(number) | {"ratio": 1 / 3} for number in range(1, 7)])

    with new_database(kind, tmp_path) as url:
        await fill(url, load)

        found = await _pages_of_one(url, "{ratio: ASC}")

    assert [1, 2, 3, 4, 5, 6] == found
