"""One value against another: an operator to its clause, so that an index on a plain column is used by plain operators."""

from __future__ import annotations

import operator as python
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Double, Float, Numeric, and_, bindparam, cast, or_
from sqlalchemy.types import TypeEngine

from gql.mapping.filters import Operator
from gql.sql.keys import keys_for
from gql.sql.texts import exact_text, is_text

COMPARE: Mapping[Operator, Callable[[Any, Any], ColumnElement[bool]]] = {
    Operator.EQ: python.eq,
    Operator.NEQ: python.ne,
    Operator.GT: python.gt,
    Operator.GTE: python.ge,
    Operator.LT: python.lt,
    Operator.LTE: python.le,
}


def compare(expression: ColumnElement[Any], operator: Operator, name: str, dialect: Dialect) -> ColumnElement[bool]:
    """`expression` against the value bound as `name`, in the type of `expression`."""
    bind: ColumnElement[Any] = bindparam(name, type_=_operand_type(expression.type, dialect))
    if dialect.name == "mysql":
        if is_text(expression.type, dialect) and operator in (Operator.EQ, Operator.NEQ):
            is_same = and_(expression == bind, exact_text(expression) == bind)
            return is_same if operator is Operator.EQ else or_(expression != bind, exact_text(expression) != bind)
        type_ = expression.type.dialect_impl(dialect)
        if isinstance(type_, Float) and not isinstance(type_, Double):
            bind = cast(bind, Float())  # a FLOAT is not the DOUBLE of the same digits
    return COMPARE[operator](expression, bind)


def among(
    expressions: Sequence[ColumnElement[Any]], name: str, dialect: Dialect
) -> tuple[ColumnElement[bool], Callable[[Sequence[Any]], dict[str, Any]]]:
    """Whether `expressions` are one of a list (of tuples, if several) bound by `name`, and how the list is bound."""
    keys = keys_for([_operand_type(expression.type, dialect) for expression in expressions], dialect, name=name)
    clause = keys.among(expressions)
    if dialect.name == "mysql" and any(is_text(expression.type, dialect) for expression in expressions):
        exact = [exact_text(each) if is_text(each.type, dialect) else each for each in expressions]
        clause = and_(clause, keys.among(exact))
    return clause, keys.parameters


def _operand_type(sql_type: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    """The type of what a column is compared with: PostgreSQL would round it to the column's digits, or refuse it for its size."""
    if dialect.name == "postgresql" and isinstance(sql_type, Numeric) and not isinstance(sql_type, Float):
        return Numeric() if sql_type.asdecimal else Numeric(asdecimal=False)
    return sql_type
