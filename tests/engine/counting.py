"""How many statements an operation may cost, computed from its text and its answer, without looking at any plan.

The rule: one for each distinct (relation, arguments) at one place of the response, and one for each selected count, aggregate
and grouping; a place that no row leads to costs nothing, and a to-one relation costs nothing where it is joined to its parent.
Places are the same when they hang on the same relation with the same arguments of the same rows, whatever their aliases.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    BooleanValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
    parse,
    print_ast,
)

from gql.errors import InvalidId
from gql.mapping.ids import decode_id
from gql.mapping.model_type import Mirror, ModelType, Relation, RootFieldKind, TreeFieldKind

Selections = tuple[SelectionSetNode, ...]
Seen = list[tuple[Any, Selections]]
"""Objects of the response, each with what was selected of it."""


@dataclass(slots=True)
class _Place:
    """One statement's place: what was found there and what was asked of it.

    `beside` is what else was asked about the list, whatever its page: its count, what it comes to, its groups.
    """

    needs_rows: bool = False
    beside: set[tuple[str, ...]] = field(default_factory=set)
    is_to_one: bool = False
    seen: Seen = field(default_factory=list)


class Counter:
    """Counts the statements of one operation."""

    def __init__(self, schema: GraphQLSchema, mirror: Mirror, text: str, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._mirror = mirror
        document = parse(text)
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        (self._operation,) = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        self._variables = {
            definition.variable.name.value: definition.default_value
            for definition in self._operation.variable_definitions or ()
        }
        self._given = variables
        self._to_one = 0
        self._types = {each.object_name: each for each in mirror.by_model.values()}

    def statements(self, data: Mapping[str, Any]) -> range:
        """How many statements there may be behind `data`, which holds no error: the fewest if every to-one relation is joined."""
        self._to_one = 0
        most = self._statements(data)
        return range(most - self._to_one, most + 1)

    def _statements(self, data: Mapping[str, Any]) -> int:
        places: dict[tuple[Any, ...], _Place] = {}
        counts: set[tuple[Any, ...]] = set()
        for key, nodes in self._fields((self._operation.selection_set,), "Query").items():
            name = nodes[0].name.value
            root_field = self._mirror.root_fields.get(name)
            if root_field is None:
                continue
            place_key = (name, _arguments(nodes[0]))
            inner = _inner(nodes)
            if root_field.kind is RootFieldKind.CONNECTION:
                place = places.setdefault(place_key, _Place())
                self._connection(data[key], inner, place, nodes[0])
                counts |= {(name, _arguments(nodes[0], {"where", "maxDepth"}), *each) for each in place.beside}
            elif root_field.kind in (RootFieldKind.NODE, RootFieldKind.NODES):
                found = data[key] if root_field.kind is RootFieldKind.NODES else [data[key]]
                for global_id, value in zip(self._ids(nodes[0]), found, strict=True):
                    try:
                        root, _ = decode_id(global_id, self._mirror)
                    except InvalidId:
                        continue
                    place = places.setdefault((*place_key, root.name), _Place())
                    place.needs_rows = True
                    if value is not None:
                        place.seen.append((value, inner))
            else:
                place = places.setdefault(place_key, _Place())
                place.needs_rows = True
                if data[key] is not None:
                    place.seen.append((data[key], inner))
        return len(counts) + sum(place.needs_rows + self._below(place.seen) for place in places.values())

    def _below(self, seen: Seen) -> int:
        """The statements that these rows lead to: all of one Fetch, so equal relations and arguments are one place."""
        places: dict[tuple[Any, ...], _Place] = {}
        counts: set[tuple[Any, ...]] = set()
        for value, selections in seen:
            member = self._types[value["__typename"]]
            for key, nodes in self._fields(selections, member.object_name).items():
                inner = _inner(nodes)
                tree_field = member.tree_fields.get(nodes[0].name.value)
                if tree_field is not None and tree_field.kind is not TreeFieldKind.DESCENDANTS:
                    # What is read off the ancestors is one statement with the list of them.
                    place = places.setdefault((tree_field.relation.name,), _Place(needs_rows=True))
                    if tree_field.kind is TreeFieldKind.ANCESTORS:
                        place.seen += [(each, inner) for each in value[key]]
                    continue
                relation = tree_field.relation if tree_field is not None else member.relations.get(nodes[0].name.value)
                if relation is None:
                    continue
                origin = (relation.name, relation.property or (relation.through and relation.through.first.property))
                if relation.to_many:
                    place = places.setdefault((*origin, _arguments(nodes[0])), _Place())
                    self._connection(value[key], inner, place, nodes[0])
                    counts |= {(*origin, _arguments(nodes[0], {"where", "maxDepth"}), *each) for each in place.beside}
                    continue
                place = places.setdefault(origin, _Place())
                place.is_to_one = True
                place.needs_rows |= value[key] is not None or _is_always_asked(relation)
                if value[key] is not None:
                    place.seen.append((value[key], inner))
        self._to_one += sum(place.is_to_one and place.needs_rows for place in places.values())
        return len(counts) + sum(place.needs_rows + self._below(place.seen) for place in places.values())

    def _connection(self, value: Any, selections: Selections, place: _Place, node: FieldNode) -> None:
        asks_more = False
        asks_rows = False
        type_name = value.get("__typename")
        for key, nodes in self._fields(selections, type_name).items():
            name = nodes[0].name.value
            if name in ("totalCount", "aggregate", "groupBy"):
                place.beside.add((name, *_arguments(nodes[0])))
            elif name == "nodes":
                asks_rows = True
                place.seen += [(each, _inner(nodes)) for each in value[key]]
            elif name == "edges":
                asks_rows = True
                for edge in value[key]:
                    for edge_key, edge_nodes in self._fields(_inner(nodes), edge["__typename"]).items():
                        if edge_nodes[0].name.value == "node":
                            place.seen.append((edge[edge_key], _inner(edge_nodes)))
            elif name == "pageInfo":
                asked = {each[0].name.value for each in self._fields(_inner(nodes), "PageInfo").values()} - {
                    "__typename"
                }
                asks_rows |= bool(asked)
                asks_more |= self._needs_a_row_more(asked, node)
        place.needs_rows |= asks_more or (asks_rows and not self._is_of_none(node))

    def _needs_a_row_more(self, asked: set[str], node: FieldNode) -> bool:
        """Whether a page of no rows at all needs a statement for what its page info says."""
        given = {argument.name.value for argument in node.arguments or () if self._value(argument.value) is not None}
        offset = self._argument(node, "offset") or 0
        is_reverse = "last" in given or ("first" not in given and "before" in given)
        needs_next = "hasNextPage" in asked and (not is_reverse or "before" in given)
        needs_previous = "hasPreviousPage" in asked and (is_reverse or "after" in given or offset > 0)
        return needs_next or needs_previous

    def _is_of_none(self, node: FieldNode) -> bool:
        return 0 in (self._argument(node, "first"), self._argument(node, "last"))

    def _argument(self, node: FieldNode, name: str) -> Any:
        for argument in node.arguments or ():
            if argument.name.value == name:
                return self._value(argument.value)
        return None

    def _value(self, node: Any) -> Any:
        """A scalar argument as Python sees it."""
        if isinstance(node, VariableNode):
            name = node.name.value
            return self._given[name] if name in self._given else self._value(self._variables[name])
        if node is None or not hasattr(node, "value"):
            return None if node is None or type(node).__name__ == "NullValueNode" else node
        return int(node.value) if type(node).__name__ == "IntValueNode" else node.value

    def _ids(self, node: FieldNode) -> list[str]:
        argument = (node.arguments or ())[0].value
        values = argument.values if hasattr(argument, "values") else [argument]
        return [self._value(each) for each in values]

    # Selections

    def _fields(self, selections: Selections, type_name: str) -> dict[str, list[FieldNode]]:
        found: dict[str, list[FieldNode]] = {}
        for node in self._spread(selections, type_name, set()):
            found.setdefault((node.alias or node.name).value, []).append(node)
        return found

    def _spread(self, selections: Selections, type_name: str, visited: set[str]) -> Iterator[FieldNode]:
        for selection_set in selections:
            for selection in selection_set.selections:
                if not self._is_included(selection):
                    continue
                if isinstance(selection, FieldNode):
                    yield selection
                    continue
                fragment: Any = selection
                if isinstance(selection, FragmentSpreadNode):
                    if selection.name.value in visited:
                        continue
                    visited.add(selection.name.value)
                    fragment = self._fragments[selection.name.value]
                assert isinstance(fragment, InlineFragmentNode | FragmentDefinitionNode)
                condition = fragment.type_condition
                if condition is None or self._is_a(type_name, condition.name.value):
                    yield from self._spread((fragment.selection_set,), type_name, visited)

    def _is_included(self, selection: Any) -> bool:
        for directive in selection.directives or ():
            (argument,) = directive.arguments
            value = argument.value
            condition = value.value if isinstance(value, BooleanValueNode) else self._value(value)
            if condition is (directive.name.value == "skip"):
                return False
        return True

    def _is_a(self, type_name: str, condition: str) -> bool:
        if type_name == condition:
            return True
        abstract, concrete = self._schema.type_map[condition], self._schema.type_map[type_name]
        assert isinstance(concrete, GraphQLObjectType)
        return is_abstract_type(abstract) and self._schema.is_sub_type(abstract, concrete)


def _inner(nodes: Sequence[FieldNode]) -> Selections:
    return tuple(node.selection_set for node in nodes if node.selection_set is not None)


def _arguments(node: FieldNode, names: Container[str] | None = None) -> tuple[str, ...]:
    arguments = [each for each in node.arguments or () if names is None or each.name.value in names]
    return tuple(sorted(map(print_ast, arguments)))


def _is_always_asked(relation: Relation) -> bool:
    """Whether every row has a key to ask with, so that null means that nothing was found."""
    source: ModelType = relation.source
    return not relation.is_simple or {column.key for column in relation.local} <= {
        column.key for column in source.mapper.primary_key
    }
