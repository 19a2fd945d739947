"""Arguments of a field: read once when they are constants, per request when a variable stands in them.

A field's literals are compiled: what holds no variable is coerced at plan time, and a request only fills in coerced variables.
What graphql-core would refuse is left to it, so that errors are its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeAlias

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    ListValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    is_required_argument,
    is_required_input_field,
    print_ast,
)
from graphql.execution.values import VariableValues, get_argument_values
from graphql.utilities.coerce_input_value import coerce_default_value, coerce_input_literal

from gql.plan.coercion import NO_VARIABLES, Unusual
from gql.plan.nodes import ArgumentReader

# From the coerced variables to the value of a literal, `Undefined` where it is a variable that has none.
# Raises `Unusual` for what has to be refused.
LiteralReader: TypeAlias = Callable[[VariableValues], Any]

COUNTED_ARGUMENTS = frozenset({"where", "search", "maxDepth"})
"""The arguments of a connection that decide which rows its list has, not only which of them a page shows."""


def argument_reader(field: GraphQLField, node: FieldNode) -> ArgumentReader:
    """From the coerced variables of a request to the coerced arguments of `node`, by GraphQL name.

    Values are what `get_argument_values` gives and raises; the coerced constants in them are shared by all requests.
    """
    if not any(_holds_variable(argument.value) for argument in node.arguments or ()):
        constants = get_argument_values(field, node, NO_VARIABLES)
        return lambda variables: constants

    def read_slowly(variables: VariableValues) -> dict[str, Any]:
        return get_argument_values(field, node, variables)

    try:
        known, readers = _compile(field, node)
    except (Unusual, TypeError):
        return read_slowly

    def read(variables: VariableValues) -> dict[str, Any]:
        arguments = known.copy()
        try:
            for name, read_value in readers:
                value = read_value(variables)
                if value is not Undefined:
                    arguments[name] = value
        except Unusual:
            return read_slowly(variables)
        return arguments

    return read


def _compile(field: GraphQLField, node: FieldNode) -> tuple[dict[str, Any], list[tuple[str, LiteralReader]]]:
    """The arguments that are known, as constants or as defaults of variables that may be absent, and readers of the others."""
    literals = {argument.name.value: argument.value for argument in node.arguments or ()}
    known: dict[str, Any] = {}
    readers: list[tuple[str, LiteralReader]] = []
    for name, argument in field.args.items():
        out_name = argument.out_name or name
        literal = literals.get(name)
        default = coerce_default_value(argument)
        if literal is None and is_required_argument(argument):
            raise Unusual
        if literal is None or isinstance(literal, VariableNode):
            if default is not Undefined:
                known[out_name] = default
        if isinstance(literal, VariableNode):
            readers.append((out_name, _variable_reader(literal, argument.type, may_miss=default is not Undefined)))
        elif literal is not None and _holds_variable(literal):
            readers.append((out_name, _literal_reader(literal, argument.type)))
        elif literal is not None:
            known[out_name] = _constant(literal, argument.type)
    return known, readers


def _constant(literal: ValueNode, type_: GraphQLInputType) -> Any:
    value = coerce_input_literal(literal, type_)
    if value is Undefined:
        raise Unusual
    return value


def _variable_reader(node: VariableNode, type_: GraphQLInputType, *, may_miss: bool) -> LiteralReader:
    """`may_miss`: something else steps in for a variable that is absent, even where null would be refused."""
    name = node.name.value
    if not isinstance(type_, GraphQLNonNull):
        return lambda variables: variables.coerced.get(name, Undefined)

    def read(variables: VariableValues) -> Any:
        value = variables.coerced.get(name, Undefined)
        if value is None or (value is Undefined and not may_miss):
            raise Unusual
        return value

    return read


def _literal_reader(node: ValueNode, type_: GraphQLInputType) -> LiteralReader:
    if isinstance(node, VariableNode):
        return _variable_reader(node, type_, may_miss=False)
    if not _holds_variable(node):
        value = _constant(node, type_)
        return lambda variables: value
    if isinstance(type_, GraphQLNonNull):
        type_ = type_.of_type
    if isinstance(type_, GraphQLList):
        items = node.values if isinstance(node, ListValueNode) else (node,)
        return _list_reader([_literal_reader(item, type_.of_type) for item in items])
    if isinstance(type_, GraphQLInputObjectType):
        if not isinstance(node, ObjectValueNode):
            raise Unusual
        return _object_reader(node, type_)

    def read_scalar(variables: VariableValues) -> Any:
        value = coerce_input_literal(node, type_, variables)
        if value is Undefined:
            raise Unusual
        return value

    return read_scalar


def _list_reader(readers: list[LiteralReader]) -> LiteralReader:
    def read_list(variables: VariableValues) -> list[Any]:
        values = [read(variables) for read in readers]
        return [None if value is Undefined else value for value in values]

    return read_list


def _object_reader(node: ObjectValueNode, type_: GraphQLInputObjectType) -> LiteralReader:
    literals = {field.name.value: field.value for field in node.fields}
    if not literals.keys() <= type_.fields.keys():
        raise Unusual
    readers: list[tuple[str, LiteralReader, Any]] = []
    for name, field in type_.fields.items():
        literal, default = literals.get(name), coerce_default_value(field)
        if literal is None and is_required_input_field(field):
            raise Unusual
        if isinstance(literal, VariableNode):
            reader = _variable_reader(literal, field.type, may_miss=default is not Undefined)
        elif literal is not None:
            reader = _literal_reader(literal, field.type)
        elif default is not Undefined:
            reader = _absent
        else:
            continue
        readers.append((field.out_name or name, reader, default))
    is_one_of, out_type = type_.is_one_of, type_.out_type
    if is_one_of and len(literals) != 1:
        raise Unusual

    def read_object(variables: VariableValues) -> Any:
        values: dict[str, Any] = {}
        for name, read, default in readers:
            value = read(variables)
            if value is Undefined:
                value = default
            if value is not Undefined:
                values[name] = value
        if is_one_of and [each is None for each in values.values()] != [False]:
            raise Unusual
        return out_type(values)

    return read_object


def _absent(variables: VariableValues) -> Any:
    return Undefined


def argument_key(node: FieldNode, names: Collection[str] | None = None) -> tuple[str, ...]:
    """What tells the arguments of two nodes apart, all or those of `names`.

    Equal keys mean equal arguments in every request.
    """
    arguments = [each for each in node.arguments or () if names is None or each.name.value in names]
    return tuple(sorted(map(print_ast, arguments)))


def _holds_variable(value: ValueNode) -> bool:
    if isinstance(value, VariableNode):
        return True
    if isinstance(value, ListValueNode):
        return any(_holds_variable(item) for item in value.values)
    if isinstance(value, ObjectValueNode):
        return any(_holds_variable(item.value) for item in value.fields)
    return False
