"""A schema of input types with every feature, and Hypothesis strategies for what clients could send to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLString,
    OperationDefinitionNode,
    Undefined,
    VariableDefinitionNode,
    build_schema,
    parse,
    print_ast,
)
from hypothesis import strategies as st

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
            return self.variable(type_)
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
            return f"{{a: {self.variable(type_)}, b: [{self.variable(GraphQLString)}]}}"
        return str(draw(st.sampled_from(LITERALS[type_.name])))

    def variable(self, type_: GraphQLInputType) -> str:
        """Defines one more variable, for a position of this type."""
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
