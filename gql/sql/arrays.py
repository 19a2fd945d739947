"""Lists in SQL: PostgreSQL's arrays, and JSON arrays, which all databases have. What a NULL list holds is unknown."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Dialect,
    Text,
    TypeDecorator,
    bindparam,
    case,
    cast,
    column,
    exists,
    func,
    literal_column,
    not_,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

from gql.mapping.filters import Operator
from gql.plan.filters import Condition
from gql.sql.documents import Binder


def list_clause(
    stored: ColumnElement[Any], condition: Condition, dialect: Dialect
) -> tuple[ColumnElement[bool], dict[str, Binder]]:
    """What a condition says of a list, and how its operand is bound: as a list of the column's own type."""
    name, operator = condition.parameter, condition.operator
    binders: dict[str, Binder] = {
        name: (lambda item: {name: [item]}) if operator is Operator.HAS else lambda items: {name: items}
    }
    wanted = bindparam(name, type_=stored.type)
    if dialect.name == "postgresql":
        clause = (_in_array if _is_array(stored.type, dialect) else _in_jsonb)(stored, operator, wanted)
    elif dialect.name == "sqlite":
        clause = _in_json_on_sqlite(stored, operator, wanted)
    else:
        clause = _in_json_on_mariadb(stored, operator, wanted)
    if operator is not Operator.IS_EMPTY:
        return clause, binders
    return clause if condition.holds else not_(clause), {}


def _is_array(sql_type: TypeEngine[Any], dialect: Dialect) -> bool:
    while isinstance(sql_type, TypeDecorator):
        sql_type = sql_type.load_dialect_impl(dialect)
    return isinstance(sql_type.dialect_impl(dialect), ARRAY)


def _in_array(stored: ColumnElement[Any], operator: Operator, wanted: ColumnElement[Any]) -> ColumnElement[bool]:
    if operator is Operator.IS_EMPTY:
        return func.cardinality(stored) == 0
    return stored.op("&&" if operator is Operator.HAS_ANY else "@>", is_comparison=True)(wanted)


def _in_jsonb(stored: ColumnElement[Any], operator: Operator, wanted: ColumnElement[Any]) -> ColumnElement[bool]:
    stored, wanted = cast(stored, JSONB), cast(wanted, JSONB)
    if operator is Operator.IS_EMPTY:
        return stored == literal_column("'[]'::jsonb")
    if operator is not Operator.HAS_ANY:
        return stored.op("@>", is_comparison=True)(wanted)
    items = func.jsonb_array_elements(wanted).table_valued(column("value", JSONB), name="items")
    found = exists(
        select(literal_column("1")).select_from(items).where(stored.op("@>", is_comparison=True)(items.c.value))
    )
    return case((stored.is_not(None), found))


def _in_json_on_sqlite(
    stored: ColumnElement[Any], operator: Operator, wanted: ColumnElement[Any]
) -> ColumnElement[bool]:
    text = type_coerce(stored, Text())
    is_list = func.json_type(text, type_=Text()) == "array"
    if operator is Operator.IS_EMPTY:
        return case((is_list, func.json_array_length(text) == 0))
    own = func.json_each(text).table_valued(column("value"), name="own")
    asked = func.json_each(wanted).table_valued(column("value"), name="asked")
    held = select(own.c.value).select_from(own).where(own.c.value.is_not(None))
    one: ColumnElement[int] = literal_column("1")
    if operator is Operator.HAS_ANY:
        return case((is_list, exists(select(one).select_from(asked).where(asked.c.value.in_(held)))))
    return case((is_list, not_(exists(select(one).select_from(asked).where(asked.c.value.not_in(held))))))


def _in_json_on_mariadb(
    stored: ColumnElement[Any], operator: Operator, wanted: ColumnElement[Any]
) -> ColumnElement[bool]:
    if operator is Operator.IS_EMPTY:
        return func.json_length(stored) == 0
    function = func.json_overlaps if operator is Operator.HAS_ANY else func.json_contains
    return function(stored, wanted) == 1
