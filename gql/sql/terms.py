"""Ordered terms in SQL: own attributes, those of to-one relations, and aggregates of to-many relations.

A term's expression stands in ORDER BY, in the predicate that starts a page (`gql.sql.keyset`), and is selected for the cursor: so
its values must compare equal to themselves after a way through Python and a text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sqlalchemy import BigInteger, ColumnElement, Dialect, Enum as SqlEnum, Integer
from sqlalchemy.types import TypeEngine

from gql.mapping.aggregates import Aggregate
from gql.mapping.model_type import Relation
from gql.plan.filters import SEARCH
from gql.plan.ordering import Ordering, OrderTerm
from gql.sql.aggregates import aggregate_expression, enum_ranks, rank_of_enum
from gql.sql.entities import Entity
from gql.sql.related import related_rows
from gql.sql.search import Found, rank_expression
from gql.sql.stored import has_subquery, read_stored, stored_expression, write_stored
from gql.sql.visible import conditions_of


@dataclass(frozen=True, slots=True)
class Term:
    """One ordered term in SQL; `key_text` and `parse_key` are the text form of its values inside a cursor.

    `is_computed` says that no index can hold the expression: the database computes it for each row.
    """

    expression: ColumnElement[Any]
    descending: bool
    nulls_first: bool
    nullable: bool
    type: TypeEngine[Any]
    key_text: Callable[[Any], str]
    parse_key: Callable[[str], Any]
    is_computed: bool = False

    def reversed(self) -> Term:
        """The term that runs the other way."""
        return replace(self, descending=not self.descending, nulls_first=not self.nulls_first)

    def without_nulls(self) -> Term:
        """The term over rows where it is not NULL."""
        return replace(self, nullable=False)


class EdgeColumns(Protocol):
    """An association row that an order can end in: an entity, or a row of a secondary table."""

    def attribute(self, name: str) -> ColumnElement[Any]:
        """The SQL expression of one of its attributes."""


@dataclass(frozen=True, slots=True)
class OrderedTerms:
    """The terms of an Ordering over one entity; `joins` are the to-one relations that they cross, outermost first.

    `found` is what the rows must be joined to for the rank of a search.
    """

    terms: tuple[Term, ...]
    joins: tuple[Any, ...]  # relationship attributes of an alias, each of the type of the alias that it leads to
    found: Found | None = None


def ordered_terms(
    ordering: Ordering,
    entity: Entity,
    edge: EdgeColumns | None,
    dialect: Dialect,
    entity_of_target: Callable[[Any], Entity],
) -> OrderedTerms:
    """The SQL terms of `ordering` over `entity` (and over the association row `edge`, if the order ends in its key)."""
    joined: dict[tuple[str, ...], Entity] = {}
    joins: list[Any] = []

    def reach(relations: Sequence[Relation]) -> Entity:
        current = entity
        path: tuple[str, ...] = ()
        for relation in relations:
            path = (*path, relation.name)
            target = joined.get(path)
            if target is None:
                target = joined[path] = entity_of_target(relation.target)
                joins.append(_seen(current.attribute(relation.name), target))
            current = target
        return current

    terms = []
    found: Found | None = None
    for term in ordering.terms:
        if term.matches is not None:
            rank, found = rank_expression(term.matches, entity, SEARCH, dialect)
            terms.append(Term(rank, term.descending, term.nulls_first, False, BigInteger(), str, int, is_computed=True))
            continue
        if term.aggregate is not None:
            terms.append(_aggregate_term(term, term.aggregate, reach(term.relations[:-1]), dialect))
            continue
        row = edge if term.on_edge else reach(term.relations)
        if row is None:
            raise LookupError(f"{ordering.signature} orders by an association row that the statement does not have.")
        terms.append(_term(term, row.attribute(term.attribute.name), dialect))
    return OrderedTerms(tuple(terms), tuple(joins), found)


def _seen(relationship: Any, target: Entity) -> Any:
    """The relationship as it leads to those rows of `target` that may be seen; a hidden row sorts as a missing one."""
    leading = relationship.of_type(target.alias)
    conditions = conditions_of(target)
    return leading.and_(*conditions) if conditions else leading


def _aggregate_term(term: OrderTerm, aggregate: Aggregate, parent: Entity, dialect: Dialect) -> Term:
    rows = related_rows(parent, term.relations[-1])
    value = rows.entity.attribute(aggregate.attribute.name) if aggregate.attribute is not None else None
    of_rows = rows.select(aggregate_expression(aggregate, value, dialect)).scalar_subquery()
    stored = stored_expression(of_rows, dialect) if not isinstance(of_rows.type, SqlEnum) else None
    expression = of_rows if stored is None else stored
    if isinstance(expression.type, SqlEnum):
        return _attribute_term(term, expression)
    return Term(
        expression,
        term.descending,
        term.nulls_first,
        term.nullable,
        expression.type,
        write_stored,
        read_stored,
        is_computed=True,
    )


def _term(term: OrderTerm, expression: ColumnElement[Any], dialect: Dialect) -> Term:
    ranks = enum_ranks(expression.type, dialect.name)
    if ranks is not None:
        ranked = rank_of_enum(expression, ranks)
        return Term(ranked, term.descending, term.nulls_first, term.nullable, Integer(), str, int)
    stored = stored_expression(expression, dialect) if not isinstance(expression.type, SqlEnum) else None
    if stored is not None:
        found = Term(stored, term.descending, term.nulls_first, term.nullable, stored.type, write_stored, read_stored)
    else:
        found = _attribute_term(term, expression)
    return replace(found, is_computed=has_subquery(expression))


def _attribute_term(term: OrderTerm, expression: ColumnElement[Any]) -> Term:
    """A term whose values are texts in a cursor as the attribute's scalar writes them."""
    scalar = term.attribute.scalar
    if scalar.key_text is None or scalar.parse_key is None:
        raise LookupError(f"{term.path} cannot be ordered by.")
    return Term(
        expression,
        term.descending,
        term.nulls_first,
        term.nullable,
        expression.type,
        scalar.key_text,
        scalar.parse_key,
        is_computed=term.aggregate is not None,
    )
