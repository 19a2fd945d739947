"""What lists come to: one row per list (`aggregate`), or one per group (`groupBy`), of the lists of all parents at once.

Groups are made in three steps, so that every database names a key once: rows with their keys, groups of them, and the first
groups of each list in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Integer,
    Select,
    and_,
    bindparam,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    true,
)

from gql.mapping.aggregates import Aggregate, AggregateFunction, aggregate_named
from gql.mapping.groups import GroupKey, group_keys
from gql.plan.aggregates import KEY_PREFIX
from gql.plan.filters import Where
from gql.plan.grouping import EVERY_GROUP, Comparison, Grouping, Having
from gql.plan.nodes import Fetch
from gql.sql.aggregates import aggregate_expression, enum_of_rank, enum_ranks, rank_of_enum
from gql.sql.buckets import bucket_expression
from gql.sql.filters import FilterClause
from gql.sql.keys import Keys, keys_for
from gql.sql.keyset import order_by_clauses
from gql.sql.pages import labelled
from gql.sql.sources import Source, source_of
from gql.sql.statements import Statement, filtered_source
from gql.sql.terms import Term


def aggregate_statement(fetch: Fetch, where: Where, dialect: Dialect, *, one: bool = False) -> Statement:
    """What the list comes to, per key of a relation; the values are those of the slots."""
    source, filtered = filtered_source(source_of(fetch, dialect, one=one), where, dialect)
    columns: list[ColumnElement[Any]] = []
    for slot in fetch.slots:
        aggregate = aggregate_named(fetch.model_type, slot.name)
        value = _value(source, aggregate)
        columns.append(_shown(aggregate, aggregate_expression(aggregate, value, dialect), value, dialect))
    columns = columns or [func.count()]  # an aggregate, so that it is one row whatever the list holds
    shown = labelled(columns, "c")
    keys = _keys_of(source, dialect, one=one)
    statement = source.select([*shown, *labelled(source.key)])
    if keys is not None:
        statement = statement.where(keys.among(source.key)).group_by(*source.key)
    return _statement(statement, columns, source, keys, filtered)


def groups_statement(
    fetch: Fetch, where: Where, grouping: Grouping, dialect: Dialect, *, one: bool = False
) -> Statement:
    """The first groups of the list, per key of a relation, in order; the groups of one key are adjacent."""
    source, filtered = filtered_source(source_of(fetch, dialect, one=one), where, dialect)
    keys = _keys_of(source, dialect, one=one)
    groups = _Groups(fetch, grouping, source, keys, dialect)
    columns = [groups.slot(slot.name) for slot in fetch.slots] or [literal(1)]
    shown = labelled(columns, "c")
    having = () if grouping.having == EVERY_GROUP else (groups.clause(grouping.having),)
    order_by = order_by_clauses(groups.terms(), dialect.name)
    limit = bindparam("row_limit", type_=Integer)
    if keys is None:
        statement = select(*shown).select_from(groups.table).where(*having).order_by(*order_by).limit(limit)
        return _statement(statement, columns, source, keys, filtered)
    parent_key = [groups.table.c[f"k{index}"] for index in range(len(source.key))]
    number = func.row_number().over(partition_by=parent_key, order_by=order_by).label("number")
    numbered = select(*shown, *parent_key, number).select_from(groups.table).where(*having).subquery("numbered")
    *values, position = numbered.c
    statement = select(*values).where(position <= limit).order_by(*values[len(columns) :], position)
    return _statement(statement, columns, source, keys, filtered)


class _Groups:
    """All groups of all lists: `table` has a column for each key (`g…`), each aggregate (`a…`) and the parent's key (`k…`)."""

    def __init__(self, fetch: Fetch, grouping: Grouping, source: Source, keys: Keys | None, dialect: Dialect) -> None:
        self._grouping = grouping
        self._model_type = fetch.model_type
        self._dialect = dialect
        entity = source.entity
        aggregates = _aggregates(fetch, grouping)
        attributes = dict.fromkeys(each.attribute for each in aggregates if each.attribute is not None)
        grouped_by = [self._key_expression(key, entity.attribute(key.attribute.name)) for key in grouping.keys]
        values = [entity.attribute(attribute.name) for attribute in attributes]
        statement = source.select([*labelled(grouped_by, "g"), *labelled(values, "v"), *labelled(source.key)])
        if keys is not None:
            statement = statement.where(keys.among(source.key))
        rows = statement.subquery("listed")
        by = [column for column in rows.c if column.name[0] in "gk"]
        self._value_by_attribute = {attribute: rows.c[f"v{index}"] for index, attribute in enumerate(attributes)}
        expressions = [aggregate_expression(each, self._value(each), dialect) for each in aggregates]
        self.table = (
            select(*by, *(expression.label(f"a{index}") for index, expression in enumerate(expressions)))
            .group_by(*by)
            .subquery("grouped")
        )
        self._column_by_aggregate = {each: self.table.c[f"a{index}"] for index, each in enumerate(aggregates)}
        self._column_by_key = {key: self.table.c[f"g{index}"] for index, key in enumerate(grouping.keys)}

    def _key_expression(self, key: GroupKey, value: ColumnElement[Any]) -> ColumnElement[Any]:
        if key.bucket is None:
            return value
        return bucket_expression(value, key.bucket, self._grouping.zone, self._dialect)

    def _value(self, aggregate: Aggregate) -> ColumnElement[Any] | None:
        return None if aggregate.attribute is None else self._value_by_attribute[aggregate.attribute]

    def slot(self, name: str) -> ColumnElement[Any]:
        """What a slot shows of a group: a key, null if it is not grouped by, or an aggregate."""
        if name.startswith(KEY_PREFIX):
            key = group_keys(self._model_type)[name.removeprefix(KEY_PREFIX)]
            return self._column_by_key.get(key, null())
        aggregate = aggregate_named(self._model_type, name)
        return _shown(aggregate, self._column_by_aggregate[aggregate], self._value(aggregate), self._dialect)

    def clause(self, having: Having) -> ColumnElement[bool]:
        """Which groups a `having` holds for."""
        if isinstance(having, Comparison):
            column = self._column_by_aggregate[having.aggregate]
            compare = _OPERATORS[having.operator]
            compared: ColumnElement[bool] = compare(column, bindparam(having.parameter, type_=column.type))
            return compared
        clauses = [self.clause(part) for part in having.parts]
        if having.kind == "not":
            return not_(clauses[0])
        return or_(false(), *clauses) if having.kind == "or" else and_(true(), *clauses)

    def terms(self) -> list[Term]:
        """The order of the groups of one list."""
        return [
            Term(
                self._ordered(term.of),
                term.descending,
                term.nulls_first,
                nullable=isinstance(term.of, GroupKey) or not term.of.is_counting,
                type=Integer(),
                key_text=str,
                parse_key=str,
            )
            for term in self._grouping.terms
        ]

    def _ordered(self, of: GroupKey | Aggregate) -> ColumnElement[Any]:
        if isinstance(of, Aggregate):
            return self._column_by_aggregate[of]
        column = self._column_by_key[of]
        ranks = enum_ranks(column.type, self._dialect.name)
        return column if ranks is None else rank_of_enum(column, ranks)


_OPERATORS = {"eq": eq, "neq": ne, "gt": gt, "gte": ge, "lt": lt, "lte": le}


def _aggregates(fetch: Fetch, grouping: Grouping) -> list[Aggregate]:
    """Every aggregate that is shown, ordered by or compared, once."""
    shown = [
        aggregate_named(fetch.model_type, slot.name) for slot in fetch.slots if not slot.name.startswith(KEY_PREFIX)
    ]
    ordered = [term.of for term in grouping.terms if isinstance(term.of, Aggregate)]
    return list(dict.fromkeys((*shown, *ordered, *_compared(grouping.having))))


def _compared(having: Having) -> list[Aggregate]:
    if isinstance(having, Comparison):
        return [having.aggregate]
    return [aggregate for part in having.parts for aggregate in _compared(part)]


def _value(source: Source, aggregate: Aggregate) -> ColumnElement[Any] | None:
    return None if aggregate.attribute is None else source.entity.attribute(aggregate.attribute.name)


def _shown(
    aggregate: Aggregate, expression: ColumnElement[Any], value: ColumnElement[Any] | None, dialect: Dialect
) -> ColumnElement[Any]:
    """The least and greatest of enums are ranks in SQL, but values in the response."""
    if value is None or aggregate.function not in (AggregateFunction.MIN, AggregateFunction.MAX):
        return expression
    ranks = enum_ranks(value.type, dialect.name)
    return expression if ranks is None else enum_of_rank(expression, value.type, ranks)


def _keys_of(source: Source, dialect: Dialect, *, one: bool) -> Keys | None:
    return keys_for([expression.type for expression in source.key], dialect, one=one) if source.key else None


def _statement(
    statement: Select[Any],
    columns: Sequence[ColumnElement[Any]],
    source: Source,
    keys: Keys | None,
    filtered: FilterClause,
) -> Statement:
    key_at = tuple(range(len(columns), len(columns) + len(source.key)))
    return Statement(statement, (*columns, *source.key), key_at, (), None, keys, (), filtered)
