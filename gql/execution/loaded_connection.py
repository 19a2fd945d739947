"""A connection whose resolvers run one by one: its page, count, aggregates and groups load only when selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gql.context import PageRecord, Record
from gql.execution.aggregate_records import aggregate_record, full_aggregate_fetch
from gql.execution.batches import empty_aggregate
from gql.plan.arguments import COUNTED_ARGUMENTS
from gql.plan.nodes import Fetch, FetchKind

if TYPE_CHECKING:
    from gql.execution.loaders import RequestLoaders


class LoadedConnection:
    """Implements `gql.context.ConnectionRecord`."""

    __slots__ = ("_arguments", "_beside_name", "_key", "_loaders", "_name", "_page")

    def __init__(
        self, loaders: RequestLoaders, page: Fetch, name: tuple[object, ...], arguments: Mapping[str, Any], key: Any
    ) -> None:
        self._loaders = loaders
        self._page = page
        self._name = name
        self._arguments = canonical(arguments)
        counted = {each: value for each, value in arguments.items() if each in COUNTED_ARGUMENTS}
        self._beside_name = (*name, canonical(counted))
        self._key = key

    async def load_page(self) -> PageRecord:
        """The page of this connection's key."""
        found: PageRecord | None = await self._loaders.load(
            (*self._name, self._arguments), lambda: self._page, self._key
        )
        return found or PageRecord((), False, False, None, None)

    async def load_total_count(self) -> int:
        """The number of rows of this connection's key."""
        name = (*self._beside_name, "count")
        found: int | None = await self._loaders.load(name, lambda: self._beside(FetchKind.COUNT), self._key)
        return found or 0

    async def load_aggregate(self) -> Record:
        """What the rows of this connection's key come to."""
        fetch = full_aggregate_fetch(self._beside(FetchKind.AGGREGATE))
        found: Record | None = await self._loaders.load((*self._beside_name, "aggregate"), lambda: fetch, self._key)
        return found or aggregate_record(fetch, empty_aggregate(fetch))

    async def load_groups(self, arguments: Mapping[str, Any]) -> Sequence[Record]:
        """The groups of this connection's key."""
        fetch = full_aggregate_fetch(self._beside(FetchKind.GROUPS))
        fetch.read_groups = lambda variables: arguments
        error = self._loaders.group_error(fetch)
        if error is not None:
            raise error
        name = (*self._beside_name, "groups", canonical(arguments))
        found: Sequence[Record] | None = await self._loaders.load(name, lambda: fetch, self._key)
        return found or ()

    def _beside(self, kind: FetchKind) -> Fetch:
        """The Fetch of something else about the same list."""
        page = self._page
        return Fetch(kind, page.model_type, page.scope, page.relation, read_arguments=page.read_arguments)


def canonical(argument: Any) -> str:
    """A text that is equal for equal arguments, and for no others: Python's own, with the fields of inputs in order."""
    if isinstance(argument, Mapping):
        return f"{{{','.join(f'{name!r}:{canonical(argument[name])}' for name in sorted(argument))}}}"
    if isinstance(argument, list | tuple):
        return f"[{','.join(map(canonical, argument))}]"
    return repr(argument)
