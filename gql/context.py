"""Context of one request: who asks, until when, and the loaders that hand-run resolvers use.

One Context belongs to one operation and is never shared. `Record`, `ConnectionRecord` and `Loaders` are the seam between the
Strawberry types (below) and the batches that feed them (above): a resolver in `gql.mapping` only ever asks `context.loaders`.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import getrandbits
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks. `id` is None for an anonymous viewer; `roles` and `claims` (a tenant, say) are what policies ask about."""

    id: str | None = None
    roles: frozenset[str] = frozenset()
    claims: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def has(self, role: str) -> bool:
        """Whether the viewer holds `role`."""
        return role in self.roles


ANONYMOUS = Viewer()


def new_request_id() -> str:
    """An id that no other request has, in any process: 32 hexadecimal digits."""
    # As unique as a UUID, and no secret: asking the system for each would be a system call of 4 µs.
    return f"{getrandbits(128):032x}"


@dataclass(frozen=True, slots=True)
class Record:
    """One row as a resolver sees it: `type_name` is the GraphQL object type, `values` the row by Python attribute name.

    `values` holds what SQLAlchemy's result processors yield; scalars serialize it.
    """

    type_name: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EdgeRecord:
    """One edge of a page: `values` are the association row's own columns, by Python attribute name.

    `rank` says how well the node fits the search for `words` that found it; without a search they are None.
    """

    cursor: str
    node: Record
    values: Mapping[str, Any]
    rank: float = 0
    words: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PageRecord:
    """One loaded page, edges in the order of the list."""

    edges: Sequence[EdgeRecord]
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


class ConnectionRecord(Protocol):
    """A connection whose arguments have been read but whose page and count load only when selected."""

    async def load_page(self) -> PageRecord:
        """The page, batched with the same connection of sibling parents."""

    async def load_total_count(self) -> int:
        """The number of rows in the whole list, batched likewise, never by loading rows."""

    async def load_aggregate(self) -> Record:
        """What the whole list comes to: aggregates by name, those of attributes in records of their own."""

    async def load_groups(self, arguments: Mapping[str, Any]) -> Sequence[Record]:
        """The groups of the whole list. `arguments` are those of `groupBy`, as coerced. Raises `ClientError`."""


class Loaders(Protocol):
    """What resolvers ask for. Relations and ModelTypes are those of `gql.mapping`; this room lies below it."""

    async def load_node(self, global_id: str) -> Record | None:
        """The row with this global id, of whatever type; None if hidden or gone. Raises `InvalidId`."""

    async def load_nodes(self, global_ids: Sequence[str]) -> Sequence[Record | Exception | None]:
        """One result for each id, in order, an exception in the place of an id that is not one."""

    async def load_by_id(self, model_type: Any, global_id: str) -> Record | None:
        """The row with this global id if it is a `model_type`. Raises `InvalidId` for an id of another type."""

    async def load_by_unique(self, model_type: Any, unique_key: Any, values: Mapping[str, Any]) -> Record | None:
        """The row whose unique attributes have these argument values (by GraphQL name, as coerced)."""

    async def load_related(self, relation: Any, parent: Record) -> Record | None:
        """The target of a to-one relation."""

    async def load_related_list(self, relation: Any, parent: Record) -> Sequence[Record]:
        """All targets of a to-many relation that is exposed as a plain list."""

    def connection(self, model_type: Any, arguments: Mapping[str, Any]) -> ConnectionRecord:
        """A root connection. `arguments` are the coerced GraphQL arguments by GraphQL name. Raises `ClientError`."""

    def search(self, arguments: Mapping[str, Any]) -> ConnectionRecord:
        """What the root field `search` finds, of all types. Raises `ClientError`."""

    def related_connection(self, relation: Any, parent: Record, arguments: Mapping[str, Any]) -> ConnectionRecord:
        """A to-many relation of `parent` as a connection. Raises `ClientError` for arguments out of range."""


@dataclass(slots=True)
class Context:
    """What one operation carries. `deadline_s` is on the clock of `time.monotonic`.

    `reports_errors` says that whoever made it logs and reports the errors, so that the executor below need not.
    """

    viewer: Viewer = ANONYMOUS
    loaders: Loaders | None = None
    request: object | None = None
    request_id: str = field(default_factory=new_request_id)
    deadline_s: float | None = None
    extensions: dict[str, Any] = field(default_factory=dict)
    reports_errors: bool = False

    def remaining_s(self) -> float | None:
        """Seconds until the deadline, never below zero; None without one."""
        if self.deadline_s is None:
            return None
        return max(0.0, self.deadline_s - time.monotonic())
