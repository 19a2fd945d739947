"""Arguments of a field: read once when they are constants, per request when a variable stands in them."""

from __future__ import annotations

from typing import Any

from graphql import FieldNode, GraphQLField, ListValueNode, ObjectValueNode, ValueNode, VariableNode, print_ast
from graphql.execution.values import VariableValues, get_argument_values

from gql.plan.nodes import ArgumentReader

_NO_VARIABLES = VariableValues({}, {})


def argument_reader(field: GraphQLField, node: FieldNode) -> ArgumentReader:
    """From the coerced variables of a request to the coerced arguments of `node`, by GraphQL name."""
    if any(_holds_variable(argument.value) for argument in node.arguments or ()):

        def read(variables: VariableValues) -> dict[str, Any]:
            return get_argument_values(field, node, variables)

        return read
    constants = get_argument_values(field, node, _NO_VARIABLES)
    return lambda variables: constants


def argument_key(node: FieldNode) -> tuple[str, ...]:
    """What tells the arguments of two nodes apart: equal keys mean equal arguments in every request."""
    return tuple(sorted(print_ast(argument) for argument in node.arguments or ()))


def _holds_variable(value: ValueNode) -> bool:
    if isinstance(value, VariableNode):
        return True
    if isinstance(value, ListValueNode):
        return any(_holds_variable(item) for item in value.values)
    if isinstance(value, ObjectValueNode):
        return any(_holds_variable(item.value) for item in value.fields)
    return False
