"""Compiled coercion gives what graphql-core gives, for variables and for arguments: the same values, the same errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLDefaultInput,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLString,
    VariableDefinitionNode,
    parse_const_value,
)
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values
from hypothesis import Phase, given, settings, strategies as st

from gql.plan import arguments, coercion
from gql.plan.arguments import argument_reader
from gql.plan.coercion import MAX_COMPILED_DEPTH, MAX_VARIABLE_ERRORS, NO_VARIABLES, InputCoercion
from tests.plan.inputs import SCHEMA, Literals, field_node, inputs, operation, rarely, types

PHASES = [Phase.reuse, Phase.generate]  # to shrink an example takes minutes, and it is readable as it is


def by_graphql_core(
    definitions: tuple[VariableDefinitionNode, ...], given: Mapping[str, Any] | None
) -> VariableValues | list[GraphQLError]:
    return get_variable_values(SCHEMA, definitions, dict(given or {}), max_errors=MAX_VARIABLE_ERRORS)


def told(result: VariableValues | list[GraphQLError]) -> str:
    """All that can be seen of coerced variables or of errors, types of values and order of keys included."""
    if not isinstance(result, VariableValues):
        return repr([error.formatted for error in result])
    sources = {
        name: (source.value, str(source.signature.type), source.signature.default and source.signature.default.literal)
        for name, source in result.sources.items()
    }
    return repr((result.coerced, sources))


def outcome(read: Callable[[VariableValues], Mapping[str, Any]], variables: VariableValues) -> str:
    try:
        found = read(variables)
    except (GraphQLError, TypeError) as error:
        return repr(getattr(error, "formatted", error))
    return repr(sorted(found.items()))


@given(st.data())
@settings(max_examples=150, phases=PHASES)
def test_variables_are_coerced_as_graphql_core_coerces_them(data: st.DataObject) -> None:
    literals = Literals(data.draw)
    for type_ in data.draw(st.lists(types(), max_size=3)):
        literals.variable(type_)
    definitions = literals.parse_definitions()
    coerce = InputCoercion(SCHEMA).variables(definitions)

    for _ in range(3):
        given = literals.inputs()

        assert told(by_graphql_core(definitions, given)) == told(coerce(given))


@given(st.data())
@settings(max_examples=150, phases=PHASES)
def test_arguments_are_what_graphql_core_reads(data: st.DataObject) -> None:
    literals, constants = Literals(data.draw), Literals(data.draw)
    field, written = GraphQLField(GraphQLString, {}), []
    for index, type_ in enumerate(data.draw(st.lists(types(), max_size=3))):
        name = f"a{index}"
        has_default = data.draw(st.integers(0, 3)) == 0
        default = parse_const_value(constants.literal(type_, constant=True)) if has_default else None
        field.args[name] = GraphQLArgument(
            type_,
            default=GraphQLDefaultInput(literal=default) if default else None,
            out_name=data.draw(st.sampled_from([None, f"python_{name}"])),
        )
        if not rarely(data.draw):
            written.append(f"{name}: {literals.literal(type_)}")
    node = field_node(", ".join(written))
    definitions = literals.parse_definitions()

    for _ in range(3):
        variables = by_graphql_core(definitions, literals.inputs())
        if not isinstance(variables, VariableValues):
            continue
        expected = outcome(lambda known: get_argument_values(field, node, known), variables)

        read = lambda known: argument_reader(field, node)(known)  # noqa: E731, PLW0108  # to compile it may raise, too
        assert expected == outcome(read, variables)


def refuse(*_: object, **__: object) -> Any:
    pytest.fail("graphql-core was asked")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks graphql-core to coerce a request fails."""
    monkeypatch.setattr(coercion, "get_variable_values", refuse)
    monkeypatch.setattr(arguments, "get_argument_values", refuse)


USUAL = [
    ("$a: ID!", {"a": "x"}, {"a": "x"}),
    ("$a: Int", {}, {}),
    ("$a: Int", {"a": None}, {"a": None}),
    ("$a: Int = 5, $b: [String!] = []", None, {"a": 5, "b": []}),
    ("$a: [Choice!]", {"a": [{"title": "RED"}, {"at": [1]}]}, {"a": [{"title": 1}, {"at": [1]}]}),
    ("$a: Point!", {"a": {"label": "l", "x": 1}}, {"a": (("y", 1.5), ("x", 1), ("label", "l"))}),
    ("$a: Even, $b: Json", {"a": 4, "b": [1]}, {"a": 2, "b": [1]}),
    ("$a: Filter", {"a": {"not": {"all": []}}}, {"a": {"not_": {"all": [], "colour": 1}, "colour": 1}}),
]


@pytest.mark.parametrize(("definitions", "given", "coerced"), USUAL)
@pytest.mark.usefixtures("alone")
def test_usual_values_need_no_graphql_core(
    definitions: str, given: Mapping[str, object] | None, coerced: dict[str, Any]
) -> None:
    node = operation(f"query ({definitions}) {{ field }}")

    result = InputCoercion(SCHEMA).variables(node.variable_definitions or ())(given)

    assert isinstance(result, VariableValues)
    assert coerced == result.coerced


@pytest.mark.usefixtures("alone")
def test_variables_are_put_into_arguments_without_graphql_core() -> None:
    field = GraphQLField(
        GraphQLString,
        {
            "point": GraphQLArgument(GraphQLNonNull(inputs("Point"))),
            "tags": GraphQLArgument(GraphQLList(GraphQLString)),
            "first": GraphQLArgument(
                GraphQLScalarType("Size"), default=GraphQLDefaultInput(literal=parse_const_value("20"))
            ),
        },
    )
    read = argument_reader(
        field, field_node('point: {x: $x, label: "l"}, tags: ["a", $tag, $missing], first: $missing')
    )

    found = read(VariableValues({}, {"x": 1, "tag": "b"}))

    assert {"point": (("y", 1.5), ("x", 1), ("label", "l")), "tags": ["a", "b", None], "first": 20} == found


def test_constant_arguments_are_read_once() -> None:
    read = argument_reader(
        GraphQLField(GraphQLString, {"tags": GraphQLArgument(GraphQLList(GraphQLString))}), field_node('tags: "a"')
    )

    assert {"tags": ["a"]} == read(NO_VARIABLES)
    assert read(NO_VARIABLES) is read(VariableValues({}, {"tags": 1}))


@pytest.mark.parametrize("depth", [1, MAX_COMPILED_DEPTH, MAX_COMPILED_DEPTH + 1, 190, 300, 20_000])
def test_input_nested_ever_deeper_is_coerced_or_refused_alike(depth: int) -> None:
    definitions = operation("query ($a: Filter) { field }").variable_definitions or ()
    value: dict[str, Any] = {"yes": True}
    for _ in range(depth):
        value = {"not": value}

    result = InputCoercion(SCHEMA).variables(definitions)({"a": value})

    expected = by_graphql_core(definitions, {"a": value})
    if isinstance(expected, VariableValues):
        assert isinstance(result, VariableValues)
        assert repr(expected.coerced) == repr(result.coerced)
    else:
        assert told(expected) == told(result)
        assert "nested too deeply" in told(result)
