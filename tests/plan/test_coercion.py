"""Compiled coercion gives what graphql-core gives, for variables and for arguments: the same values, the same errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLDefaultInput,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLString,
    OperationDefinitionNode,
    Undefined,
    VariableDefinitionNode,
    build_schema,
    parse,
    parse_const_value,
    print_ast,
)
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values
from hypothesis import Phase, given, settings, strategies as st

from gql.plan import arguments, coercion
from gql.plan.arguments import argument_reader
from gql.plan.coercion import MAX_COMPILED_DEPTH, MAX_VARIABLE_ERRORS, NO_VARIABLES, InputCoercion

SCHEMA = build_schema("""
type Query { field: Int }
scalar Json
scalar Even
scalar Strange
scalar Literal
enum Colour { RED GREEN }
input Point { y: Float = 1.5, x: Int!, label: String }
input Filter {
  all: [Filter!], not: Filter, point: Point, colour: Colour = RED, tags: [String!], any: Json, even: Even, yes: Boolean
}
input Choice @oneOf { title: Colour, filter: Filter, at: [Int], point: Point }
input Plain { id: ID, colours: [[Colour]], choice: Choice, must: Int! = 3, strange: Strange, literal: Literal }
""")


def read_even(value: object) -> int:
    if not isinstance(value, int) or value % 2:
        raise ValueError(f"{value!r} is not even")
    return value // 2


def read_strange(value: object) -> object:
    """Takes even what stands for nothing, and gives nothing for 0."""
    return Undefined if value == 0 else str(value)


def scalar(name: str) -> Any:
    return SCHEMA.type_map[name]


def inputs(name: str) -> GraphQLInputObjectType:
    found = SCHEMA.type_map[name]
    assert isinstance(found, GraphQLInputObjectType)
    return found


scalar("Even").coerce_input_value = read_even
scalar("Strange").coerce_input_value = read_strange
scalar("Literal").coerce_input_literal = lambda node: ("literal", print_ast(node))
inputs("Filter").fields["not"].out_name = "not_"
inputs("Point").out_type = lambda fields: tuple(fields.items())  # type: ignore[method-assign,assignment]  # as users set it
colours = SCHEMA.type_map["Colour"]
assert isinstance(colours, GraphQLEnumType)
colours.values["RED"].value, colours.values["GREEN"].value = 1, None

NAMES = [
    "Int", "Float", "String", "Boolean", "ID", "Json", "Even", "Strange", "Literal", "Colour",
    "Point", "Filter", "Choice", "Plain",
]  # fmt: skip
PLAIN: dict[str, list[Any]] = {
    "Int": [0, 7, -(2**31), 3.0],
    "Float": [0.5, 1, 1e300],
    "String": ["", "text"],
    "Boolean": [True, False],
    "ID": ["x", 4],
    "Json": [1, "a", {"deep": [1, {"a": None}]}, [[]]],
    "Even": [2, 10],
    "Strange": [1, "a"],
    "Literal": [1, "a", [1]],
    "Colour": ["RED", "GREEN"],
}
JUNK: list[Any] = [
    None, Undefined, 0, 1, 2**40, 2.5, float("nan"), True, "x", "RED", [], {}, [None], [1, "x"], (1, 2), {"x": 1}, {"nothing": 1},
    {"x": None}, {"x": Undefined}, {"title": "RED", "at": [1]}, {"title": None}, b"bytes",
]  # fmt: skip
LITERALS: dict[str, list[str]] = {
    "Int": ["1"],
    "Float": ["1.5", "2"],
    "String": ['"text"'],
    "Boolean": ["true"],
    "ID": ['"x"', "4"],
    "Json": ["[1, {a: null}]", '"a"'],
    "Even": ["2"],
    "Strange": ["1"],
    "Literal": ["{a: [RED]}", "1"],
    "Colour": ["RED", "GREEN"],
}
JUNK_LITERALS = [
    "null",
    "0",
    "1",
    "-1.5",
    '"x"',
    "RED",
    "BLUE",
    "[]",
    "[null]",
    "[1, [2]]",
    "{}",
    "{x: 1}",
    "{nothing: 1}",
]

PHASES = [Phase.reuse, Phase.generate]  # to shrink an example takes minutes, and it is readable as it is

Draw = Callable[[st.SearchStrategy[Any]], Any]


def rarely(draw: Draw) -> bool:
    return bool(draw(st.integers(0, 11)) == 11)


def sometimes(draw: Draw) -> bool:
    return bool(draw(st.booleans()))


@st.composite
def types(draw: Draw, depth: int = 2) -> GraphQLInputType:
    if depth and sometimes(draw):
        inner: Any = GraphQLList(draw(types(depth - 1)))
    else:
        named = draw(st.sampled_from(NAMES))
        inner = SCHEMA.get_type(named)
    return GraphQLNonNull(inner) if sometimes(draw) else inner


@st.composite
def json_values(draw: Draw, type_: GraphQLInputType, depth: int = 4) -> Any:
    """Mostly a value of `type_`."""
    if rarely(draw):
        return draw(st.sampled_from(JUNK))
    if isinstance(type_, GraphQLNonNull):
        return draw(json_values(type_.of_type, depth))
    if rarely(draw):
        return None
    if isinstance(type_, GraphQLList):
        if rarely(draw):
            return draw(json_values(type_.of_type, depth))  # one item stands for a list of one
        return draw(st.lists(json_values(type_.of_type, depth - 1), max_size=3))
    if isinstance(type_, GraphQLInputObjectType):
        return {name: draw(json_values(type_.fields[name].type, depth - 1)) for name in draw_names(draw, type_, depth)}
    return draw(st.sampled_from(PLAIN[type_.name]))


def draw_names(draw: Draw, type_: GraphQLInputObjectType, depth: int) -> list[str]:
    """Which fields of an input object are given, in any order."""
    names = [name for name in type_.fields if depth > 0 or name in {"x", "tags", "title", "id"}]
    if type_.is_one_of and not rarely(draw):
        return [draw(st.sampled_from(names))]
    chosen: list[str] = draw(st.lists(st.sampled_from(names), unique=True, max_size=3))
    missing = [name for name, field in type_.fields.items() if isinstance(field.type, GraphQLNonNull)]
    return chosen if rarely(draw) else [*chosen, *(name for name in missing if name not in chosen)]


class Literals:
    """Draws literals with variables in them, and remembers the definitions of those."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self.definitions: dict[str, tuple[GraphQLInputType, str]] = {}

    def literal(self, type_: GraphQLInputType, depth: int = 3, *, constant: bool = False) -> str:
        draw = self._draw
        if not constant and draw(st.integers(0, 2)) == 0:
            return self._variable(type_)
        if rarely(draw):
            return str(draw(st.sampled_from(JUNK_LITERALS)))
        if isinstance(type_, GraphQLNonNull):
            return self.literal(type_.of_type, depth, constant=constant)
        if isinstance(type_, GraphQLList):
            if rarely(draw):
                return self.literal(type_.of_type, depth - 1, constant=constant)
            items = range(draw(st.integers(0, 3)))
            return f"[{', '.join(self.literal(type_.of_type, depth - 1, constant=constant) for _ in items)}]"
        if isinstance(type_, GraphQLInputObjectType):
            names = draw_names(draw, type_, depth)
            pairs = (f"{name}: {self.literal(type_.fields[name].type, depth - 1, constant=constant)}" for name in names)
            return f"{{{', '.join(pairs)}}}"
        if not constant and type_.name in {"Json", "Literal"} and sometimes(draw):
            return f"{{a: {self._variable(type_)}, b: [{self._variable(GraphQLString)}]}}"
        return str(draw(st.sampled_from(LITERALS[type_.name])))

    def _variable(self, type_: GraphQLInputType) -> str:
        draw = self._draw
        if isinstance(type_, GraphQLNonNull) and sometimes(draw):
            type_ = type_.of_type
        name = f"v{len(self.definitions)}"
        self.definitions[name] = (type_, "")
        default = f" = {self.literal(type_, constant=True)}" if draw(st.integers(0, 3)) == 0 else ""
        self.definitions[name] = (type_, default)
        return f"${name}"

    def parse_definitions(self) -> tuple[VariableDefinitionNode, ...]:
        written = ", ".join(f"${name}: {type_}{default}" for name, (type_, default) in self.definitions.items())
        return operation(f"query ({written}) {{ field }}" if written else "{ field }").variable_definitions or ()

    def inputs(self) -> dict[str, Any] | None:
        given = {
            name: self._draw(json_values(type_))
            for name, (type_, _) in self.definitions.items()
            if not rarely(self._draw)
        }
        return given or self._draw(st.sampled_from([None, {}, {"other": 1}]))


def operation(text: str) -> OperationDefinitionNode:
    (found,) = parse(text).definitions
    assert isinstance(found, OperationDefinitionNode)
    return found


def field_node(written: str) -> FieldNode:
    (found,) = operation(f"{{ field{f'({written})' if written else ''} }}").selection_set.selections
    assert isinstance(found, FieldNode)
    return found


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


def outcome(read: Callable[[], Mapping[str, Any]]) -> str:
    try:
        found = read()
    except (GraphQLError, TypeError) as error:
        return repr(getattr(error, "formatted", error))
    return repr(sorted(found.items()))


@given(st.data())
@settings(max_examples=150, phases=PHASES)
def test_variables_are_coerced_as_graphql_core_coerces_them(data: st.DataObject) -> None:
    literals = Literals(data.draw)
    for type_ in data.draw(st.lists(types(), max_size=3)):
        literals._variable(type_)
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
        expected = outcome(lambda known=variables: get_argument_values(field, node, known))  # type: ignore[misc]

        assert expected == outcome(lambda known=variables: argument_reader(field, node)(known))  # type: ignore[misc]


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
