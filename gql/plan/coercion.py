"""Coercion of variables, compiled: an operation's definitions become one function from JSON values to coerced ones.

graphql-core looks at the types of the variables anew in every request. Here that is done once. What is compiled knows the usual
values only and gives up on any other, and then graphql-core coerces them all: errors and edge cases have one source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from graphql import (
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedInputType,
    GraphQLNonNull,
    GraphQLNullableInputType,
    GraphQLSchema,
    Undefined,
    VariableDefinitionNode,
    is_required_input_field,
    is_specified_scalar_type,
)
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import VariableValues, VariableValueSource, get_variable_values
from graphql.utilities.coerce_input_value import coerce_default_value

MAX_VARIABLE_ERRORS = 10
MAX_COMPILED_DEPTH = 16
"""Lists and input objects inside each other that are compiled; what is nested deeper takes the long way."""

NO_VARIABLES = VariableValues({}, {})

# From a JSON value that is not absent to the coerced one. Raises anything for a value that it does not know.
Coerce: TypeAlias = Callable[[Any], Any]

# From the variables of a request to the coerced ones, or the errors that refuse them.
VariablesCoercer: TypeAlias = Callable[[Mapping[str, object] | None], VariableValues | list[GraphQLError]]


class Unusual(Exception):
    """A value that compiled coercion leaves to graphql-core."""


class InputCoercion:
    """Compiles coercion for one schema, each input type once."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._named: dict[tuple[str, int], Coerce] = {}

    def variables(self, definitions: Sequence[VariableDefinitionNode]) -> VariablesCoercer:
        """The coercion of an operation's variables. What it gives is what `get_variable_values` gives.

        Coerced defaults are shared by all requests.
        """
        if not definitions:
            return lambda inputs: NO_VARIABLES

        def coerce_slowly(inputs: Mapping[str, object] | None) -> VariableValues | list[GraphQLError]:
            return get_variable_values(self._schema, definitions, dict(inputs or {}), max_errors=MAX_VARIABLE_ERRORS)

        try:
            compiled = [self._variable(definition) for definition in definitions]
        except Exception:  # noqa: BLE001  # a default or an enum that graphql-core is to judge
            return coerce_slowly

        def coerce(inputs: Mapping[str, object] | None) -> VariableValues | list[GraphQLError]:
            given = inputs or {}
            sources, coerced = {}, {}
            try:
                for name, signature, absent, default, coerce_value in compiled:
                    value = given.get(name, Undefined)
                    if value is not Undefined:
                        sources[name] = VariableValueSource(signature, value)
                        coerced[name] = coerce_value(value)
                        continue
                    sources[name] = absent
                    if default is not Undefined:
                        coerced[name] = default
                    elif isinstance(signature.type, GraphQLNonNull):
                        return coerce_slowly(inputs)
            except Exception:  # noqa: BLE001  # graphql-core says what is wrong, if anything is: scalars raise what they like
                return coerce_slowly(inputs)
            return VariableValues(sources, coerced)

        return coerce

    def _variable(
        self, definition: VariableDefinitionNode
    ) -> tuple[str, GraphQLVariableSignature, VariableValueSource, Any, Coerce]:
        signature = get_variable_signature(self._schema, definition)
        if isinstance(signature, GraphQLError):
            raise Unusual
        absent, default = VariableValueSource(signature), coerce_default_value(signature)
        return signature.name, signature, absent, default, self._coercer(signature.type, 0)

    def _coercer(self, type_: GraphQLInputType, depth: int) -> Coerce:
        """The coercion of values of `type_`, `depth` lists and input objects below the variable."""
        if depth > MAX_COMPILED_DEPTH:
            raise Unusual
        if isinstance(type_, GraphQLNonNull):
            return self._not_null(type_.of_type, depth)
        coerce = self._not_null(type_, depth)
        return lambda value: None if value is None else coerce(value)

    def _not_null(self, type_: GraphQLNullableInputType, depth: int) -> Coerce:
        if isinstance(type_, GraphQLList):  # a document makes its own, so only named types are kept
            return _list_coercer(self._coercer(type_.of_type, depth + 1))
        coerce = self._named.get((type_.name, depth))
        if coerce is None:
            coerce = self._named[type_.name, depth] = self._named_coercer(type_, depth)
        return coerce

    def _named_coercer(self, type_: GraphQLNamedInputType, depth: int) -> Coerce:
        if isinstance(type_, GraphQLInputObjectType):
            return _object_coercer(type_, lambda field: self._coercer(field.type, depth + 1))
        if isinstance(type_, GraphQLEnumType):
            return {name: type_.coerce_input_value(name) for name in type_.values}.__getitem__
        if is_specified_scalar_type(type_):
            return type_.coerce_input_value  # it refuses null itself
        return _scalar_coercer(type_.coerce_input_value)


def _scalar_coercer(coerce_value: Coerce) -> Coerce:
    def coerce(value: Any) -> Any:
        if value is None or value is Undefined:
            raise Unusual
        coerced = coerce_value(value)
        if coerced is Undefined:
            raise Unusual
        return coerced

    return coerce


def _list_coercer(coerce_item: Coerce) -> Coerce:
    def coerce(value: Any) -> list[Any]:
        if type(value) is not list:
            raise Unusual
        return [coerce_item(item) for item in value]

    return coerce


class _FieldCoercers(dict[str, Coerce]):
    """The coercion of an input object's fields by name, compiled when first met: types can be large, and recursive."""

    def __init__(self, fields: Mapping[str, GraphQLInputField], compile_field: Callable[[GraphQLInputField], Coerce]):
        super().__init__()
        self._fields = fields
        self._compile_field = compile_field

    def __missing__(self, name: str) -> Coerce:
        coerce = self[name] = self._compile_field(self._fields[name])
        return coerce


def _object_coercer(type_: GraphQLInputObjectType, compile_field: Callable[[GraphQLInputField], Coerce]) -> Coerce:
    fields = type_.fields
    coercers = _FieldCoercers(fields, compile_field)
    place = {name: index for index, name in enumerate(fields)}.__getitem__
    out_names = {name: field.out_name or name for name, field in fields.items()}
    required = {name for name, field in fields.items() if is_required_input_field(field)}
    defaults = {name: coerce_default_value(field) for name, field in fields.items()}
    defaults = {name: value for name, value in defaults.items() if value is not Undefined}
    is_one_of, out_type = type_.is_one_of, type_.out_type

    def coerce(value: Any) -> Any:
        if type(value) is not dict or not required <= value.keys():
            raise Unusual
        names: Iterable[str] = value
        if defaults or len(value) > 1:
            names = sorted(value.keys() | defaults.keys(), key=place)  # unknown names raise
        coerced = {out_names[name]: coercers[name](value[name]) if name in value else defaults[name] for name in names}
        if is_one_of and [each is None for each in coerced.values()] != [False]:
            raise Unusual
        return out_type(coerced)

    return coerce
