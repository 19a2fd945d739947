"""Which relations the foreign keys of reflected tables make, and the names that they and the columns get.

A foreign key is a `Link`: a to-one relation on its own table and the reverse on the table that it points to. A table
that is nothing but two foreign keys is a `Crossing`: a many-to-many between the two tables, and not a type of its
own. The rules of naming are the caller's (`ReflectionNaming`); what happens when two names meet is decided here,
always the same way for the same tables. Everything is pure: tables in, names out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Column, ForeignKeyConstraint, Table, UniqueConstraint

from gql.errors import StartupError


class ReflectionNaming(Protocol):
    """The rules that make Python names of database names; the module `gql.naming` is one."""

    def class_name_for_table(self, table: str, /) -> str:
        """The class of a table; empty if its name has no letter that could be used."""

    def attribute_name_for_column(self, column: str, /) -> str:
        """The attribute of a column; empty likewise."""

    def field_name(self, attribute: str, /) -> str:
        """The field of an attribute."""

    def foreign_key_attribute_name(self, column: str, /) -> str:
        """The attribute of a column that is a foreign key, which leaves the shorter name to the relation."""

    def to_one_name(self, columns: Sequence[str], target_table: str, /) -> str:
        """The relation over a foreign key."""

    def to_many_name(
        self, source_table: str, relation: str, /, *, is_only: bool, is_self: bool, to_one: bool = False
    ) -> str:
        """The reverse of a foreign key, on its target."""

    def many_to_many_name(self, target_table: str, join_table: str, /, *, is_only: bool, far_relation: str = "") -> str:
        """The relation through a join table."""


@dataclass(frozen=True, slots=True)
class Link:
    """One foreign key: `columns` of `child` hold the values of `targets` of `parent`.

    `name` is the relation on the child, `reverse` the one on the parent, which is to-one if `is_unique`: then no two
    rows of the child point to the same parent. `overlaps` names the relations that write one of the same columns,
    joined by commas.
    """

    child: Table
    parent: Table
    columns: tuple[Column[Any], ...]
    targets: tuple[Column[Any], ...]
    name: str
    reverse: str
    is_unique: bool
    overlaps: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """One direction of a many-to-many: from `source` by the `near` key of `through` and its `far` key to `target`."""

    through: Table
    source: Table
    target: Table
    near: ForeignKeyConstraint
    far: ForeignKeyConstraint
    name: str
    reverse: str


class Names:
    """The names in use on each table's class: the fields of its attributes, so that `line_1` and `line1` meet here.

    `id` and `rowId` are those of the key, whatever other columns are called.
    """

    def __init__(self, naming: ReflectionNaming) -> None:
        self._naming = naming
        self._taken: dict[Table, set[str]] = {}

    def claim(self, table: Table, *candidates: str, is_key: bool = False) -> str:
        """The first of `candidates` that is free on `table`, or the last one with a number; taken from now on."""
        taken = self._taken.setdefault(table, set())
        refused = taken if is_key else taken | {"id", "rowId"}
        numbered = (f"{candidates[-1]}_{number}" for number in range(2, len(taken) + 4))
        name = next(name for name in (*candidates, *numbered) if name and self._naming.field_name(name) not in refused)
        taken.add(self._naming.field_name(name))
        return name


def is_pure_join_table(table: Table, is_served: Callable[[Table], bool]) -> bool:
    """Whether the table says nothing but which rows of two tables belong together.

    It has exactly two foreign keys, and no column outside them except a surrogate key, which then needs a unique
    constraint over the two: without one, two rows could join the same pair twice and still differ.
    """
    keys = ordered_keys(table)
    if len(keys) != 2 or not all(is_served(key.referred_table) for key in keys):
        return False
    linking = {column.name for key in keys for column in key.columns}
    others = {column.name for column in table.columns} - linking
    key_names = {column.name for column in table.primary_key}
    if not others:
        return not key_names or key_names == linking
    return len(others) == 1 and others == key_names and frozenset(linking) in unique_column_sets(table)


def unique_column_sets(table: Table) -> set[frozenset[str]]:
    """The sets of columns that no two rows share, the primary key among them.

    Partial and expression indexes do not count.
    """
    sets = {frozenset(column.name for column in table.primary_key)}
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            sets.add(frozenset(column.name for column in constraint.columns))
    for index in table.indexes:
        is_partial = any(name.endswith("_where") and value is not None for name, value in index.dialect_kwargs.items())
        if index.unique and not is_partial and all(isinstance(part, Column) for part in index.expressions):
            sets.add(frozenset(column.name for column in index.columns))
    return sets - {frozenset()}


def ordered_keys(table: Table) -> list[ForeignKeyConstraint]:
    """The table's foreign keys, each once, in the order of their columns, so that names stay from run to run."""
    position = {column.name: number for number, column in enumerate(table.columns)}
    by_shape = {
        (
            tuple(position[column.name] for column in key.columns),
            key.referred_table.fullname,
            tuple(element.column.name for element in key.elements),
        ): key
        for key in table.foreign_key_constraints
    }
    return [by_shape[shape] for shape in sorted(by_shape)]


def name_attributes(
    table: Table,
    columns: Iterable[Column[Any]],
    key: Sequence[Column[Any]],
    overrides: Mapping[str, str],
    naming: ReflectionNaming,
    names: Names,
) -> dict[str, str]:
    """The attribute of each of `columns`, by column name. `overrides` goes by `table.column`; `key` identifies a row."""
    targets = {
        foreign.columns[0].name: foreign.referred_table.name
        for foreign in ordered_keys(table)
        if len(foreign.columns) == 1
    }
    attributes: dict[str, str] = {}
    # Columns that hold plain values choose first: a foreign key has a second name to fall back on.
    for column in sorted(columns, key=lambda column: column.name in targets):
        plain = naming.attribute_name_for_column(column.name) or "column"
        if f"{table.name}.{column.name}" in overrides:
            candidates = [overrides[f"{table.name}.{column.name}"]]
        elif column.name in targets:
            spelled = _spelled(column.name, targets[column.name])
            candidates = [naming.foreign_key_attribute_name(spelled), f"{plain}_key"]
        else:
            candidates = [plain]
        attributes[column.name] = names.claim(table, *candidates, is_key=column in key)
    return attributes


def plan_links(tables: Sequence[Table], naming: ReflectionNaming, names: Names) -> list[Link]:
    """The links between `tables`, in their order; keys that point elsewhere make none."""
    served = set(tables)
    keys = [(table, key) for table in tables for key in ordered_keys(table) if key.referred_table in served]
    to_one = {key: _claim_to_one(table, key, naming, names) for table, key in keys}
    parallel = Counter((table, key.referred_table) for table, key in keys)
    reverse: dict[ForeignKeyConstraint, str] = {}
    for table, key in keys:
        parent = key.referred_table
        is_self = table is parent
        is_only = parallel[table, parent] == 1
        reverse[key] = names.claim(
            parent,
            *(
                naming.to_many_name(
                    table.name, to_one[key], is_only=only, is_self=is_self, to_one=_is_unique(table, key)
                )
                for only in dict.fromkeys((is_only, False))
            ),
        )
    return [
        Link(
            child=table,
            parent=key.referred_table,
            columns=tuple(key.columns),
            targets=tuple(element.column for element in key.elements),
            name=to_one[key],
            reverse=reverse[key],
            is_unique=_is_unique(table, key),
            overlaps=_overlaps(table, key, to_one, reverse),
        )
        for table, key in keys
    ]


def tree_links(links: Iterable[Link], tables: Iterable[Table], places: Iterable[str]) -> list[Link]:
    """The links over the `"table.column"`s of `places`; those of tables that are not served rest.

    Raises `StartupError` for a column by which its table does not refer to itself.
    """
    served = tuple(f"{table.name}." for table in tables)
    link_by_place = {
        f"{link.child.name}.{column.name}": link
        for link in links
        if link.child is link.parent
        for column in link.columns
    }
    trees = []
    for place in sorted(places):
        if place in link_by_place:
            trees.append(link_by_place[place])
        elif place.startswith(served):
            raise StartupError(f"trees: {place} is no foreign key to its own table, so it leads to no parent.")
    return trees


def plan_crossings(join_tables: Sequence[Table], naming: ReflectionNaming, names: Names) -> list[Crossing]:
    """Both directions of each join table."""
    ends = {table: ordered_keys(table) for table in join_tables}
    pairs = Counter(frozenset(key.referred_table for key in keys) for keys in ends.values())
    crossings = []
    for table, (first, second) in ends.items():
        is_only = pairs[frozenset((first.referred_table, second.referred_table))] == 1
        forth = _claim_crossing(table, first, second, is_only, naming, names)
        back = _claim_crossing(table, second, first, is_only, naming, names)
        crossings += [
            Crossing(table, first.referred_table, second.referred_table, first, second, forth, back),
            Crossing(table, second.referred_table, first.referred_table, second, first, back, forth),
        ]
    return crossings


def _claim_to_one(table: Table, key: ForeignKeyConstraint, naming: ReflectionNaming, names: Names) -> str:
    target = key.referred_table.name
    columns = [_spelled(column.name, target) for column in key.columns]
    plain = naming.to_one_name(columns, target)
    # A column that this key alone has tells it from the others (a shared `tenant_id` does not).
    own = [
        spelled
        for spelled, column in zip(columns, key.columns, strict=True)
        if not any(column.name in other.columns for other in table.foreign_key_constraints if other is not key)
    ]
    by_column = naming.to_one_name((own or columns)[-1:], target)
    by_target = naming.to_one_name((), target)
    # `node` would be a poor name for a node's parent.
    preferred = (by_column, plain) if key.referred_table is table else (plain, by_column)
    return names.claim(table, *preferred, f"{by_column}_{by_target}")


def _claim_crossing(
    table: Table,
    near: ForeignKeyConstraint,
    far: ForeignKeyConstraint,
    is_only: bool,
    naming: ReflectionNaming,
    names: Names,
) -> str:
    target = far.referred_table.name
    columns = [_spelled(column.name, target) for column in far.columns]
    far_relation = naming.to_one_name(columns[-1:], target) if near.referred_table is far.referred_table else ""
    return names.claim(
        near.referred_table,
        naming.many_to_many_name(target, table.name, is_only=is_only, far_relation=far_relation),
        naming.many_to_many_name(target, table.name, is_only=False),
    )


def _spelled(column: str, target_table: str) -> str:
    """The column as its author wrote it, where the database folded its case: `artistid` is `artist_id`."""
    folded = column.lower()
    for name in (target_table, target_table.removesuffix("s")):
        if folded == f"{name.replace('_', '')}id".lower() and column in {folded, column.upper()}:
            return f"{name}_id"
    return column


def _is_unique(table: Table, key: ForeignKeyConstraint) -> bool:
    columns = {column.name for column in key.columns}
    return any(unique <= columns for unique in unique_column_sets(table))


def _overlaps(
    table: Table,
    key: ForeignKeyConstraint,
    to_one: Mapping[ForeignKeyConstraint, str],
    reverse: Mapping[ForeignKeyConstraint, str],
) -> str:
    others = [
        other
        for other in ordered_keys(table)
        if other is not key and other in to_one and not set(other.columns).isdisjoint(key.columns)
    ]
    return ",".join(name for other in others for name in (to_one[other], reverse[other]))
