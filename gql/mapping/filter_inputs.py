"""The inputs of `where`: one for each ModelType, one for the relations that lead to it, and one for each kind of value, shared.

Which operators there are says `gql.mapping.filters`. An input is made when the first field needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import strawberry

from gql import naming
from gql.mapping.declarations import DeclaredField, Kind, bare_class, declare, list_of, optional
from gql.mapping.filters import (
    COMPARISON,
    LIST_OPERATORS,
    FilterInput,
    Operator,
    Quantifier,
    filter_input,
    filterable_attributes,
    filterable_relations,
    relation_filter_name,
    where_name,
)
from gql.mapping.model_type import Attribute, AttributeKind, ModelType, Scalar
from gql.mapping.scalars import JSON_VALUE

_OF_LISTS = frozenset({Operator.IN, Operator.NIN, Operator.HAS_ANY, Operator.HAS_ALL})
_OF_BOOLEANS = frozenset({Operator.IS_NULL, Operator.IS_EMPTY})

_DESCRIPTIONS = {
    Operator.EQ: "Equal to this.",
    Operator.NEQ: "Not equal to this. Null is neither.",
    Operator.IN: "One of these. An empty list holds nothing.",
    Operator.NIN: "None of these. Null is not known to be none.",
    Operator.GT: "Greater than this, as `orderBy` sorts.",
    Operator.GTE: "Greater than this or equal to it.",
    Operator.LT: "Less than this, as `orderBy` sorts.",
    Operator.LTE: "Less than this or equal to it.",
    Operator.IS_NULL: "Whether it is null: the only way to ask for null.",
    Operator.CONTAINS: "Holds this text.",
    Operator.STARTS_WITH: "Starts with this text.",
    Operator.ENDS_WITH: "Ends with this text.",
    Operator.LIKE: "Matches this pattern: `%` any text, `_` any character, `\\` before one of them itself.",
    Operator.I_EQ: "Equal to this, whatever the case.",
    Operator.I_CONTAINS: "Holds this text, whatever the case.",
    Operator.I_STARTS_WITH: "Starts with this text, whatever the case.",
    Operator.I_ENDS_WITH: "Ends with this text, whatever the case.",
    Operator.I_LIKE: "Matches this pattern, whatever the case.",
    Operator.HAS: "Holds this item.",
    Operator.HAS_ANY: "Holds at least one of these items.",
    Operator.HAS_ALL: "Holds all of these items.",
    Operator.IS_EMPTY: "Whether it holds no item. Null is not empty.",
}


class FilterInputs:
    """Declares the filter inputs of one schema. `annotation_of` is what Strawberry calls a scalar."""

    def __init__(self, types: Sequence[ModelType], annotation_of: Callable[[Scalar], Any]) -> None:
        self._annotation_of = annotation_of
        self._made: dict[str, type[Any]] = {}
        self._wheres = {model_type.name: bare_class(where_name(model_type)) for model_type in types}
        self._relations: dict[str, type[Any]] = {}
        self._count: type[Any] | None = None

    def where(self, model_type: ModelType) -> type[Any]:
        """The input that filters rows of `model_type`."""
        return self._wheres[model_type.name]

    def finish(self, types: Sequence[ModelType]) -> None:
        """Give every `where` its fields."""
        for model_type in types:
            self._finish(model_type)

    def _finish(self, model_type: ModelType) -> None:
        where = self._wheres[model_type.name]
        combined = optional(list_of(where))
        fields = [
            DeclaredField("and", combined, "All of these hold."),
            DeclaredField("or", combined, "At least one of these holds; of an empty list, none does."),
            DeclaredField(
                "not", optional(where), "This does not hold. What is unknown because of a null stays unknown."
            ),
        ]
        attributes = filterable_attributes(model_type)
        if model_type.key and "id" not in attributes:
            fields.append(DeclaredField("id", optional(self._id_filter()), "By id."))
        for name, attribute in attributes.items():
            made = self._of_attribute(attribute)
            if made is not None:
                fields.append(DeclaredField(name, optional(made), f"By {naming.human(name)}."))
        for name, relation in filterable_relations(model_type).items():
            words = naming.human(name)
            if relation.to_many:
                fields.append(DeclaredField(name, optional(self._of_relation(relation.target)), f"By {words}."))
            else:
                there = f"There is such a {words}: `{{}}` is any."
                fields.append(DeclaredField(name, optional(self._wheres[relation.target.name]), there))
        plural = naming.human(model_type.plural_field.removeprefix("all"))
        declare(where, fields, f"Which {plural}: those for which all fields hold.", Kind.INPUT)

    def _of_relation(self, target: ModelType) -> type[Any]:
        made = self._relations.get(target.name)
        if made is not None:
            return made
        where = optional(self._wheres[target.name])
        fields = [
            DeclaredField(Quantifier.SOME.value, where, "This holds for at least one."),
            DeclaredField(Quantifier.NONE.value, where, "This holds for none."),
            DeclaredField(Quantifier.EVERY.value, where, "This holds for each; it does if there is none."),
            DeclaredField(Quantifier.IS_EMPTY.value, optional(bool), "Whether there is none."),
            DeclaredField(Quantifier.AGGREGATE.value, optional(self._aggregate()), "By what they come to."),
        ]
        words = naming.human(target.plural_field.removeprefix("all"))
        made = bare_class(relation_filter_name(target))
        self._relations[target.name] = declare(made, fields, f"Which related {words} there are.", Kind.INPUT)
        return self._relations[target.name]

    def _aggregate(self) -> type[Any]:
        if self._count is None:
            count = self._input(FilterInput("CountFilter", COMPARISON), int, "a number of rows")
            fields = [DeclaredField("count", optional(count), "By how many there are.")]
            self._count = declare(bare_class("AggregateFilter"), fields, "What related rows come to.", Kind.INPUT)
        return self._count

    def _of_attribute(self, attribute: Attribute) -> type[Any] | None:
        if attribute.kind is AttributeKind.COMPOSITE:
            return self._of_composite(attribute)
        shape = filter_input(attribute)
        if shape is None:
            return None
        made = self._made.get(shape.name)
        if made is not None:
            return made
        if attribute.references is not None and shape.operators != LIST_OPERATORS:
            return self._id_filter()
        scalar = attribute.scalar
        what = f"a list of {scalar.name}" if attribute.is_list else f"a {scalar.name}"
        return self._input(shape, self._annotation_of(scalar), what)

    def _of_composite(self, attribute: Attribute) -> type[Any]:
        name = f"{attribute.scalar.name}Filter"
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = bare_class(name)
            parts = ((part, self._of_attribute(part)) for part in attribute.parts)
            fields = [
                DeclaredField(part.graphql_name, optional(input_), f"By {naming.human(part.graphql_name)}.")
                for part, input_ in parts
                if input_ is not None
            ]
            declare(made, fields, f"Filters by the parts of a {attribute.scalar.name}.", Kind.INPUT)
        return made

    def _id_filter(self) -> type[Any]:
        made = self._made.get("IDFilter")
        operators = (Operator.EQ, Operator.NEQ, Operator.IN, Operator.NIN, Operator.IS_NULL)
        return made or self._input(FilterInput("IDFilter", operators), strawberry.ID, "an id")

    def _input(self, shape: FilterInput, operand: Any, what: str) -> type[Any]:
        fields = [self._operator_field(operator, operand) for operator in shape.operators]
        if shape.name == "JSONFilter":
            path = list_of(self._annotation_of(JSON_VALUE))
            where = (
                "Where in the document to look: names of members, and numbers of items from 0. Not given, the whole."
            )
            fields.insert(0, DeclaredField("path", optional(path), where))
        made = declare(bare_class(shape.name), fields, f"Filters by {what}.", Kind.INPUT)
        self._made[shape.name] = made
        return made

    def _operator_field(self, operator: Operator, operand: Any) -> DeclaredField:
        if operator in _OF_BOOLEANS:
            operand = bool
        elif operator in _OF_LISTS:
            operand = list_of(operand)
        return DeclaredField(operator.value, optional(operand), _DESCRIPTIONS[operator])
