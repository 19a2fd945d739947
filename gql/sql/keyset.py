"""Ordered terms in SQL, and the predicate that starts a page after (or before) a row.

The tuple of a row's term values is its keyset. "Strictly after" is spelled out term by term, because a row-value
comparison treats NULL as unknown; where nothing can be NULL and all terms run one way, the row-value form is used,
which indexes seek. The spelled-out form repeats a bound on the leading term for the same reason: without it the
database scans from the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Enum as SqlEnum,
    Integer,
    and_,
    bindparam,
    case,
    false,
    literal,
    or_,
    tuple_,
)
from sqlalchemy.types import TypeEngine

from gql.mapping.model_type import Attribute
from gql.plan.ordering import Ordering, OrderTerm
from gql.sql.entities import Entity
from gql.sql.stored import read_stored, stored_expression, write_stored


@dataclass(frozen=True, slots=True)
class Term:
    """One ordered term in SQL; `key_text` and `parse_key` are the text form of its values inside a cursor."""

    expression: ColumnElement[Any]
    descending: bool
    nulls_first: bool
    nullable: bool
    type: TypeEngine[Any]
    key_text: Callable[[Any], str]
    parse_key: Callable[[str], Any]

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
    """The terms of an Ordering over one entity; `joins` are the to-one relations that they cross, outermost first."""

    terms: tuple[Term, ...]
    joins: tuple[tuple[Any, Entity], ...]  # (relationship attribute of an alias, entity that it leads to)


def ordered_terms(
    ordering: Ordering,
    entity: Entity,
    edge: EdgeColumns | None,
    dialect: Dialect,
    entity_of_target: Callable[[Any], Entity],
) -> OrderedTerms:
    """The SQL terms of `ordering` over `entity` (and over the association row `edge`, if the order ends in its key)."""
    joined: dict[tuple[str, ...], Entity] = {}
    joins: list[tuple[Any, Entity]] = []

    def reach(term: OrderTerm) -> Entity | EdgeColumns:
        if term.on_edge:
            if edge is None:
                raise LookupError(
                    f"{ordering.signature} orders by an association row that the statement does not have."
                )
            return edge
        current: Entity = entity
        path: tuple[str, ...] = ()
        for relation in term.relations:
            path = (*path, relation.name)
            target = joined.get(path)
            if target is None:
                target = joined[path] = entity_of_target(relation.target)
                joins.append((current.attribute(relation.name), target))
            current = target
        return current

    terms = []
    for term in ordering.terms:
        expression = reach(term).attribute(term.attribute.name)
        terms.append(_term(term, expression, dialect))
    return OrderedTerms(tuple(terms), tuple(joins))


def _term(term: OrderTerm, expression: ColumnElement[Any], dialect: Dialect) -> Term:
    attribute = term.attribute
    ranks = _enum_ranks(attribute, expression.type, dialect.name)
    if ranks is not None:
        # Untyped, a member of a Python enum would reach the driver as it is.
        whens = [(literal(value, expression.type), rank) for value, rank in ranks.items()]
        ranked = case(*whens, value=expression, else_=None)
        return Term(ranked, term.descending, term.nulls_first, term.nullable, Integer(), str, int)
    scalar = attribute.scalar
    if scalar.key_text is None or scalar.parse_key is None:
        raise LookupError(f"{term.path} cannot be ordered by.")
    stored = stored_expression(expression, dialect) if not isinstance(expression.type, SqlEnum) else None
    if stored is not None:
        return Term(stored, term.descending, term.nulls_first, term.nullable, stored.type, write_stored, read_stored)
    return Term(
        expression, term.descending, term.nulls_first, term.nullable, expression.type, scalar.key_text, scalar.parse_key
    )


def _enum_ranks(attribute: Attribute, type_: TypeEngine[Any], dialect: str) -> dict[Any, int] | None:
    """The rank of each value of an enum in declared order, where the database would sort by its text."""
    if not isinstance(type_, SqlEnum) or (dialect == "postgresql" and type_.native_enum):
        return None
    values: Sequence[Any] = list(type_.enum_class) if type_.enum_class is not None else type_.enums
    return {value: rank for rank, value in enumerate(values)}


def order_by_clauses(terms: Sequence[Term], dialect: str) -> list[ColumnElement[Any]]:
    """ORDER BY for `terms`, with the place of NULLs spelled out only where it is not the database's own."""
    clauses: list[ColumnElement[Any]] = []
    for term in terms:
        clause = term.expression.desc() if term.descending else term.expression.asc()
        if term.nullable and not _places_nulls_itself(term, dialect):
            if dialect == "mysql":
                is_null = term.expression.is_(None)
                clauses.append(is_null.desc() if term.nulls_first else is_null.asc())
            else:
                clause = clause.nulls_first() if term.nulls_first else clause.nulls_last()
        clauses.append(clause)
    return clauses


def _places_nulls_itself(term: Term, dialect: str) -> bool:
    """Whether the database puts NULLs where the term wants them: it is the greatest value on PostgreSQL, else the least."""
    first_by_default = term.descending if dialect == "postgresql" else not term.descending
    return term.nulls_first == first_by_default


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a list that one range of an index holds: its rows, and the terms that order them."""

    conditions: tuple[ColumnElement[bool], ...]
    terms: tuple[Term, ...]


def segments(terms: tuple[Term, ...], is_null: Sequence[bool] | None, prefix: str, dialect: str) -> tuple[Segment, ...]:
    """The stretches of a list after a keyset (`is_null` None: of the whole list), in order; together they are all of it.

    Where the leading term can be NULL, its NULLs are a stretch of their own: no index holds "greater than x, or NULL" as one
    range, and few hold NULLs on the side that the order wants them.
    """
    leading, rest = terms[0], terms[1:]
    if not leading.nullable or not rest or (is_null is None and _places_nulls_itself(leading, dialect)):
        after = () if is_null is None else (after_keyset(terms, is_null, prefix, dialect),)
        return (Segment(after, terms),)
    filled_terms = (leading.without_nulls(), *rest)
    filled, empty = leading.expression.is_not(None), leading.expression.is_(None)
    if is_null is None:
        stretches = [Segment((filled,), filled_terms), Segment((empty,), rest)]
    elif is_null[0]:
        after_rest = after_keyset(rest, is_null[1:], prefix, dialect, start=1)
        stretches = [Segment((empty, after_rest), rest)]
        if leading.nulls_first:
            stretches.insert(0, Segment((filled,), filled_terms))
    else:
        stretches = [Segment((after_keyset(filled_terms, is_null, prefix, dialect),), filled_terms)]
        if not leading.nulls_first:
            stretches.append(Segment((empty,), rest))
    return tuple(reversed(stretches)) if leading.nulls_first else tuple(stretches)


def after_keyset(
    terms: Sequence[Term],
    is_null: Sequence[bool],
    prefix: str,
    dialect: str,
    *,
    inclusive: bool = False,
    start: int = 0,
) -> ColumnElement[bool]:
    """Rows strictly after a keyset in the order of `terms` (with `inclusive`, the row itself too).

    The values are bound as `{prefix}_{start}` and so on; `is_null` says which of them are NULL, as that changes the SQL.
    """
    binds = [bindparam(f"{prefix}_{start + index}", type_=term.type) for index, term in enumerate(terms)]
    if _seeks_by_row_value(terms, is_null, dialect):
        row, keyset = tuple_(*(term.expression for term in terms)), tuple_(*binds)
        if terms[0].descending:
            return row <= keyset if inclusive else row < keyset
        return row >= keyset if inclusive else row > keyset

    branches: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for term, bind, null in zip(terms, binds, is_null, strict=True):
        after = _after(term, bind, null)
        if after is not None:
            branches.append(and_(*equal, after))
        equal.append(term.expression.is_(None) if null else term.expression == bind)
    if inclusive:
        branches.append(and_(*equal))
    predicate = or_(false(), *branches)
    leading, bind = terms[0], binds[0]
    if is_null[0] or (leading.nullable and not leading.nulls_first) or len(terms) == 1:
        return predicate
    return and_(leading.expression <= bind if leading.descending else leading.expression >= bind, predicate)


def _after(term: Term, bind: ColumnElement[Any], null: bool) -> ColumnElement[bool] | None:
    """Values of one term strictly after a value; None when there are none."""
    if null:
        return term.expression.is_not(None) if term.nulls_first and term.nullable else None
    beyond = term.expression < bind if term.descending else term.expression > bind
    return beyond if term.nulls_first or not term.nullable else or_(beyond, term.expression.is_(None))


def _seeks_by_row_value(terms: Sequence[Term], is_null: Sequence[bool], dialect: str) -> bool:
    # MariaDB does not use an index for a row-value comparison; a single term needs none.
    one_way = all(term.descending == terms[0].descending and not term.nullable for term in terms)
    return dialect != "mysql" and len(terms) > 1 and one_way and not any(is_null)
