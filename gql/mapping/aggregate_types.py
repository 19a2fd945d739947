"""The types of `aggregate` and `groupBy`: what a list comes to, as a whole and in groups.

They are of the rows, not of the list: all connections of one ModelType share them. `min` and `max` share a type, as do the
inputs that order by them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

import strawberry

from gql import naming
from gql.mapping.aggregates import Aggregate, AggregateFunction, attributes_of
from gql.mapping.declarations import DeclaredArgument, DeclaredField, Kind, bare_class, declare, list_of, optional
from gql.mapping.groups import group_keys
from gql.mapping.model_type import Attribute, ModelType, Scalar
from gql.mapping.names import AGGREGATE_TYPE_SUFFIXES, having_name
from gql.mapping.order_inputs import OrderInputs, directions
from gql.mapping.relay import OrderDirection

_FUNCTIONS = [function for function in AggregateFunction if function is not AggregateFunction.COUNT]

_SAYINGS = {
    AggregateFunction.COUNT_DISTINCT: "How many different values there are, without nulls.",
    AggregateFunction.SUM: "Sums, exact for integers and decimals; null over no values.",
    AggregateFunction.AVG: "Averages; null over no values.",
    AggregateFunction.MIN: "The least values; null if there is none.",
    AggregateFunction.MAX: "The greatest values; null if there is none.",
}

COMPARISONS = {
    "eq": "Equal to this.",
    "neq": "Not equal to this.",
    "gt": "Greater than this.",
    "gte": "Greater than this or equal to it.",
    "lt": "Less than this.",
    "lte": "Less than this or equal to it.",
}


class AggregateTypes:
    """Declares the aggregate types of one schema, each ModelType's when its connection asks for them."""

    def __init__(
        self,
        annotation_of: Callable[[Attribute, bool], Any],
        annotation_of_scalar: Callable[[Scalar], Any],
        orders: OrderInputs,
    ) -> None:
        self._annotation_of = annotation_of
        self._annotation_of_scalar = annotation_of_scalar
        self._orders = orders
        self._fields: dict[str, list[Any]] = {}
        self._comparisons: dict[str, type[Any]] = {}

    def fields(self, model_type: ModelType) -> list[Any]:
        """The fields `aggregate` and `groupBy` of a connection of `model_type`."""
        found = self._fields.get(model_type.name)
        if found is None:
            words = naming.human(model_type.plural_field)
            aggregate = self._aggregate(model_type, words)
            said = f"What all {words} of the list come to, not those of the page."
            found = [DeclaredField("aggregate", aggregate, said)]
            if group_keys(model_type):
                found.append(self._group_by(model_type, aggregate, words))
            self._fields[model_type.name] = found
        return found

    def _aggregate(self, model_type: ModelType, words: str) -> type[Any]:
        fields = [DeclaredField("count", int, f"How many {words} there are.")]
        by_attributes: dict[str, type[Any]] = {}
        for function in _FUNCTIONS:
            attributes = attributes_of(function, model_type)
            if not attributes:
                continue
            name = model_type.name + AGGREGATE_TYPE_SUFFIXES[function]
            if name not in by_attributes:
                results = [Aggregate(function, attribute).result() for attribute in attributes]
                fields_of = self._values((result.graphql_name, result) for result in results)
                by_attributes[name] = declare(bare_class(name), fields_of, f"Values over {words}.")
            fields.append(DeclaredField(function.value, by_attributes[name], _SAYINGS[function]))
        return declare(bare_class(f"{model_type.name}Aggregate"), fields, f"What {words} come to.")

    def _values(self, attributes: Iterable[tuple[str, Attribute]], *, nullable: bool = False) -> list[Any]:
        return [
            DeclaredField(name, self._annotation_of(attribute, attribute.nullable or nullable), attribute.description)
            for name, attribute in attributes
        ]

    def _group_by(self, model_type: ModelType, aggregate: type[Any], words: str) -> Any:
        keys = group_keys(model_type)
        shown = declare(
            bare_class(f"{model_type.name}GroupKeys"),
            self._values(((name, key.result()) for name, key in keys.items()), nullable=True),
            f"What the {words} of a group share. What they are not grouped by is null.",
        )
        group = declare(
            bare_class(f"{model_type.name}Group"),
            [
                DeclaredField("keys", shown, "What the rows of the group share."),
                DeclaredField("aggregate", aggregate, "What the rows of the group come to."),
            ],
            f"A group of {words}.",
        )
        arguments = [
            DeclaredArgument("keys", list_of(_key_enum(model_type, list(keys), words)), "What to group by."),
            DeclaredArgument("having", optional(self._having(model_type, words)), "Only groups that come to this."),
            DeclaredArgument(
                "orderBy",
                optional(list_of(self._group_order(model_type, list(keys), words))),
                "The order of the groups, most significant first; the keys end it.",
            ),
            DeclaredArgument("first", optional(int), "How many groups to return at most."),
            DeclaredArgument("timeZone", optional(str), 'Where days begin: an IANA name such as "Europe/Paris"; UTC.'),
        ]
        said = f"All {words} of the list in groups, not those of the page."
        return DeclaredField("groupBy", list_of(group), said, arguments)

    def _group_order(self, model_type: ModelType, keys: list[str], words: str) -> type[Any]:
        direction = optional(OrderDirection)
        by_key = declare(
            bare_class(f"{model_type.name}GroupKeyOrderBy"),
            directions(keys),
            f"One term of an order of groups of {words}, by a key.",
            Kind.ONE_OF_INPUT,
        )
        names = [each.graphql_name for each in attributes_of(AggregateFunction.COUNT_DISTINCT, model_type)]
        by_distinct = declare(
            bare_class(f"{model_type.name}DistinctOrderBy"),
            directions(names),
            f"By how many different values {words} have.",
            Kind.ONE_OF_INPUT,
        )
        fields = [
            DeclaredField("key", optional(by_key), "By a key; it must be one that is grouped by."),
            DeclaredField("count", direction, f"By how many {words} a group has."),
            DeclaredField("countDistinct", optional(by_distinct), "By how many different values a group has."),
            *self._orders.functions(model_type),
        ]
        said = f"One term of an order of groups of {words}."
        return declare(bare_class(f"{model_type.name}GroupOrderBy"), fields, said, Kind.ONE_OF_INPUT)

    def _having(self, model_type: ModelType, words: str) -> type[Any]:
        made = bare_class(f"{model_type.name}Having")
        fields = [
            DeclaredField("and", optional(list_of(made)), "All of these hold."),
            DeclaredField("or", optional(list_of(made)), "At least one of these holds; of an empty list, none does."),
            DeclaredField(
                "not", optional(made), "This does not hold. What is unknown because of a null stays unknown."
            ),
            DeclaredField("count", optional(self._comparison(Aggregate(AggregateFunction.COUNT).result().scalar)), ""),
        ]
        fields[-1].description = f"By how many {words} a group has."
        by_name: dict[str, type[Any]] = {}
        for function in _FUNCTIONS:
            results = [Aggregate(function, each).result() for each in attributes_of(function, model_type)]
            results = [result for result in results if not result.scalar.enum_order]
            name = having_name(model_type, function)
            if results and name not in by_name:
                inner = [
                    DeclaredField(
                        result.graphql_name,
                        optional(self._comparison(result.scalar)),
                        f"By {naming.human(result.graphql_name)}.",
                    )
                    for result in results
                ]
                said = f"Which groups of {words}, by an aggregate: those for which all fields hold."
                by_name[name] = declare(bare_class(name), inner, said, Kind.INPUT)
            if results:
                fields.append(DeclaredField(function.value, optional(by_name[name]), _SAYINGS[function]))
        said = f"Which groups of {words}: those for which all fields hold."
        return declare(made, fields, said, Kind.INPUT)

    def _comparison(self, scalar: Scalar) -> type[Any]:
        found = self._comparisons.get(scalar.name)
        if found is None:
            operand = optional(self._annotation_of_scalar(scalar))
            fields = [DeclaredField(name, operand, said) for name, said in COMPARISONS.items()]
            name, said = f"{scalar.name}Comparison", f"Compares an aggregate of type {scalar.name}; null never holds."
            found = self._comparisons[scalar.name] = declare(bare_class(name), fields, said, Kind.INPUT)
        return found


def _key_enum(model_type: ModelType, keys: list[str], words: str) -> Any:
    name = f"{model_type.name}GroupKey"
    # The members are named k0, k1, …: Python refuses some names (`mro`) that are fine in GraphQL.
    members: dict[str, Any] = {
        f"k{index}": strawberry.enum_value(key, name=key, description=f"By {naming.human(key)}.")
        for index, key in enumerate(keys)
    }
    enum_class = Enum(name, members)  # type: ignore[misc]  # the names are known at run time only
    return strawberry.enum(enum_class, name=name, description=f"What {words} can be grouped by.")
