"""The two nouns of the engine: a Plan is a tree of Fetches and a tree of Outputs.

A **Fetch** is one batched SQL statement at one response position: keys in, rows out. An **Output** says how the rows of a Fetch
become a part of the response. Fetches are shared: two aliases with equal arguments are two Outputs over one Fetch. Both trees
are complete before the first row is read; running a plan only fills keys.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias

from graphql import FieldNode

from gql.mapping.model_type import Attribute, ModelType, Relation, RootField

type_slot = "#type"


class FetchKind(Enum):
    """What the keys of a Fetch are, and how many rows they can have."""

    LIST = "list"  # a root connection: no keys, one page
    KEYS = "keys"  # a look-up by primary or unique key: one row per key
    TO_ONE = "to_one"  # a relation: one row per key
    TO_MANY = "to_many"  # a relation: one page per key
    ALL = "all"  # a relation exposed as a plain list: all rows per key
    COUNT = "count"  # the number of rows of a list, per key of a relation; its own statement
    AGGREGATE = "aggregate"  # what a list comes to, per key of a relation: one row per key
    GROUPS = "groups"  # the same in groups: several rows per key


@dataclass(frozen=True, slots=True)
class Slot:
    """One selected value of a Fetch: attribute `name` of `member` (a type of the hierarchy), or of the edge's row.

    `path` are the to-one relations that join the row of the value to the Fetch's own rows. The name `type_slot` stands for
    the discriminator.
    """

    member: ModelType
    name: str
    on_edge: bool = False
    path: tuple[Relation, ...] = ()

    def __hash__(self) -> int:
        return hash((self.name, self.on_edge, self.path))


# From the coerced variables to the coerced arguments of one field, by GraphQL name.
ArgumentReader: TypeAlias = Callable[[Any], Mapping[str, Any]]


@dataclass(slots=True, eq=False)
class Fetch:
    """One batched statement.

    `slots` are what it selects, in order; planning appends to them, running reads rows by their index. `parent_key`
    are the indexes in the parent's rows that hold this Fetch's keys; `parent_members` restricts the parents to rows
    of these types (None: all). `read_arguments` gives the coerced GraphQL arguments for the coerced variables. What a
    page needs beyond its rows is selected only when asked: `needs_rows`, `needs_cursors`, `needs_next`,
    `needs_previous`.
    """

    kind: FetchKind
    model_type: ModelType
    scope: str
    relation: Relation | None = None
    root_field: RootField | None = None
    read_arguments: ArgumentReader | None = None
    read_groups: ArgumentReader | None = None  # of a Fetch of groups: the arguments of `groupBy`
    slots: list[Slot] = field(default_factory=list)
    index_by_slot: dict[Slot, int] = field(default_factory=dict)
    parent_key: tuple[int, ...] = ()
    parent_members: set[str] | None = None
    children: dict[tuple[object, ...], Fetch] = field(default_factory=dict)
    needs_rows: bool = False
    needs_cursors: bool = False
    needs_next: bool = False
    needs_previous: bool = False
    statements: dict[object, Any] = field(default_factory=dict)  # filled by gql.sql: compiled once per shape

    def slot(self, member: ModelType, name: str, *, on_edge: bool = False, path: tuple[Relation, ...] = ()) -> int:
        """The index of a value in this Fetch's rows, selecting it if no one has yet."""
        slot = Slot(member, name, on_edge, path)
        index = self.index_by_slot.get(slot)
        if index is None:
            index = self.index_by_slot[slot] = len(self.slots)
            self.slots.append(slot)
        return index

    @property
    def path(self) -> tuple[Relation, ...]:
        """The relations from the Fetch's rows to themselves: none."""
        return ()

    @property
    def own_members(self) -> tuple[ModelType, ...]:
        """The types of the hierarchy whose own columns the rows are read with."""
        return tuple(slot.member for slot in self.slots if not slot.on_edge and not slot.path)

    @property
    def joined_paths(self) -> tuple[tuple[Relation, ...], ...]:
        """Every path of to-one relations that the Fetch's statement joins, the shorter before the longer."""
        paths = {slot.path[:length] for slot in self.slots for length in range(1, len(slot.path) + 1)}
        return tuple(sorted(dict.fromkeys(paths), key=lambda path: (len(path), [each.name for each in path])))

    @property
    def joined_at(self) -> frozenset[int]:
        """The slots whose values stand in joined rows."""
        return frozenset(index for index, slot in enumerate(self.slots) if slot.path)

    def index_by_slot_name(self, name: str) -> int | None:
        """The index of the slot called `name` on the Fetch's own type, None if it is not selected."""
        return self.index_by_slot.get(Slot(self.model_type, name))

    def __repr__(self) -> str:
        return f"Fetch({self.kind.value} {self.scope} {[slot.name for slot in self.slots]})"


@dataclass(frozen=True, slots=True, eq=False)
class JoinedRows:
    """The rows that to-one relations (`path`) join to the rows of `fetch`; for planning, as good as a Fetch of their own."""

    fetch: Fetch
    model_type: ModelType
    path: tuple[Relation, ...]

    @property
    def children(self) -> dict[tuple[object, ...], Fetch]:
        """The Fetches whose keys stand in these rows; they are children of the Fetch."""
        return self.fetch.children

    def slot(self, member: ModelType, name: str, *, on_edge: bool = False) -> int:
        """The index of a value in the Fetch's rows, selecting it if no one has yet."""
        return self.fetch.slot(member, name, on_edge=on_edge, path=self.path)


PlannedRows: TypeAlias = "Fetch | JoinedRows"


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """Where a field stands in the document, for errors: its nodes, and `Post.title` as messages name it."""

    nodes: tuple[FieldNode, ...]
    coordinate: str


@dataclass(frozen=True, slots=True, eq=False)
class LeafField:
    """A scalar read from one slot."""

    key: str
    position: Position
    slot: int
    attribute: Attribute
    nullable: bool


@dataclass(frozen=True, slots=True, eq=False)
class IdField:
    """A global id made of the key in `slots`, of type `target` (the row's own id, or a foreign key)."""

    key: str
    position: Position
    slots: tuple[int, ...]
    target: ModelType
    nullable: bool


@dataclass(frozen=True, slots=True, eq=False)
class TypeNameField:
    """`__typename`: known at plan time, as outputs are per concrete type."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class CompositeField:
    """Several slots as one object; null when all of them are."""

    key: str
    position: Position
    slots: tuple[int, ...]
    attribute: Attribute
    fields: tuple[tuple[str, int | str], ...]  # (response key, index of the part, or the type's name for __typename)
    nullable: bool


@dataclass(frozen=True, slots=True, eq=False)
class ToOneField:
    """The row of a child Fetch whose key stands in `slots`."""

    key: str
    position: Position
    slots: tuple[int, ...]
    fetch: Fetch
    output: RowsOutput
    nullable: bool


@dataclass(frozen=True, slots=True, eq=False)
class JoinedField:
    """A to-one relation whose row is joined to its parent's: it is there if the value in slot `present` is."""

    key: str
    position: Position
    present: int
    output: RowsOutput
    nullable: bool

    @property
    def fields(self) -> tuple[RowField, ...]:
        """The fields of its object."""
        (fields,) = self.output.fields_by_member.values()
        return fields


@dataclass(frozen=True, slots=True, eq=False)
class ListField:
    """All rows of a child Fetch with the key in `slots`, as a plain list."""

    key: str
    position: Position
    slots: tuple[int, ...]
    fetch: Fetch
    output: RowsOutput


@dataclass(frozen=True, slots=True, eq=False)
class ConnectionField:
    """The page of a child Fetch with the key in `slots` (none for a root connection)."""

    key: str
    position: Position
    slots: tuple[int, ...]
    fetch: Fetch
    connection: ConnectionOutput


@dataclass(frozen=True, slots=True, eq=False)
class AncestryField:
    """What a row's ancestors say, the rows of a child Fetch with the row's own key in `slots`.

    That is how many they are; or with `id_slots`, their keys in the child's rows, the ids from the root to the row itself, which
    are of type `target`.
    """

    key: str
    position: Position
    slots: tuple[int, ...]
    fetch: Fetch
    target: ModelType
    id_slots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ObjectField:
    """An object made of the same row; never null."""

    key: str
    position: Position
    fields: tuple[RowField, ...]


RowField: TypeAlias = (
    "LeafField | IdField | TypeNameField | CompositeField | ObjectField | ToOneField | JoinedField | ListField"
    " | ConnectionField | AncestryField"
)


@dataclass(slots=True, eq=False)
class RowsOutput:
    """How rows become objects: one list of fields per concrete type.

    `type_slot` is the index of the discriminator, None when all rows are of one type. `compiled` belongs to
    `gql.execution.output`, which fixes its readers at first use.
    """

    model_type: ModelType
    fields_by_member: dict[str, tuple[RowField, ...]]
    type_slot: int | None = None
    compiled: Any = None


class EdgeKind(Enum):
    """The fields of an edge."""

    TYPENAME = "__typename"
    CURSOR = "cursor"
    NODE = "node"
    ATTRIBUTE = "attribute"
    HIGHLIGHTS = "searchHighlights"


@dataclass(frozen=True, slots=True, eq=False)
class EdgeField:
    """One field of an edge: a cursor, the node, a field over the association row, or where a search found its words.

    For that, `texts` are the slots of what was searched by their field names, and `shown` pairs response keys with the fields of
    a highlight.
    """

    key: str
    kind: EdgeKind
    position: Position
    name: str = ""
    node: RowsOutput | None = None
    field: RowField | None = None
    texts: tuple[tuple[str, int], ...] = ()
    shown: tuple[tuple[str, str], ...] = ()


class ConnectionKind(Enum):
    """The fields of a connection."""

    TYPENAME = "__typename"
    EDGES = "edges"
    NODES = "nodes"
    PAGE_INFO = "pageInfo"
    TOTAL_COUNT = "totalCount"
    AGGREGATE = "aggregate"
    GROUP_BY = "groupBy"


@dataclass(frozen=True, slots=True, eq=False)
class ConnectionPart:
    """One field of a connection. `page_info` pairs response keys with PageInfo field names (or `__typename`).

    `rows` are those of `fetch`, which stands beside the page's: aggregates or groups.
    """

    key: str
    kind: ConnectionKind
    position: Position
    name: str = ""
    edges: tuple[EdgeField, ...] = ()
    nodes: RowsOutput | None = None
    page_info: tuple[tuple[str, str], ...] = ()
    rows: RowsOutput | None = None
    fetch: Fetch | None = None


@dataclass(slots=True, eq=False)
class ConnectionOutput:
    """The selected fields of a connection, in order. `count` is there when `totalCount` is selected."""

    fetch: Fetch
    count: Fetch | None
    parts: tuple[ConnectionPart, ...]
    compiled: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class RootConnection:
    """A root field that is a connection."""

    key: str
    position: Position
    fetch: Fetch
    connection: ConnectionOutput


@dataclass(frozen=True, slots=True, eq=False)
class RootLookUp:
    """A root field that finds one row by id or by a unique constraint; nullable."""

    key: str
    position: Position
    root_field: RootField
    fetch: Fetch
    output: RowsOutput


@dataclass(frozen=True, slots=True, eq=False)
class RootNodes:
    """`node` or `nodes`: the types are known only when the ids are, so each type's part is planned when first met.

    `plan_member(model_type)` plans it; the result is kept in `planned`.
    """

    key: str
    position: Position
    many: bool
    read_arguments: ArgumentReader
    plan_member: Callable[[ModelType], tuple[Fetch, RowsOutput]]
    planned: dict[str, tuple[Fetch, RowsOutput]] = field(default_factory=dict)

    def member(self, model_type: ModelType) -> tuple[Fetch, RowsOutput]:
        """The Fetch and Output for rows of `model_type`, planned once."""
        found = self.planned.get(model_type.name)
        if found is None:
            found = self.planned[model_type.name] = self.plan_member(model_type)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class RootTypeName:
    """`__typename` of the operation's root."""

    key: str
    name: str


RootOutput: TypeAlias = RootConnection | RootLookUp | RootNodes | RootTypeName


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Everything decided about an operation before its first row is read."""

    roots: tuple[RootOutput, ...]
    fetches: tuple[Fetch, ...]  # root fetches; the others are their descendants


@dataclass(frozen=True, slots=True)
class Unplannable:
    """Why an operation runs on Strawberry's executor instead."""

    reason: str
