"""The root field `search`: pages of several lists, merged by rank.

Each type's rows come in the order of its own `search`, so a page of all types is the head of the lists merged, and where it
ends is one cursor of each list: a cursor of this connection is those together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any

from gql.context import ConnectionRecord, EdgeRecord, PageRecord, Record
from gql.execution.fetching import FetchSettings
from gql.mapping.model_type import ModelType
from gql.mapping.search_types import searched_types
from gql.plan.page import read_page
from gql.plan.search import read_search
from gql.sql.cursors import CursorCodec


class FoundRows:
    """Implements `gql.context.ConnectionRecord` for `search`; `connection` makes one of a ModelType from its arguments.

    Raises `ClientError` for arguments out of range.
    """

    def __init__(
        self,
        arguments: Mapping[str, Any],
        settings: FetchSettings,
        connection: Callable[[ModelType, Mapping[str, Any]], ConnectionRecord],
    ) -> None:
        text = arguments["text"]
        wanted = arguments.get("types")
        names = None if wanted is None else {each.value if isinstance(each, Enum) else each for each in wanted}
        types = [each for each in searched_types(settings.mirror.types) if names is None or each.name in names]
        page = read_page(arguments, "search", settings.limits)
        words = [read_search(each, text, "search.text", settings.dialect)[1] for each in types]
        signature = ",".join(["search", *(each.name for each in types)])
        codec = CursorCodec(settings.secret, signature, [str] * len(types), [str] * len(types))
        self._codec = codec.bound_to(" ".join(words[0]) if words else "")
        self._limit = page.limit
        self._starts: tuple[str | None, ...] = (None,) * len(types)
        self._follows = page.after is not None
        if page.after is not None:
            self._starts = self._codec.decode(page.after, "search: after")
        self._lists = [
            connection(each, {"search": text, "first": page.limit, **({} if start is None else {"after": start})})
            for each, start in zip(types, self._starts, strict=True)
        ]

    async def load_page(self) -> PageRecord:
        """The best of all lists, those that were not on pages before."""
        pages = await asyncio.gather(*(each.load_page() for each in self._lists))
        merged = [(-edge.rank, at, edge) for at, page in enumerate(pages) for edge in page.edges]
        merged.sort(key=lambda found: found[:2])  # stable: rows of one list keep their order
        ends = list(self._starts)
        edges: list[EdgeRecord] = []
        for _, at, edge in merged[: self._limit]:
            ends[at] = edge.cursor
            edges.append(EdgeRecord(self._codec.encode(ends), edge.node, {}, edge.rank, edge.words))
        has_next = len(merged) > self._limit or any(page.has_next_page for page in pages)
        start, end = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
        return PageRecord(edges, has_next, self._follows, start, end)

    async def load_total_count(self) -> int:
        """The number of rows of all lists."""
        return sum(await asyncio.gather(*(each.load_total_count() for each in self._lists)))

    async def load_aggregate(self) -> Record:
        """Rows of several types come to nothing together."""
        raise LookupError("What a search finds has no aggregates.")

    async def load_groups(self, arguments: Mapping[str, Any]) -> Sequence[Record]:
        """As `load_aggregate`."""
        raise LookupError("What a search finds has no groups.")
