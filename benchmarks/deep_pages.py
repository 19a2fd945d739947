"""The fifth page after a deep position against the first page: what a keyset saves, and whether the index is used.

Orders by the key, by columns with ties, and by a column that may be NULL, which has no row-value comparison to seek by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from benchmarks.data import Sizes
from benchmarks.in_process import Timing
from benchmarks.ours import answer, gateway
from benchmarks.turns import cpu_medians_ms, wall_medians_ms
from gql.gateway import Gateway

TARGET = 1.2
DEPTH = 0.9
NULLABLE_DEPTH = 0.6
"""Posts without a time end their order; the position stays among those that have one."""
ROWS = 50
ORDERS = (
    ("posts", "id", "ASC", "id title", DEPTH),
    ("posts", "createdAt", "ASC", "id title createdAt", DEPTH),
    ("posts", "createdAt", "DESC", "id title createdAt", DEPTH),
    ("posts", "publishedAt", "ASC", "id title publishedAt", NULLABLE_DEPTH),
    ("posts", "publishedAt", "DESC", "id title publishedAt", DEPTH),
    ("orders", "id", "ASC", "id number total placedAt", DEPTH),
    ("orders", "placedAt", "ASC", "id number total placedAt", DEPTH),
)


@dataclass(frozen=True, slots=True)
class Deep:
    """Milliseconds of the first page and of the deep one: CPU of this process, and wall time with the database."""

    order: str
    position: int
    first_ms: float
    deep_ms: float
    first_wall_ms: float
    deep_wall_ms: float

    @property
    def ratio(self) -> float:
        """Wall time of the deep page by that of the first: the database's part counts here."""
        return self.deep_wall_ms / self.first_wall_ms


async def compare_pages(url: str, sizes: Sizes, timing: Timing) -> list[Deep]:
    """First and deep pages for every order of `ORDERS`."""
    ours = gateway(url)
    results = []
    try:
        for field, column, direction, columns, depth in ORDERS:
            query = (
                f"query Page($after: String, $offset: Int) {{ {field}(first: {ROWS}, after: $after, offset: $offset, "
                f"orderBy: [{{{column}: {direction}}}]) {{ nodes {{ {columns} }} pageInfo {{ hasNextPage endCursor }} }} }}"
            )
            position = int((sizes.posts if field == "posts" else sizes.orders) * depth)
            cursor = await _cursor_at(ours, field, query, position)

            async def first(number: int, query: str = query) -> bytes:
                return await answer(ours, query, {})

            async def deep(number: int, query: str = query, cursor: str = cursor) -> bytes:
                return await answer(ours, query, {"after": cursor})

            cpu = await cpu_medians_ms((first, deep), round_s=timing.round_s / 2, rounds=timing.rounds)
            wall = await wall_medians_ms((first, deep), count=40 * timing.rounds)
            results.append(Deep(f"{field} by {column} {direction}", position, *cpu, *wall))
    finally:
        await ours.stop()
    return results


async def _cursor_at(ours: Gateway, field: str, query: str, position: int) -> str:
    """The cursor four pages after a position: what the fifth page from there starts with."""
    variables: dict[str, object] = {"offset": position}
    for _ in range(4):
        body = orjson.loads(await answer(ours, query, variables))
        variables = {"after": body["data"][field]["pageInfo"]["endCursor"]}
    return str(variables["after"])


def print_deep(results: Sequence[Deep]) -> None:
    """First against deep pages."""
    print(f"\nms for a page of {ROWS}: the first, and the fifth after a position (wall time counts the database)")
    print(f"  {'order':28} {'position':>8} {'CPU: first':>11} {'deep':>7} {'wall: first':>12} {'deep':>7} {'ratio':>6}")
    for result in results:
        missed = "" if result.ratio <= TARGET else f"  MISSED ({TARGET})"
        print(
            f"  {result.order:28} {result.position:8} {result.first_ms:11.3f} {result.deep_ms:7.3f} "
            f"{result.first_wall_ms:12.3f} {result.deep_wall_ms:7.3f} {result.ratio:6.2f}{missed}"
        )
