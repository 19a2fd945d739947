"""Which to-one relations are read by a join in their parent's statement, instead of a Fetch of their own.

A join saves a round trip to the database, and with the last one the transaction around them. It pays where the joined row is
short: a row that many parents share is sent once for each of them. A Fetch of its own reads it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphql import FieldNode
from sqlalchemy import JSON, Column, Integer, LargeBinary, Text, Uuid
from sqlalchemy.types import ARRAY

from gql.mapping.model_type import Attribute, AttributeKind, ModelType, Relation
from gql.plan.nodes import Fetch, FetchKind, PlannedRows

MAX_JOINS = 4
"""Joins per statement: PostgreSQL's planner weighs every order of up to eight tables, and a page can cross some itself."""

_LONG = (Text, LargeBinary, JSON, ARRAY)


def fetch_of(rows: PlannedRows) -> Fetch:
    """The Fetch whose statement reads these rows."""
    return rows if isinstance(rows, Fetch) else rows.fetch


def joins_to_parent(rows: PlannedRows, relation: Relation, selected: Mapping[str, tuple[FieldNode, ...]]) -> bool:
    """Whether the target of `relation` is joined to `rows`, when these fields of it are selected.

    One that is joined already stays so, whatever another alias selects of it: there is one place for a relation's rows.
    """
    if not _is_joinable(relation) or not _is_one_table(rows.model_type):
        return False
    fetch = fetch_of(rows)
    paths = fetch.joined_paths
    if (*rows.path, relation) in paths:
        return True
    if len(paths) >= MAX_JOINS:
        return False
    names = {nodes[0].name.value for nodes in selected.values()}
    are_few = fetch.kind is FetchKind.KEYS
    return all(_is_cheap(each, are_few=are_few) for each in _attributes(relation.target, names))


def _is_joinable(relation: Relation) -> bool:
    """Whether a join finds at most one row, and the row that the key would find.

    Keys that only the database calls equal (texts that differ in case, numbers kept as text) are not joined: everywhere else
    rows are matched by their exact keys.
    """
    if relation.to_many or not relation.is_simple or relation.through is not None or relation.property is None:
        return False
    if set(relation.remote) != set(relation.target.mapper.primary_key) or not _is_one_table(relation.target):
        return False
    return all(map(_are_alike, relation.local, relation.remote))


def _are_alike(left: Column[object], right: Column[object]) -> bool:
    return any(isinstance(left.type, kind) and isinstance(right.type, kind) for kind in (Integer, Uuid))


def _is_one_table(model_type: ModelType) -> bool:
    mapper = model_type.mapper
    return mapper.inherits is None and mapper.polymorphic_on is None and not mapper.concrete


def _attributes(target: ModelType, names: Iterable[str]) -> Iterable[Attribute]:
    for name in names:
        attribute = target.attributes.get(name)
        if attribute is not None:
            yield from attribute.parts or (attribute,)


def _is_cheap(attribute: Attribute, *, are_few: bool) -> bool:
    """Whether reading the value once for each parent costs little; an expression may be a query of its own."""
    if attribute.kind is not AttributeKind.COLUMN or attribute.column is None:
        return False
    return are_few or not isinstance(attribute.column.type, _LONG)
