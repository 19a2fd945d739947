"""What the rows of a Fetch are selected from, and which expressions hold the key of their parent.

This is the one place where a ModelType's rows enter a statement, so it is where `gql.sql.visible` is asked which may be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Dialect, FromClause, Select, and_, select
from sqlalchemy.orm import join

from gql.mapping.model_type import ModelType, Relation
from gql.plan.nodes import Fetch, FetchKind, Slot, type_slot
from gql.sql.entities import Entity, entity_of, shared_entity
from gql.sql.trees import WalkTable, walk_table
from gql.sql.visible import conditions_of


@dataclass(frozen=True, slots=True, eq=False)
class SecondaryEdge:
    """A secondary table's row, as the edge of a many-to-many relation."""

    table: FromClause
    relation: Relation

    def attribute(self, name: str) -> ColumnElement[Any]:
        """The SQL expression of one of the relation's edge attributes."""
        for attribute in self.relation.edge_attributes:
            if attribute.name == name and attribute.column is not None:
                return self.table.c[attribute.column.key]
        raise LookupError(f"{self.relation.coordinate} has no edge column {name!r}.")


@dataclass(frozen=True, slots=True, eq=False)
class Join:
    """A left join of a to-one relation's row. `near` are the expressions of the source's own row that it depends on."""

    entity: Entity
    onclause: ColumnElement[bool]
    near: tuple[ColumnElement[Any], ...]


def with_joins(statement: Select[Any], joins: Iterable[Join]) -> Select[Any]:
    """The statement with these left joins; they change no number of rows."""
    for each in joins:
        statement = statement.outerjoin(each.entity.alias, each.onclause)
    return statement


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Rows of `entity`, joined to whatever leads from their parent to them.

    `key` are the expressions that equal the parent's key (none for a root list); `edge` is the association row. `joined` are
    the rows that to-one relations join, by their path; `joins` says how, in their order. Only rows that satisfy all `conditions`
    count.
    """

    entity: Entity
    from_clause: Any  # an aliased class or a join of them: SQLAlchemy has no common public type
    key: tuple[ColumnElement[Any], ...]
    edge: Entity | SecondaryEdge | WalkTable | None = None
    joined: Mapping[tuple[Relation, ...], Entity] = field(default_factory=dict)
    joins: tuple[Join, ...] = ()
    conditions: tuple[ColumnElement[bool], ...] = ()

    def select(self, columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
        """These columns of the rows that count and of what is joined to them."""
        return with_joins(select(*columns).select_from(self.from_clause), self.joins).where(*self.conditions)

    @property
    def is_walk(self) -> bool:
        """Whether the rows are found by recursion, for all keys at once."""
        return isinstance(self.edge, WalkTable)

    def expression(self, slot: Slot) -> ColumnElement[Any]:
        """The SQL expression of a slot."""
        if slot.on_edge:
            if self.edge is None:
                raise LookupError(f"{slot.name} is an edge's, but the relation has no association row.")
            return self.edge.attribute(slot.name)
        if slot.path:
            return self.joined[slot.path].attribute(slot.name)
        if slot.name == type_slot:
            return self.entity.discriminator()
        return self.entity.attribute(slot.name, slot.member)


def bare_source(fetch: Fetch) -> Source:
    """The rows of a Fetch without what leads to them, wide enough for all its slots.

    It has no conditions: whoever reads it names rows that satisfy them already.
    """
    entity = shared_entity(fetch.model_type, fetch.own_members, role="page")
    return _with_joined(Source(entity, entity.alias, ()), fetch)


def source_of(fetch: Fetch, dialect: Dialect, *, one: bool = False) -> Source:
    """The source of a Fetch's rows, wide enough for all its slots. `one` makes it for batches of one key."""
    return _with_joined(list_source(fetch, dialect, one=one), fetch)


def _with_joined(source: Source, fetch: Fetch) -> Source:
    entities: dict[tuple[Relation, ...], Entity] = {}
    joins = []
    for path in fetch.joined_paths:
        *before, relation = path
        parent = entities[tuple(before)] if before else source.entity
        target = entities[path] = entity_of(relation.target) if before else _joined_entity(relation)
        near = tuple(parent.column(column) for column in relation.local)
        far = (target.column(column) for column in relation.remote)
        equal = (right == left for left, right in zip(near, far, strict=True))
        onclause = and_(*equal, *conditions_of(target))
        joins.append(Join(target, onclause, () if before else near))
    return replace(source, joined=entities, joins=tuple(joins)) if joins else source


def _joined_entity(relation: Relation) -> Entity:
    return shared_entity(relation.target, role=f"joined as {relation.name}")


def list_source(fetch: Fetch, dialect: Dialect, *, one: bool = False) -> Source:
    """The source of a Fetch's own rows, without what is joined to them."""
    members = fetch.own_members
    if fetch.relation is None:
        entity = shared_entity(fetch.model_type, members, role="rows")
        return Source(entity, entity.alias, _look_up_key(fetch, entity), conditions=conditions_of(entity))
    target = shared_entity(fetch.relation.target, members, role="rows")
    if fetch.relation.walk is None:
        return related_source(fetch.relation, target)
    walk = walk_table(fetch.relation, fetch.relation.walk, _rows, dialect, one=one)
    walked = join(walk.table, target.alias, walk.leads_to(target.key()))
    return Source(target, walked, walk.root, walk, conditions=conditions_of(target))


def _rows(model_type: ModelType) -> Source:
    entity = entity_of(model_type)
    return Source(entity, entity.alias, (), conditions=conditions_of(entity))


def _look_up_key(fetch: Fetch, entity: Entity) -> tuple[ColumnElement[Any], ...]:
    if fetch.kind is not FetchKind.KEYS:
        return ()
    unique_key = fetch.root_field.unique_key if fetch.root_field is not None else None
    if unique_key is not None:
        return tuple(entity.attribute(attribute.name) for attribute in unique_key.attributes)
    return entity.look_up_key()


def related_source(relation: Relation, target: Entity) -> Source:
    """The targets of a relation, of all parents, read from `target`: `key` is the parent's key, which batches them."""
    if relation.through is not None:
        return _through(relation, target)
    conditions = conditions_of(target)
    if not relation.is_simple:
        parent = entity_of(relation.source)
        onclause = parent.attribute(relation.name).of_type(target.alias)
        joined = join(parent.alias, target.alias, onclause)
        return Source(target, joined, parent.key(), conditions=conditions)
    if relation.property is not None and relation.property.secondary is not None:
        secondary = relation.property.secondary.alias()
        onclause = and_(*(secondary.c[near.key] == target.column(far) for near, far in relation.secondary_target))
        key = tuple(secondary.c[column.key] for column in relation.remote)
        edge = SecondaryEdge(secondary, relation)
        return Source(target, join(secondary, target.alias, onclause), key, edge, conditions=conditions)
    own_key = tuple(target.column(column) for column in relation.remote)
    return Source(target, target.alias, own_key, conditions=conditions)


def _through(relation: Relation, target: Entity) -> Source:
    first, second = relation.through.first, relation.through.second  # type: ignore[union-attr]  # the caller checked it
    association = entity_of(first.target)
    conditions = (*conditions_of(association), *conditions_of(target))
    onclause = association.attribute(second.name).of_type(target.alias)
    if first.is_simple:
        key = tuple(association.column(column) for column in first.remote)
        joined = join(association.alias, target.alias, onclause)
        return Source(target, joined, key, association, conditions=conditions)
    parent = entity_of(first.source)
    lead = parent.attribute(first.name).of_type(association.alias)
    joined = join(join(parent.alias, association.alias, lead), target.alias, onclause)
    return Source(target, joined, parent.key(), association, conditions=conditions)
