"""Which fields a selection set asks of one concrete type: fragments spread, conditions decided, response keys merged.

See "CollectFields" in the GraphQL specification (September 2025), section 6.3.2. The values of `@skip` and `@include` are part
of a plan's cache key, so a plan holds no conditions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    Visitor,
    get_named_type,
    visit,
)


def collect_fields(
    selection_sets: Sequence[SelectionSetNode],
    type_names: Collection[str],
    fragments: Mapping[str, FragmentDefinitionNode],
    conditions: Mapping[str, bool],
) -> dict[str, tuple[FieldNode, ...]]:
    """Field nodes by response key, in the order of the response, for an object that is of all `type_names`.

    `type_names` are the concrete type and its interfaces; a fragment on any other type does not apply. `conditions` are the
    values of the variables that stand in `@skip` and `@include`.
    """
    fields: dict[str, tuple[FieldNode, ...]] = {}
    spread: set[str] = set()
    for selection_set in selection_sets:
        _collect(selection_set, type_names, fragments, conditions, fields, spread)
    return fields


def _collect(
    selection_set: SelectionSetNode,
    type_names: Collection[str],
    fragments: Mapping[str, FragmentDefinitionNode],
    conditions: Mapping[str, bool],
    fields: dict[str, tuple[FieldNode, ...]],
    spread: set[str],
) -> None:
    for selection in selection_set.selections:
        if selection.directives and not _is_included(selection.directives, conditions):
            continue
        if isinstance(selection, FieldNode):
            key = response_key(selection)
            fields[key] = (*fields.get(key, ()), selection)
            continue
        if isinstance(selection, FragmentSpreadNode):
            if selection.name.value in spread:
                continue
            spread.add(selection.name.value)
        fragment = _fragment(selection, fragments)
        condition, inner = fragment.type_condition and fragment.type_condition.name.value, fragment.selection_set
        if condition is None or condition in type_names:
            _collect(inner, type_names, fragments, conditions, fields, spread)


def _fragment(
    selection: SelectionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> FragmentDefinitionNode | InlineFragmentNode:
    if isinstance(selection, FragmentSpreadNode):
        return fragments[selection.name.value]
    if isinstance(selection, InlineFragmentNode):
        return selection
    raise TypeError(f"{selection!r} is no fragment.")


def _is_included(directives: Sequence[DirectiveNode], conditions: Mapping[str, bool]) -> bool:
    for directive in directives:
        name = directive.name.value
        if name not in ("skip", "include"):
            continue
        (argument,) = directive.arguments or ()
        value = argument.value
        is_true = value.value if isinstance(value, BooleanValueNode) else conditions[_variable_name(value)]
        if is_true is (name == "skip"):
            return False
    return True


def _variable_name(value: object) -> str:
    if not isinstance(value, VariableNode):  # validation admits Booleans and variables only
        raise TypeError(f"A condition is a Boolean or a variable, not {value!r}.")
    return value.name.value


def response_key(node: FieldNode) -> str:
    """The alias of a field, or its name."""
    return node.alias.value if node.alias is not None else node.name.value


def inner_selections(nodes: Sequence[FieldNode]) -> list[SelectionSetNode]:
    """The selection sets of field nodes that were merged under one response key."""
    return [node.selection_set for node in nodes if node.selection_set is not None]


def field_type(owner: GraphQLObjectType, name: str) -> GraphQLObjectType:
    """The object type that a field of `owner` leads to."""
    named = get_named_type(owner.fields[name].type)
    if not isinstance(named, GraphQLObjectType):
        raise TypeError(f"{named} has no fields.")
    return named


class _ConditionVisitor(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:  # the visitor passes its position untyped
        if node.name.value in ("skip", "include"):
            for argument in node.arguments or ():
                if isinstance(argument.value, VariableNode):
                    self.names.add(argument.value.name.value)


def condition_variables(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> tuple[str, ...]:
    """The names of all variables that decide a `@skip` or `@include` of the document, sorted."""
    visitor = _ConditionVisitor()
    visit(DocumentNode(definitions=(operation, *fragments.values())), visitor)
    return tuple(sorted(visitor.names))
