"""What can be aggregated of a model, and what type each aggregate is of.

An aggregate of an attribute is an `Attribute` itself, so it is selected, ordered by and written like any other value. Sums never
overflow: they are of a type that is wider than what they sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sqlalchemy import TypeDecorator
from sqlalchemy.dialects import postgresql

from gql.mapping.model_type import Attribute, AttributeKind, ModelType, Scalar
from gql.mapping.scalars import BIG_INT, DECIMAL, FLOAT, INT


class AggregateFunction(Enum):
    """The aggregates, by the names of their fields."""

    COUNT = "count"
    COUNT_DISTINCT = "countDistinct"
    SUM = "sum"
    AVG = "avg"
    MIN = "min"
    MAX = "max"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A function over rows: over one attribute of theirs, or (`COUNT` alone) over the rows themselves."""

    function: AggregateFunction
    attribute: Attribute | None = None

    @property
    def name(self) -> str:
        """`max.createdAt`: how slots, cursors and messages name it."""
        if self.attribute is None:
            return self.function.value
        return f"{self.function.value}.{self.attribute.graphql_name}"

    @property
    def is_counting(self) -> bool:
        """Whether it counts, so that it is zero where the others are null: over no rows."""
        return self.function in (AggregateFunction.COUNT, AggregateFunction.COUNT_DISTINCT)

    def result(self) -> Attribute:
        """Its value as an attribute of its own."""
        attribute = self.attribute
        scalar = INT if attribute is None or self.is_counting else _scalar(self.function, attribute.scalar)
        graphql_name = self.function.value if attribute is None else attribute.graphql_name
        return Attribute(
            name=self.name,
            graphql_name=graphql_name,
            kind=AttributeKind.EXPRESSION,
            scalar=scalar,
            nullable=not self.is_counting,
            description="" if attribute is None else attribute.description,
        )


COUNT = Aggregate(AggregateFunction.COUNT)

_SUMS: dict[str, Scalar] = {"Int": BIG_INT, "BigInt": DECIMAL, "Float": FLOAT, "Decimal": DECIMAL}
_AVERAGES: dict[str, Scalar] = {"Int": FLOAT, "BigInt": FLOAT, "Float": FLOAT, "Decimal": DECIMAL}

# No database has a least Boolean or UUID; and PostgreSQL orders these, but has no `min` of them.
_WITHOUT_EXTREMES = frozenset({"Boolean", "UUID"})
_TYPES_WITHOUT_EXTREMES = (postgresql.MACADDR, postgresql.MACADDR8, postgresql.INET, postgresql.CIDR)


def _scalar(function: AggregateFunction, scalar: Scalar) -> Scalar:
    if function is AggregateFunction.SUM:
        return _SUMS[scalar.name]
    return _AVERAGES[scalar.name] if function is AggregateFunction.AVG else scalar


def number_attributes(model_type: ModelType) -> list[Attribute]:
    """The attributes that have a sum and an average: numbers that are no keys, and that the database itself adds up."""
    return [
        attribute
        for attribute in model_type.attributes.values()
        if attribute.orderable
        and attribute.scalar.name in _SUMS
        and attribute.references is None
        and (
            attribute.column is None
            or not (attribute.column.primary_key or isinstance(attribute.column.type, TypeDecorator))
        )
    ]


def value_attributes(model_type: ModelType) -> list[Attribute]:
    """The attributes that have a least and a greatest value."""
    return [
        attribute
        for attribute in model_type.attributes.values()
        if attribute.orderable
        and attribute.references is None
        and attribute.scalar.name not in _WITHOUT_EXTREMES
        and (attribute.column is None or not isinstance(attribute.column.type, _TYPES_WITHOUT_EXTREMES))
    ]


def distinct_attributes(model_type: ModelType) -> list[Attribute]:
    """The attributes whose distinct values can be counted, and that rows can be grouped by."""
    return [attribute for attribute in model_type.attributes.values() if attribute.orderable]


def attributes_of(function: AggregateFunction, model_type: ModelType) -> list[Attribute]:
    """The attributes that `function` aggregates."""
    match function:
        case AggregateFunction.COUNT_DISTINCT:
            return distinct_attributes(model_type)
        case AggregateFunction.SUM | AggregateFunction.AVG:
            return number_attributes(model_type)
        case AggregateFunction.MIN | AggregateFunction.MAX:
            return value_attributes(model_type)
    return []


def aggregate_named(model_type: ModelType, name: str) -> Aggregate:
    """The aggregate of a `name`: `count`, `max.createdAt`."""
    function, _, attribute = name.partition(".")
    return Aggregate(AggregateFunction(function), model_type.attributes[attribute]) if attribute else COUNT
