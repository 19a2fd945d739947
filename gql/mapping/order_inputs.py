"""The inputs of `orderBy`: own attributes, those of to-one relations at any depth, and aggregates of to-many relations.

Aggregates are of the rows, not of the relation that leads to them, so relations to one type share its inputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gql import naming
from gql.mapping.aggregates import AggregateFunction, number_attributes, value_attributes
from gql.mapping.declarations import DeclaredField, Kind, bare_class, declare, optional
from gql.mapping.model_type import Attribute, ModelType
from gql.mapping.names import aggregate_order_by_name, numbers_order_by_name, values_order_by_name
from gql.mapping.relay import OrderDirection

_DIRECTION = optional(OrderDirection)


class OrderInputs:
    """Declares the order inputs of one schema. `by_type` are the inputs of `orderBy` itself, by the name of the type."""

    def __init__(self, by_type: Mapping[str, type[Any]]) -> None:
        self._by_type = by_type
        self._aggregates: dict[str, type[Any]] = {}
        self._functions: dict[str, dict[AggregateFunction, type[Any]]] = {}

    def declare(self, model_types: Iterable[ModelType]) -> None:
        """Declares all of `by_type`, and the inputs that they lead to."""
        for model_type in model_types:
            if model_type.name in self._by_type:
                words = naming.human(model_type.plural_field)
                description = f"One term of an order of {words}."
                declare(self._by_type[model_type.name], self._fields(model_type), description, Kind.ONE_OF_INPUT)

    def _fields(self, model_type: ModelType) -> list[Any]:
        fields = [DeclaredField("id", _DIRECTION, "By primary key.")] if model_type.key else []
        fields += directions(name for name, attribute in model_type.attributes.items() if attribute.orderable)
        for relation in model_type.relations.values():
            words = naming.human(relation.graphql_name)
            if relation.to_many:
                nested = self._aggregate(relation.target)
                fields.append(DeclaredField(relation.graphql_name, optional(nested), f"By an aggregate of {words}."))
            elif relation.target.name in self._by_type:
                nested = self._by_type[relation.target.name]
                fields.append(DeclaredField(relation.graphql_name, optional(nested), f"By {words}."))
        return fields

    def _aggregate(self, target: ModelType) -> type[Any]:
        """The input that orders by an aggregate of some rows of `target`."""
        found = self._aggregates.get(target.name)
        if found is None:
            words = naming.human(target.plural_field)
            count = DeclaredField("count", _DIRECTION, f"By how many {words} there are.")
            found = declare(
                bare_class(aggregate_order_by_name(target)),
                [count, *self.functions(target)],
                f"One term of an order by an aggregate of {words}.",
                Kind.ONE_OF_INPUT,
            )
            self._aggregates[target.name] = found
        return found

    def functions(self, target: ModelType) -> list[Any]:
        """The fields `sum`, `avg`, `min` and `max` of an input that orders by an aggregate of `target`."""
        inputs = self._functions.get(target.name)
        if inputs is None:
            words = naming.human(target.plural_field)
            inputs = self._functions[target.name] = {}
            numbers, values = number_attributes(target), value_attributes(target)
            if numbers:
                name, said = numbers_order_by_name(target), f"By a sum or an average over {words}."
                by_number = declare(bare_class(name), directions(_names(numbers)), said, Kind.ONE_OF_INPUT)
                inputs |= {AggregateFunction.SUM: by_number, AggregateFunction.AVG: by_number}
            if values:
                name, said = values_order_by_name(target), f"By a least or a greatest value among {words}."
                by_value = declare(bare_class(name), directions(_names(values)), said, Kind.ONE_OF_INPUT)
                inputs |= {AggregateFunction.MIN: by_value, AggregateFunction.MAX: by_value}
        return [
            DeclaredField(function.value, optional(nested), _SAYINGS[function]) for function, nested in inputs.items()
        ]


_SAYINGS = {
    AggregateFunction.SUM: "By a sum; null over no values.",
    AggregateFunction.AVG: "By an average; null over no values.",
    AggregateFunction.MIN: "By the least value; null if there is none.",
    AggregateFunction.MAX: "By the greatest value; null if there is none.",
}


def directions(names: Iterable[str]) -> list[Any]:
    """One field for each name, that says which way to order by it."""
    return [DeclaredField(name, _DIRECTION, f"By {naming.human(name)}.") for name in names]


def _names(attributes: Iterable[Attribute]) -> list[str]:
    return [attribute.graphql_name for attribute in attributes]
