"""Cutting pages in SQL: one for a root list, one per key for a relation.

PostgreSQL cuts per key by a lateral join over the array of keys. SQLite has no lateral joins, but takes a correlated subquery
that names the rows of a page by their key, which lets it seek the index once per parent (measured at half the time of
numbering). Everything else numbers the rows of each key with a window function, and so does a walk of a tree, which finds the
rows of all keys at once.

Whether rows lie on the far side of a page (before an `after` cursor or behind an `offset`, after a `before` cursor) is proven by
one row from there, in the same statement, marked by its side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    bindparam,
    func,
    literal,
    literal_column,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.sql.util import ClauseAdapter

from gql.plan.nodes import Fetch
from gql.plan.ordering import Ordering
from gql.sql.keys import Keys
from gql.sql.keyset import after_keyset, order_by_clauses, segments
from gql.sql.sources import Source, with_joins
from gql.sql.terms import OrderedTerms, Term

PAGE, BEFORE_PAGE, AFTER_PAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class PageShape:
    """What a page's arguments change in its SQL. `after` and `before` say which values of the cursor are NULL.

    `limit` stands in the text; None binds it as `row_limit`.
    """

    reverse: bool = False
    has_offset: bool = False
    after: tuple[bool, ...] | None = None
    before: tuple[bool, ...] | None = None
    probes_before: bool = False
    probes_after: bool = False
    limit: int | None = None

    @property
    def has_probes(self) -> bool:
        """Whether rows of proof are asked for besides the page's own."""
        return self.probes_before or self.probes_after


@dataclass(frozen=True, slots=True)
class Ordered:
    """A source of rows, the terms of the page's order over it, and the one parent whose rows they are, if it is one."""

    source: Source
    order: OrderedTerms
    parent: Keys | None = None

    def terms(self, *, reverse: bool) -> tuple[Term, ...]:
        """The terms, each the other way round with `reverse`."""
        return tuple(term.reversed() for term in self.order.terms) if reverse else self.order.terms

    def select(self, columns: Sequence[ColumnElement[Any]]) -> Select[Any]:
        """These columns from the source, joined to the relations that its order crosses."""
        statement = self.source.select(columns)
        if self.order.found is not None:
            statement = statement.join(self.order.found.table, self.order.found.onclause)
        for relationship in self.order.joins:
            statement = statement.outerjoin(relationship)
        return statement if self.parent is None else statement.where(self.parent.among(self.source.key))


def cuts_by_key(fetch: Fetch, ordering: Ordering, keys: Keys, dialect: str) -> bool:
    """Whether a page can name its rows by their primary key alone.

    It can when it shows nothing of an association row and a list holds no row twice.
    """
    relation = fetch.relation
    if dialect != "sqlite" or keys.table is None or relation is None or relation.through or not relation.is_simple:
        return False
    secondary = relation.property.secondary if relation.property is not None else None
    holds_no_row_twice = secondary is None or bool(list(getattr(secondary, "primary_key", ())))
    shows_edges = any(slot.on_edge for slot in fetch.slots) or any(term.on_edge for term in ordering.terms)
    is_by_rank = ordering.is_by_rank
    return bool(relation.target.key) and holds_no_row_twice and not shows_edges and not is_by_rank


class PageCut:
    """Cuts one page, per key or for the whole list, in the form that fits the database.

    `cut` is where the page is cut. `columns` are read from there too, or from `rows`, another alias of the same rows, when the
    page names them by their key. `joined_at` are the indexes of the columns that joined rows have.
    """

    def __init__(
        self,
        cut: Ordered,
        rows: Ordered | None,
        columns: Sequence[ColumnElement[Any]],
        joined_at: frozenset[int],
        keys: Keys | None,
        shape: PageShape,
        dialect: str,
    ) -> None:
        self._source = cut
        self._rows = rows
        self._columns = columns
        self._joined_at = joined_at
        self._keys = keys
        self._shape = shape
        self._dialect = dialect

    def statement(self) -> Select[Any] | CompoundSelect[Any]:
        """The page's rows: `columns`, then the key, then the side if there are rows of proof."""
        page = self._page()
        if not self._shape.has_probes:
            return page
        sides = {PAGE: page}
        if self._shape.probes_before:
            sides[BEFORE_PAGE] = self._probe_before()
        if self._shape.probes_after:
            sides[AFTER_PAGE] = self._probe_after()
        parts = [(side, part.subquery()) for side, part in sides.items()]
        return union_all(*(select(*part.c, literal_column(str(side), Integer).label("side")) for side, part in parts))

    def _page(self) -> Select[Any]:
        shape = self._shape
        written = None if shape.limit is None else literal_column(str(shape.limit), Integer)
        limit = bindparam("row_limit", type_=Integer) if written is None else written
        offset = bindparam("row_offset", type_=Integer) if shape.has_offset else None
        if self._keys is None:
            return self._segmented(limit, offset)
        conditions = []
        if shape.after is not None:
            conditions.append(self._after(shape.after, "after", reverse=False))
        if shape.before is not None:
            conditions.append(self._after(shape.before, "before", reverse=True))
        return self._cut(conditions, limit, offset, reverse=shape.reverse)

    def _segmented(self, limit: ColumnElement[int], offset: ColumnElement[int] | None) -> Select[Any]:
        """A page of a root list, each stretch of the list cut by itself so that an index can seek it."""
        shape = self._shape
        start, end = (("before", shape.before), ("after", shape.after))[:: 1 if shape.reverse else -1]
        conditions = [] if end[1] is None else [self._after(end[1], end[0], reverse=not shape.reverse)]
        terms = self._source.terms(reverse=shape.reverse)
        stretches = segments(terms, start[1], start[0], self._dialect)
        if len(stretches) == 1:
            (stretch,) = stretches
            page = self._source.select(self._columns).where(*stretch.conditions, *conditions)
            return page.order_by(*order_by_clauses(stretch.terms, self._dialect)).limit(limit).offset(offset)

        # A parameter of its own: MariaDB takes no sum in LIMIT.
        last = limit if offset is None else bindparam("row_end", type_=Integer)
        values = [term.expression.label(f"t{index}") for index, term in enumerate(terms)]
        parts = []
        for index, stretch in enumerate(stretches):
            number = literal_column(str(index), Integer).label("stretch")
            part = self._source.select([*self._columns, *values, number]).where(*stretch.conditions, *conditions)
            part = part.order_by(*order_by_clauses(stretch.terms, self._dialect)).limit(last)
            parts.append(select(*part.subquery().c))
        whole = union_all(*parts).subquery("page")
        columns = list(whole.c)
        ordered = [
            replace(term, expression=column)
            for term, column in zip(terms, columns[len(self._columns) : -1], strict=True)
        ]
        # Within a stretch the leading term is NULL throughout or nowhere, so NULLs need no place of their own.
        by_value = order_by_clauses([ordered[0].without_nulls(), *ordered[1:]], self._dialect)
        return select(*columns[: len(self._columns)]).order_by(columns[-1], *by_value).limit(limit).offset(offset)

    def _probe_before(self) -> Select[Any]:
        """One row that precedes the page; with an offset, any row of the list does."""
        if self._shape.has_offset or self._shape.after is None:
            return self._cut([], literal(1, Integer), None, reverse=False)
        up_to = self._after(self._shape.after, "after", reverse=True, inclusive=True)
        return self._cut([up_to], literal(1, Integer), None, reverse=True)

    def _probe_after(self) -> Select[Any]:
        """One row that follows the page: the row of `before`, or one behind it."""
        conditions = []
        if self._shape.before is not None:
            conditions.append(self._after(self._shape.before, "before", reverse=False, inclusive=True))
        return self._cut(conditions, literal(1, Integer), None, reverse=False)

    def _after(
        self, is_null: Sequence[bool], prefix: str, *, reverse: bool, inclusive: bool = False
    ) -> ColumnElement[bool]:
        return after_keyset(self._source.terms(reverse=reverse), is_null, prefix, self._dialect, inclusive=inclusive)

    def _cut(
        self,
        conditions: Sequence[ColumnElement[bool]],
        limit: ColumnElement[int],
        offset: ColumnElement[int] | None,
        *,
        reverse: bool,
    ) -> Select[Any]:
        order_by = order_by_clauses(self._source.terms(reverse=reverse), self._dialect)
        if self._keys is None:
            page = self._source.select(self._columns).where(*conditions).order_by(*order_by)
            return page.limit(limit).offset(offset)
        if self._dialect == "postgresql" and not self._source.source.is_walk:
            return self._lateral(self._keys, conditions, order_by, limit, offset)
        if self._rows is not None:
            ordered = order_by_clauses(self._rows.terms(reverse=reverse), self._dialect)
            return self._by_key(self._keys, self._rows, conditions, order_by, limit, offset).order_by(*ordered)
        return self._numbered(self._keys, conditions, order_by, limit, offset)

    def _lateral(
        self,
        keys: Keys,
        conditions: Sequence[ColumnElement[bool]],
        order_by: Sequence[ColumnElement[Any]],
        limit: ColumnElement[int],
        offset: ColumnElement[int] | None,
    ) -> Select[Any]:
        table = _table(keys)
        inner = (
            self._source.select(self._columns)
            .where(keys.equal(self._source.source.key), *conditions)
            .order_by(*order_by)
            .limit(limit)
            .offset(offset)
            .correlate(table)
            .lateral("page")
        )
        return select(*inner.c, *labelled(keys.columns)).select_from(table.join(inner, true()))

    def _by_key(
        self,
        keys: Keys,
        rows: Ordered,
        conditions: Sequence[ColumnElement[bool]],
        order_by: Sequence[ColumnElement[Any]],
        limit: ColumnElement[int],
        offset: ColumnElement[int] | None,
    ) -> Select[Any]:
        table = _table(keys)
        page = (
            self._source.select(self._source.source.entity.key())
            .where(keys.equal(self._source.source.key), *conditions)
            .order_by(*order_by)
            .limit(limit)
            .offset(offset)
            .correlate(table)
        )
        own_key = rows.source.entity.key()
        row_key = own_key[0] if len(own_key) == 1 else tuple_(*own_key)
        statement = rows.select([*self._columns, *labelled(keys.columns)]).join(table, true())
        return statement.where(row_key.in_(page)).order_by(*keys.columns)

    def _numbered(
        self,
        keys: Keys,
        conditions: Sequence[ColumnElement[bool]],
        order_by: Sequence[ColumnElement[Any]],
        limit: ColumnElement[int],
        offset: ColumnElement[int] | None,
    ) -> Select[Any]:
        joins = self._source.source.joins
        bare = replace(self._source, source=replace(self._source.source, joins=()))
        own = [column for index, column in enumerate(self._columns) if index not in self._joined_at]
        near = labelled([expression for join in joins for expression in join.near], "n")
        key = self._source.source.key
        number = func.row_number().over(partition_by=key, order_by=order_by).label("number")
        rows = bare.select([*own, *near, *labelled(key), number]).where(keys.among(key), *conditions).subquery("page")
        values = iter(list(rows.c)[: len(own)])
        *key_values, position = list(rows.c)[len(own) + len(near) :]
        columns = [column if index in self._joined_at else next(values) for index, column in enumerate(self._columns)]
        last = limit if offset is None else limit + offset
        # Joined to the page that has been cut, not to every row that was numbered.
        outside = [replace(join, onclause=ClauseAdapter(rows).traverse(join.onclause)) for join in joins]
        statement = with_joins(select(*columns, *key_values).select_from(rows), outside)
        statement = statement.where(position <= last).order_by(*key_values, position)
        return statement if offset is None else statement.where(position > offset)


def labelled(expressions: Sequence[ColumnElement[Any]], prefix: str = "k") -> list[ColumnElement[Any]]:
    """The expressions as columns of a statement, `k0`, `k1` and so on."""
    return [expression.label(f"{prefix}{index}") for index, expression in enumerate(expressions)]


def _table(keys: Keys) -> Any:
    if keys.table is None:
        raise LookupError("This form of page needs a table of keys.")
    return keys.table
