"""`orderBy` as the planner reads it: an `Ordering` of `OrderTerm`s that always ends in the primary key.

Because the primary key ends it, no two rows tie, and the tuple of a row's term values (its keyset) says exactly where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Column, UnaryExpression
from sqlalchemy.sql import operators

from gql.errors import InvalidInput
from gql.mapping.aggregates import COUNT, Aggregate, AggregateFunction
from gql.mapping.model_type import Attribute, AttributeKind, ModelType, Relation
from gql.mapping.scalars import INT, STRING
from gql.plan.filters import Matches
from gql.plan.nodes import type_slot

MAX_ORDER_TERMS = 10


@dataclass(frozen=True, slots=True)
class OrderTerm:
    """One term: an attribute reached over to-one `relations`, with a direction and a place for NULL.

    `on_edge` terms are columns of the association row that a through relation crosses. With an `aggregate`, the last of
    `relations` is to-many, and the term is that aggregate of its rows; `attribute` is the aggregate's value.
    With `matches`, the term is how well a row fits that search.
    """

    relations: tuple[Relation, ...]
    attribute: Attribute
    descending: bool
    nulls_first: bool
    on_edge: bool = False
    aggregate: Aggregate | None = None
    matches: Matches | None = None

    @property
    def nullable(self) -> bool:
        """Whether the term can be NULL: a related one can, as its row can be missing; a count is zero then."""
        if self.aggregate is not None:
            return self.attribute.nullable
        return bool(self.relations) or self.attribute.nullable

    @property
    def path(self) -> str:
        """`author.username`: the term without its direction."""
        edge = ("@",) if self.on_edge else ()
        return ".".join((*edge, *(relation.name for relation in self.relations), self.attribute.name))


@dataclass(frozen=True, slots=True)
class Ordering:
    """A total order of a ModelType's rows. `signature` names it: equal signatures order alike and share cursors."""

    model_type: ModelType
    terms: tuple[OrderTerm, ...]
    signature: str

    @property
    def is_by_rank(self) -> bool:
        """Whether the rows that fit a search best come first."""
        return any(term.matches is not None for term in self.terms[:1])


def read_ordering(
    model_type: ModelType,
    order_by: Sequence[Mapping[str, Any]] | None,
    *,
    scope: str,
    edge_key: Iterable[Attribute] = (),
    relation: Relation | None = None,
    matches: Matches | None = None,
) -> Ordering:
    """The total order that a coerced `orderBy` argument means for the rows of `model_type`.

    `scope` (a root field or relation) becomes part of the signature, so a cursor of one list is foreign to another. `edge_key`
    are key columns of the association row, for relations where one node can stand in a list more than once. The primary key
    takes the direction of the last term, so that one index serves the whole order forwards or backwards. Where the client
    asks for no order, the rows that fit a search (`matches`) best come first; without a search, the order that the relationship
    of `relation` declares holds.

    Raises `InvalidInput` for more than `MAX_ORDER_TERMS` terms.
    """
    if order_by and len(order_by) > MAX_ORDER_TERMS:
        raise InvalidInput(f"{scope}: orderBy takes at most {MAX_ORDER_TERMS} terms, got {len(order_by)}.")
    terms: dict[str, OrderTerm] = {}
    for item in order_by or ():
        for term in _read_terms(model_type, item, ()):
            terms.setdefault(term.path, term)
    if not terms and matches is not None:
        rank = OrderTerm((), _RANK, True, True, matches=matches)
        terms[rank.path] = rank
    elif not terms and relation is not None:
        terms = {term.path: term for term in declared_terms(relation)}
    descending = bool(terms) and next(reversed(terms.values())).descending
    for attribute in model_type.key:
        term = OrderTerm((), attribute, descending, descending)
        terms.setdefault(term.path, term)
    if model_type.is_union:
        terms.setdefault(type_slot, OrderTerm((), _type_attribute(model_type), descending, descending))
    for attribute in edge_key:
        term = OrderTerm((), attribute, descending, descending, on_edge=True)
        terms.setdefault(term.path, term)
    ordered = tuple(terms.values())
    directions = ",".join(
        f"{term.path}{'-' if term.descending else '+'}{'<' if term.nulls_first else '>'}" for term in ordered
    )
    return Ordering(model_type, ordered, f"{scope}:{model_type.name}:{directions}")


_RANK = Attribute("?rank", "?rank", AttributeKind.EXPRESSION, INT, nullable=False)


def _type_attribute(model_type: ModelType) -> Attribute:
    """The discriminator as an attribute: it parts rows of several tables that have equal keys."""
    are_texts = all(isinstance(identity, str) for identity in model_type.discriminator)
    return Attribute(type_slot, type_slot, AttributeKind.EXPRESSION, STRING if are_texts else INT, nullable=False)


def declared_terms(relation: Relation) -> tuple[OrderTerm, ...]:
    """The order that a model declares by `relationship(order_by=…)`; empty if it is anything but columns of the target.

    That of a walk is by depth: ancestors from the root on, descendants level by level.
    """
    if relation.walk is not None:
        is_up = relation.walk.is_up
        return (OrderTerm((), relation.walk.depth, is_up, is_up, on_edge=True),)
    declared = relation.property.order_by if relation.property is not None else False
    if not declared:
        return ()
    attributes = {
        attribute.name: attribute for attribute in (*relation.target.attributes.values(), *relation.target.key)
    }
    terms = []
    for clause in declared:
        column, modifiers = clause, set()
        while isinstance(column, UnaryExpression):
            modifiers.add(column.modifier)
            column = column.element
        if not isinstance(column, Column) or column not in relation.target.mapper.columns.values():
            return ()
        attribute = attributes.get(relation.target.mapper.get_property_by_column(column).key)
        if attribute is None or not attribute.orderable:
            return ()
        descending = operators.desc_op in modifiers
        nulls_first = operators.nulls_first_op in modifiers or (descending and operators.nulls_last_op not in modifiers)
        terms.append(OrderTerm((), attribute, descending, nulls_first))
    return tuple(terms)


def _read_terms(model_type: ModelType, item: Mapping[str, Any], relations: tuple[Relation, ...]) -> Iterator[OrderTerm]:
    for name, value in item.items():
        relation = model_type.relations.get(name)
        if relation is not None and relation.to_many:
            yield _aggregate_term((*relations, relation), value)
            continue
        if relation is not None:
            yield from _read_terms(relation.target, value, (*relations, relation))
            continue
        descending, nulls_first = read_direction(value)
        attribute = model_type.attributes.get(name)
        for part in (attribute,) if attribute is not None else _key_terms(model_type, name):
            yield OrderTerm(relations, part, descending, nulls_first)


def _aggregate_term(relations: tuple[Relation, ...], item: Mapping[str, Any]) -> OrderTerm:
    """`{count: DESC}` or `{max: {createdAt: DESC}}` of the last of `relations`."""
    ((name, value),) = item.items()
    aggregate = COUNT
    if isinstance(value, Mapping):
        ((attribute_name, value),) = value.items()
        aggregate = Aggregate(AggregateFunction(name), relations[-1].target.attributes[attribute_name])
    descending, nulls_first = read_direction(value)
    return OrderTerm(relations, aggregate.result(), descending, nulls_first, aggregate=aggregate)


def _key_terms(model_type: ModelType, name: str) -> tuple[Attribute, ...]:
    """`id` and `rowId` order by the primary key."""
    if name == "rowId" and model_type.row_id is not None:
        return (model_type.row_id,)
    return model_type.key


def read_direction(value: object) -> tuple[bool, bool]:
    """(descending, nulls first) of an OrderDirection; unspecified, NULL counts as the greatest value on every database."""
    name = value.name if isinstance(value, Enum) else str(value)
    descending = name.startswith("DESC")
    if name.endswith("_NULLS_FIRST"):
        return descending, True
    if name.endswith("_NULLS_LAST"):
        return descending, False
    return descending, descending
