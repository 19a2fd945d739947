"""A Fetch to its SQL statement: built once per shape, then only bound.

The shape is what changes the SQL text beyond the plan: the order (it may come from a variable), the direction, which cursors
there are and where they hold NULL. A `Statement` knows at which indexes of a row its slots, keyset, key and side stand.

How pages are cut is in `gql.sql.pages`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Dialect, Select, func, literal

from gql.mapping.model_type import Relation
from gql.plan.filters import Where
from gql.plan.nodes import Fetch
from gql.plan.ordering import Ordering
from gql.policy import RowCondition
from gql.sql.entities import entity_of
from gql.sql.filters import FilterClause, filter_clause
from gql.sql.keys import Keys, keys_for
from gql.sql.keyset import order_by_clauses
from gql.sql.pages import Ordered, PageCut, PageShape, cuts_by_key, labelled
from gql.sql.sources import Source, bare_source, list_source, source_of
from gql.sql.terms import Term, ordered_terms


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A statement and where its values stand in a row: slots first, by their index in the Fetch.

    `keyset_at` are the terms of the order, `key_at` the parent's key, `side_at` says to which side of the page a row belongs
    (`PAGE`, or one row of proof `BEFORE_PAGE` or `AFTER_PAGE`); it is None when all rows are the page's. `filter` binds the
    operands of the `where` that the statement was made for. `seen_under` are the row conditions that stand in it, whose
    parameters are the viewer's.
    """

    selectable: Select[Any] | CompoundSelect[Any]
    columns: tuple[ColumnElement[Any], ...]
    key_at: tuple[int, ...]
    keyset_at: tuple[int, ...]
    side_at: int | None
    keys: Keys | None
    terms: tuple[Term, ...]
    filter: FilterClause = FilterClause()  # noqa: RUF009 - frozen
    seen_under: tuple[RowCondition, ...] = ()
    prepared: dict[str, Any] = field(
        default_factory=dict
    )  # by gql.execution.reader: the statement in its driver's terms


class _Columns:
    """The select list under construction: the slots, each at its own index, then what else is needed, each once."""

    def __init__(self, slots: Sequence[ColumnElement[Any]]) -> None:
        self.expressions = list(slots) or [literal(1)]
        self._index_by_id = {id(expression): index for index, expression in enumerate(self.expressions)}

    def add(self, expression: ColumnElement[Any]) -> int:
        index = self._index_by_id.get(id(expression))
        if index is None:
            index = self._index_by_id[id(expression)] = len(self.expressions)
            self.expressions.append(expression)
        return index

    def add_all(self, expressions: Sequence[ColumnElement[Any]]) -> tuple[int, ...]:
        return tuple(self.add(expression) for expression in expressions)

    def labelled(self) -> list[ColumnElement[Any]]:
        return [expression.label(f"c{index}") for index, expression in enumerate(self.expressions)]


def look_up_statement(fetch: Fetch, dialect: Dialect, *, one: bool = False) -> Statement:
    """One row per key: a look-up by key, or a to-one relation. `one` makes it for batches of one key, here and below."""
    source = source_of(fetch, dialect, one=one)
    columns = _Columns([source.expression(slot) for slot in fetch.slots])
    key_at = columns.add_all(source.key)
    keys = keys_for([expression.type for expression in source.key], dialect, one=one)
    statement = source.select(columns.labelled()).where(keys.among(source.key))
    if fetch.relation is not None and not _is_by_primary_key(fetch.relation):
        # Nothing in the database may keep it to one row per key; then the first by primary key is the one, always.
        statement = statement.order_by(*source.entity.key())
    return Statement(statement, tuple(columns.expressions), key_at, (), None, keys, ())


def _is_by_primary_key(relation: Relation) -> bool:
    """Whether a to-one relation finds its target by its primary key, so never more than one."""
    return relation.is_simple and set(relation.remote) == set(relation.target.mapper.primary_key)


def count_statement(fetch: Fetch, where: Where, dialect: Dialect, *, one: bool = False) -> Statement:
    """The number of rows of a list, per key of a relation; the count is the first value of a row."""
    source, filtered = filtered_source(source_of(fetch, dialect, one=one), where, dialect)
    count = func.count()
    if not source.key:
        return Statement(source.select([count]), (count,), (), (), None, None, (), filtered)
    keys = keys_for([expression.type for expression in source.key], dialect, one=one)
    statement = source.select([count, *source.key]).where(keys.among(source.key)).group_by(*source.key)
    key_at = tuple(range(1, 1 + len(source.key)))
    return Statement(statement, (count, *source.key), key_at, (), None, keys, (), filtered)


def filtered_source(source: Source, where: Where, dialect: Dialect) -> tuple[Source, FilterClause]:
    """The rows of a source for which a filter holds."""
    filtered = filter_clause(where, source.entity, dialect)
    return replace(source, conditions=(*source.conditions, *filtered.conditions)), filtered


def page_statement(
    fetch: Fetch, where: Where, ordering: Ordering, shape: PageShape, dialect: Dialect, *, one: bool = False
) -> Statement:
    """One page of a root list, or one page per key of a relation; rows of one key are adjacent, in the page's direction."""
    source = source_of(fetch, dialect, one=one)
    keys = keys_for([expression.type for expression in source.key], dialect, one=one) if source.key else None
    rows = None
    parent = keys if keys is not None and keys.is_one else None
    if keys is not None and cuts_by_key(fetch, ordering, keys, dialect.name):
        source, bare = list_source(fetch, dialect, one=one), bare_source(fetch)
        rows = Ordered(bare, ordered_terms(ordering, bare.entity, None, dialect, entity_of))
    source, filtered = filtered_source(source, where, dialect)
    order = ordered_terms(ordering, source.entity, source.edge, dialect, entity_of)
    cut = Ordered(source, order, parent)
    read = rows or cut
    columns = _Columns([read.source.expression(slot) for slot in fetch.slots])
    keyset_at = columns.add_all([term.expression for term in read.order.terms]) if fetch.needs_cursors else ()
    width, key_width = len(columns.expressions), len(source.key)
    shown = [*columns.labelled(), *labelled(source.key)] if parent else columns.labelled()
    return Statement(
        PageCut(cut, rows, shown, fetch.joined_at, None if parent else keys, shape, dialect.name).statement(),
        tuple(columns.expressions),
        tuple(range(width, width + key_width)),
        keyset_at,
        width + key_width if shape.has_probes else None,
        keys,
        order.terms,
        filtered,
    )


def list_statement(fetch: Fetch, ordering: Ordering, dialect: Dialect, *, one: bool = False) -> Statement:
    """All rows per key of a relation that is exposed as a plain list, rows of one key adjacent and in order."""
    source = source_of(fetch, dialect, one=one)
    order = ordered_terms(ordering, source.entity, source.edge, dialect, entity_of)
    columns = _Columns([source.expression(slot) for slot in fetch.slots])
    key_at = columns.add_all(source.key)
    keys = keys_for([expression.type for expression in source.key], dialect, one=one)
    statement = source.select(columns.labelled())
    for relationship in order.joins:
        statement = statement.outerjoin(relationship)
    statement = statement.where(keys.among(source.key)).order_by(
        *source.key, *order_by_clauses(order.terms, dialect.name)
    )
    return Statement(statement, tuple(columns.expressions), key_at, (), None, keys, ())


def order_terms(fetch: Fetch, ordering: Ordering, dialect: Dialect) -> tuple[Term, ...]:
    """The terms of an order over a Fetch's rows, for reading and writing cursors."""
    source = source_of(fetch, dialect)
    return ordered_terms(ordering, source.entity, source.edge, dialect, entity_of).terms
