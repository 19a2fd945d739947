"""A filter in SQL: one clause over an entity, and how its operands are bound.

Relations are EXISTS and counts are subqueries, so no filter multiplies rows. A comparison with NULL is unknown, as SQL has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Dialect, String, and_, bindparam, false, func, not_, or_, true

from gql.mapping.filters import CASELESS, PATTERNS, Operator, Quantifier
from gql.plan.filters import (
    SEARCH,
    AllOf,
    AnyOf,
    Condition,
    DocumentCondition,
    Filter,
    KeyCondition,
    Matches,
    Not,
    Related,
    RelatedCount,
    Where,
)
from gql.sql.arrays import list_clause
from gql.sql.comparisons import among, compare
from gql.sql.documents import Binder, document_clause
from gql.sql.entities import Entity
from gql.sql.related import related_rows
from gql.sql.search import matches_clause
from gql.sql.texts import lower_text, matches


@dataclass(frozen=True, slots=True)
class FilterClause:
    """A filter as a clause, None if it holds for all rows. `binders` turn operands into parameters where those differ."""

    clause: ColumnElement[bool] | None = None
    binders: Mapping[str, Binder] = field(default_factory=dict)

    @property
    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """What to add to a WHERE."""
        return () if self.clause is None else (self.clause,)

    def parameters(self, where: Where) -> dict[str, Any]:
        """The parameters for the operands of a filter of the same signature."""
        parameters: dict[str, Any] = {}
        for name, value in where.values.items():
            bind = self.binders.get(name)
            if bind is None:
                parameters[name] = value
            else:
                parameters |= bind(value)
        return parameters


def filter_clause(where: Where, entity: Entity, dialect: Dialect) -> FilterClause:
    """The clause of a filter over the rows of `entity`."""
    if not where.signature:
        return FilterClause()
    writer = _Writer(dialect)
    return FilterClause(writer.clause(where.filter, entity), writer.binders)


class _Writer:
    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self.binders: dict[str, Binder] = {}

    def clause(self, tree: Filter, entity: Entity) -> ColumnElement[bool]:
        match tree:
            case Condition():
                return self._condition(tree, entity.attribute(tree.attribute.name))
            case DocumentCondition():
                document = entity.attribute(tree.attribute.name)
                return self._bound(*document_clause(document, tree, self._dialect))
            case KeyCondition():
                return self._key(tree, entity)
            case AllOf():
                return and_(true(), *(self.clause(part, entity) for part in tree.parts))
            case AnyOf():
                return or_(false(), *(self.clause(part, entity) for part in tree.parts))
            case Not():
                return not_(self.clause(tree.part, entity))
            case Related():
                return self._related(tree, entity)
            case RelatedCount():
                return self._count(tree, entity)
            case Matches():
                clause, bind = matches_clause(tree, entity, SEARCH, self._dialect)
                return self._bound(clause, {SEARCH: bind})

    # Values

    def _condition(self, condition: Condition, expression: ColumnElement[Any]) -> ColumnElement[bool]:
        attribute, operator, name = condition.attribute, condition.operator, condition.parameter
        if operator is Operator.IS_NULL:
            return expression.is_(None) if condition.holds else expression.is_not(None)
        if attribute.is_list:
            return self._bound(*list_clause(expression, condition, self._dialect))
        if operator in (Operator.IN, Operator.NIN):
            return self._among([expression], operator, name)
        if operator is Operator.I_EQ:
            return lower_text(expression) == lower_text(_text_bind(name))
        if operator in PATTERNS or operator in CASELESS:
            plain = CASELESS.get(operator, operator)
            caseless = operator in CASELESS
            clause, bind = matches(expression, plain, name, self._dialect, caseless=caseless)
            return self._bound(clause, {name: bind})
        return compare(expression, operator, name, self._dialect)

    def _bound(self, clause: ColumnElement[bool], binders: Mapping[str, Binder]) -> ColumnElement[bool]:
        self.binders.update(binders)
        return clause

    def _among(self, expressions: Sequence[ColumnElement[Any]], operator: Operator, name: str) -> ColumnElement[bool]:
        clause, bind = among(expressions, name, self._dialect)
        self.binders[name] = bind
        return clause if operator is Operator.IN else not_(clause)

    def _key(self, condition: KeyCondition, entity: Entity) -> ColumnElement[bool]:
        operator, name, key = condition.operator, condition.parameter, entity.look_up_key()
        if operator is Operator.IS_NULL:
            return false() if condition.holds else true()
        if operator in (Operator.IN, Operator.NIN):
            return self._among(key, operator, name)
        if len(key) == 1:
            return compare(key[0], operator, name, self._dialect)
        self.binders[name] = lambda values: {f"{name}_{at}": value for at, value in enumerate(values)}
        clause = and_(*(compare(part, Operator.EQ, f"{name}_{at}", self._dialect) for at, part in enumerate(key)))
        return clause if operator is Operator.EQ else not_(clause)

    # Relations

    def _related(self, related: Related, entity: Entity) -> ColumnElement[bool]:
        rows = related_rows(entity, related.relation)
        if related.filter == AllOf(()) and related.quantifier is not Quantifier.EVERY:
            return rows.exist() if related.quantifier is Quantifier.SOME else not_(rows.exist())
        clause = self.clause(related.filter, rows.entity)
        if related.quantifier is Quantifier.SOME:
            return rows.exist(clause)
        if related.quantifier is Quantifier.NONE:
            return not_(rows.exist(clause))
        # Where the filter is unknown it does not hold, so that row breaks "every".
        return not_(rows.exist(clause.is_not(true())))

    def _count(self, condition: RelatedCount, entity: Entity) -> ColumnElement[bool]:
        rows = related_rows(entity, condition.relation)
        count = rows.select(func.count()).scalar_subquery()
        if condition.operator in (Operator.IN, Operator.NIN):
            return self._among([count], condition.operator, condition.parameter)
        return compare(count, condition.operator, condition.parameter, self._dialect)


def _text_bind(name: str) -> ColumnElement[str]:
    return bindparam(name, type_=String())
