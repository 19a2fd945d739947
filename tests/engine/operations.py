"""Random operations that are valid for a schema: selections, aliases, arguments, fragments, conditions, variables.

The generator walks the GraphQL types alone and knows nothing of plans. Everything is drawn by Hypothesis, so a failure shrinks.
Cursors cannot be made up: an operation names the variables that stand for one, and whoever runs it may run it again with
cursors of the first answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
)
from hypothesis import strategies as st

DIRECTIONS = ("ASC", "DESC", "ASC_NULLS_FIRST", "ASC_NULLS_LAST", "DESC_NULLS_FIRST", "DESC_NULLS_LAST")
OPERANDS: dict[str, tuple[Any, ...]] = {
    "Boolean": (True, False),
    "Int": (0, 1, 2, 5, -1, 100),
    "Float": (0.5, 2, -1.5),
    "BigInt": ("0", "3", "9007199254740993"),
    "Decimal": ("0", "1.50", "19.99"),
    "String": ("", "a", "A", "e", "%", "_n", "Ada", "ben", "\\", "x y"),
    "DateTime": ("2024-01-01T00:00:00Z", "1999-12-31T23:59:59.5+02:00"),
    "Date": ("2024-02-29", "1999-12-31"),
    "Time": ("12:00:00", "00:00:00"),
    "Duration": ("PT1H", "P1D"),
    "UUID": ("00000000-0000-0000-0000-000000000001",),
    "JSON": (1, "a", 2.5),
    "Base64": ("YQ==", ""),
}
"""Operands of filters, by scalar."""
SEARCHED = ("one", "the", "Third time", "two three", "product", "", "*", '"one', "NEAR(one two)")
Drawn = TypeVar("Drawn")
Draw = Callable[[st.SearchStrategy[Any]], Any]
Fields = GraphQLObjectType | GraphQLInterfaceType


@dataclass(frozen=True, slots=True)
class Known:
    """What operations may ask for: ids by the type of their root, and argument values of look-ups by unique constraint."""

    ids_by_type: Mapping[str, Sequence[str]]
    unique_by_field: Mapping[str, Sequence[Mapping[str, str]]]

    @property
    def ids(self) -> list[str]:
        """All of them."""
        return [each for ids in self.ids_by_type.values() for each in ids]


@dataclass(frozen=True, slots=True)
class Operation:
    """A text with its variables. `cursors` are the variables to fill from the first answer: name → response path."""

    text: str
    variables: dict[str, Any]
    cursors: dict[str, tuple[str, ...]]


@dataclass(slots=True)
class _Scope:
    """The response keys of one object so far, so that whatever is added can be merged with them."""

    path: tuple[str, ...] = ()
    by_key: dict[str, tuple[str, _Scope]] = field(default_factory=dict)


class Generator:
    """Draws one operation."""

    def __init__(self, draw: Draw, schema: GraphQLSchema, known: Known, *, depth: int = 4, errors: bool = True) -> None:
        self._draw = draw
        self._schema = schema
        self._known = known
        self._depth = depth
        self._errors = errors
        self._definitions: list[str] = []
        self._variables: dict[str, Any] = {}
        self._cursors: dict[str, tuple[str, ...]] = {}
        self._fragments: list[str] = []
        self._aliases = 0

    def operation(self) -> Operation:
        """A query of one to three root fields."""
        query = self._schema.query_type
        assert query is not None
        scope = _Scope()
        names = [name for name in query.fields if name not in ("node", "nodes", "search")]
        chosen = [
            self._one(names) if not self._chance(4) else self._one(["node", "nodes"]) for _ in range(self._number(1, 3))
        ]
        fields = [self._field(name, query.fields[name], scope, 0) for name in chosen]
        definitions = f"({', '.join(self._definitions)})" if self._definitions else ""
        text = f"query Q{definitions} {{ {' '.join(fields)} }}"
        return Operation("\n".join([text, *self._fragments]), self._variables, self._cursors)

    # Chance

    def _one(self, choices: Sequence[Drawn]) -> Drawn:
        chosen: Drawn = self._draw(st.sampled_from(choices))
        return chosen

    def _number(self, least: int, most: int) -> int:
        number: int = self._draw(st.integers(least, most))
        return number

    def _chance(self, one_in: int) -> bool:
        # Zero is where Hypothesis shrinks to, and means the plainer choice.
        return self._number(0, one_in - 1) == one_in - 1

    # Selections

    def _selections(self, graphql_type: GraphQLNamedType, scope: _Scope, depth: int) -> str:
        if not isinstance(graphql_type, GraphQLObjectType | GraphQLInterfaceType):
            return ""
        written = ["__typename"]
        # What leads to further rows comes first; an object has many other fields, and the widest are near the root.
        leading = [name for name in ("nodes", "edges", "node") if name in graphql_type.fields]
        if leading and not self._chance(4):
            name = self._one(leading)
            written.append(self._field(name, graphql_type.fields[name], scope, depth))
        more = self._number(0 if len(written) > 1 else 1, 2 if leading else max(2, 5 - depth))
        written.extend(self._selection(graphql_type, scope, depth) for _ in range(more))
        return f" {{ {' '.join(written)} }}"

    def _selection(self, graphql_type: Fields, scope: _Scope, depth: int) -> str:
        if self._chance(8):
            return self._fragment(graphql_type, scope, depth)
        usable = [
            name
            for name, each in graphql_type.fields.items()
            if depth < self._depth or is_leaf_type(get_named_type(each.type))
        ]
        if not usable:
            return "__typename"
        name = self._one(usable)
        return self._field(name, graphql_type.fields[name], scope, depth)

    def _fragment(self, graphql_type: Fields, scope: _Scope, depth: int) -> str:
        on = self._condition_type(graphql_type)
        kind = self._number(0, 2)
        inner = self._selections(on, scope, depth + 1 if self._chance(2) else depth + 2)
        if kind == 0:
            return f"... on {on.name}{self._condition()}{inner}"
        if kind == 1 and on is graphql_type:
            return f"...{self._condition()}{inner}"
        name = f"F{len(self._fragments)}"
        self._fragments.append(f"fragment {name} on {on.name}{inner}")
        return f"...{name}{self._condition()}" + (f" ...{name}" if self._chance(4) else "")

    def _condition_type(self, graphql_type: Fields) -> Fields:
        """A type that a fragment on `graphql_type` can name: the type, one of its members, or an interface of both."""
        if isinstance(graphql_type, GraphQLObjectType):
            types: list[Fields] = [graphql_type, *graphql_type.interfaces]
            return self._one(types)
        implementations = self._schema.get_implementations(graphql_type)
        types = [graphql_type, *implementations.objects, *implementations.interfaces, *graphql_type.interfaces]
        return self._one(types)

    def _condition(self) -> str:
        if not self._chance(6):
            return ""
        directive = self._one(["skip", "include"])
        value = self._number(0, 1) == 0
        return f" @{directive}(if: {self._value('Boolean!', value, str(value).lower())})"

    # Fields

    def _field(self, name: str, graphql_field: GraphQLField, scope: _Scope, depth: int) -> str:
        named = get_named_type(graphql_field.type)
        arguments, cursor_arguments = self._arguments(name, graphql_field, named, depth)
        signature = f"{name}{arguments}:{graphql_field.type}"
        key = name
        if self._chance(5) or (key in scope.by_key and scope.by_key[key][0] != signature):
            self._aliases += 1
            key = f"a{self._aliases}"
        inner = scope.by_key.setdefault(key, (signature, _Scope((*scope.path, key))))[1]
        for variable in cursor_arguments:
            self._cursors[variable] = inner.path
        # A connection is a step down; so is a list that takes no arguments, such as that of a row's ancestors.
        is_list = name not in ("nodes", "edges") and isinstance(get_nullable_type(graphql_field.type), GraphQLList)
        is_step = depth == 0 or bool(arguments) or is_list
        selections = self._selections(named, inner, depth + is_step)
        if cursor_arguments:
            selections = selections[:-2] + " pageInfo { __typename startCursor endCursor } }"
            inner.by_key.setdefault("pageInfo", ("pageInfo:PageInfo!", _Scope((*inner.path, "pageInfo"))))
        alias = "" if key == name else f"{key}: "
        return f"{alias}{name}{arguments}{self._condition()}{selections}"

    def _arguments(
        self, name: str, graphql_field: GraphQLField, named: GraphQLNamedType, depth: int
    ) -> tuple[str, list[str]]:
        if not graphql_field.args:
            return "", []
        if "keys" in graphql_field.args:
            return self._group_arguments(graphql_field), []
        if "orderBy" in graphql_field.args or "first" in graphql_field.args:
            return self._page_arguments(graphql_field, depth)
        if name in self._known.unique_by_field:
            values = self._one(self._known.unique_by_field[name])
            return f"({', '.join(f'{key}: {value}' for key, value in values.items())})", []
        if name == "nodes":
            ids = [self._id(None) for _ in range(self._number(0, 6))]
            return f"(ids: [{', '.join(ids)}])", []
        return f"(id: {self._id(named if name != 'node' else None)})", []

    def _id(self, named: GraphQLNamedType | None) -> str:
        wrong = self._errors and self._chance(12)
        if wrong:
            text = self._one(["", "bogus", "S2VlcGVyOjk5OTk5", "S2VlcGVyOjAx", "VW5rbm93bjox", *self._known.ids[:3]])
        else:
            ids = self._known.ids_by_type.get(named.name, ()) if named is not None else ()
            text = self._one(ids or self._known.ids)
        return self._value("ID!", text, f'"{text}"')

    def _page_arguments(self, graphql_field: GraphQLField, depth: int) -> tuple[str, list[str]]:
        arguments: list[str] = []
        cursors: list[str] = []
        most = 4 if depth else 12
        way = self._number(0, 9)
        if self._errors and self._chance(40):
            arguments.append(
                self._one(["first: -1", "first: 101", "last: -1", "offset: -1", 'after: "bogus"', "first: 1, last: 1"])
            )
        elif way <= 4 or depth > 1:
            arguments.append(f"first: {self._integer(self._number(0, most))}")
        elif way == 5:
            arguments.append(f"last: {self._integer(self._number(0, most))}")
        elif way == 6:
            arguments += [
                f"first: {self._integer(self._number(0, most))}",
                f"offset: {self._integer(self._number(0, 3))}",
            ]
        elif way == 7:
            cursors = [self._cursor_variable()]
            arguments += [f"after: ${cursors[0]}", f"first: {self._number(1, most)}"]
        elif way == 8:
            cursors = [self._cursor_variable()]
            arguments += [f"before: ${cursors[0]}", f"last: {self._number(1, most)}"]
        if "maxDepth" in graphql_field.args and self._chance(2):
            arguments.append(f"maxDepth: {self._integer(self._number(0, 3))}")
        if "orderBy" in graphql_field.args and self._chance(2):
            arguments.append(f"orderBy: {self._order(get_named_type(graphql_field.args['orderBy'].type))}")
        if "where" in graphql_field.args and self._chance(3):
            where_type = get_named_type(graphql_field.args["where"].type)
            arguments.append(f"where: {self._value(where_type.name, *self._where(where_type, 0))}")
        if "search" in graphql_field.args and self._chance(3):
            text = self._one(SEARCHED)
            arguments.append(f"search: {self._value('String', text, json.dumps(text))}")
        return (f"({', '.join(arguments)})" if arguments else ""), cursors

    # Filters: each part as a value and as a literal

    def _where(self, input_type: Any, depth: int) -> tuple[Any, str]:
        names = [
            name
            for name, each in input_type.fields.items()
            if depth < 2 or not get_named_type(each.type).name.endswith(("Where", "RelationFilter"))
        ]
        chosen = [self._one(names)] if names and not self._chance(6) else []
        parts = {name: self._condition_on(input_type, name, depth + 1) for name in chosen}
        return _object(parts)

    def _condition_on(self, where_type: Any, name: str, depth: int) -> tuple[Any, str]:
        field_type = where_type.fields[name].type
        named: Any = get_named_type(field_type)
        if name in ("and", "or"):
            return _listed([self._where(named, depth) for _ in range(self._number(0, 2))])
        if named.name.endswith("Where"):
            return self._where(named, depth)
        if named.name == "IDFilter" and name == "id":
            ids = self._known.ids_by_type.get(where_type.name.removesuffix("Where"), ())
            texts = [self._one(ids) for _ in range(self._number(0, 3))] if ids else []
            return _object({self._one(["in", "nin"]): _listed([(text, f'"{text}"') for text in texts])})
        return self._filter(named, depth)

    def _filter(self, input_type: Any, depth: int) -> tuple[Any, str]:
        """One operator of a kind of value, one part of a composite, or one quantifier of a relation."""
        names = [name for name in input_type.fields if name != "path"]
        if input_type.name == "IDFilter":
            names = ["isNull"]
        name = self._one(names)
        field_type = get_nullable_type(input_type.fields[name].type)
        named: Any = get_named_type(field_type)
        if named.name.endswith("Where"):
            return _object({name: self._where(named, depth)})
        if isinstance(named, GraphQLInputObjectType):
            return _object({name: self._filter(named, depth)})
        if isinstance(field_type, GraphQLList):
            return _object({name: _listed([self._operand(named) for _ in range(self._number(0, 3))])})
        return _object({name: self._operand(named)})

    def _operand(self, named: Any) -> tuple[Any, str]:
        if isinstance(named, GraphQLEnumType):
            name = self._one(list(named.values))
            return name, name
        value = self._one(OPERANDS[named.name])
        return value, json.dumps(value, ensure_ascii=False)

    def _group_arguments(self, graphql_field: GraphQLField) -> str:
        key_type = get_named_type(graphql_field.args["keys"].type)
        assert isinstance(key_type, GraphQLEnumType)
        keys = [self._one(list(key_type.values)) for _ in range(self._number(1, 2))]
        arguments = [f"keys: [{', '.join(keys)}]", f"first: {self._integer(self._number(1, 5))}"]
        if self._chance(3):
            arguments.append('timeZone: "Europe/Paris"')
        if self._chance(3):
            arguments.append(f"having: {{count: {{{self._one(['gt', 'lte', 'neq'])}: {self._number(0, 3)}}}}}")
        if self._chance(2):
            order: Any = get_named_type(graphql_field.args["orderBy"].type)
            terms = [self._order_term(order, 0) for _ in range(self._number(1, 2))]
            # A group can be ordered by a key only if it is one of its own.
            written = [{"key": {keys[0]: "DESC"}} if name == "key" else {name: value} for name, value in terms]
            arguments.append(f"orderBy: [{', '.join(map(_literal, written))}]")
        return f"({', '.join(arguments)})"

    def _order(self, input_type: Any) -> str:
        if self._chance(8):
            name, value = self._order_term(input_type, 0)
            variable = f"o{len(self._definitions)}"
            self._definitions.append(f"${variable}: [{input_type.name}!]")
            self._variables[variable] = [{name: value}]
            return f"${variable}"
        terms = [self._order_term(input_type, 0) for _ in range(self._number(1, 3))]
        return f"[{', '.join(f'{{{name}: {_literal(value)}}}' for name, value in terms)}]"

    def _order_term(self, input_type: Any, depth: int) -> tuple[str, Any]:
        names = [
            name for name, each in input_type.fields.items() if depth < 2 or is_leaf_type(get_named_type(each.type))
        ]
        name = self._one(names)
        inner = get_named_type(input_type.fields[name].type)
        if isinstance(inner, GraphQLEnumType):
            return name, self._one(DIRECTIONS)
        return name, dict([self._order_term(inner, depth + 1)])

    # Values

    def _integer(self, value: int) -> str:
        return self._value("Int", value, str(value))

    def _value(self, type_name: str, value: object, literal: str) -> str:
        """A literal, or a variable that has the value: given, or by its default."""
        way = self._number(0, 5)
        if way < 4:
            return literal
        variable = f"v{len(self._definitions)}"
        if way == 4:
            self._definitions.append(f"${variable}: {type_name}")
            self._variables[variable] = value
        else:
            self._definitions.append(f"${variable}: {type_name} = {literal}")
        return f"${variable}"

    def _cursor_variable(self) -> str:
        variable = f"c{len(self._definitions)}"
        self._definitions.append(f"${variable}: String")
        return variable


def _object(parts: Mapping[str, tuple[Any, str]]) -> tuple[Any, str]:
    """An input object out of its fields."""
    values = {name: value for name, (value, _) in parts.items()}
    return values, f"{{{', '.join(f'{name}: {literal}' for name, (_, literal) in parts.items())}}}"


def _listed(parts: Sequence[tuple[Any, str]]) -> tuple[Any, str]:
    """A list out of its items."""
    return [value for value, _ in parts], f"[{', '.join(literal for _, literal in parts)}]"


def _literal(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_literal(inner)}' for key, inner in value.items())}}}"
    return str(value)


def with_cursors(operation: Operation, data: Any) -> dict[str, Any] | None:
    """The variables of `operation` with cursors out of its first answer; None if there are none to be had."""
    found: dict[str, Any] = {}
    for variable, path in operation.cursors.items():
        infos = _reach(data, (*path, "pageInfo"))
        cursors = [info[name] for info in infos for name in ("startCursor", "endCursor") if info.get(name)]
        if cursors:
            found[variable] = cursors[0]
    return {**operation.variables, **found} if found else None


def _reach(value: Any, path: Sequence[str]) -> list[Any]:
    if value is None:
        return []
    if isinstance(value, list):
        return [found for item in value for found in _reach(item, path)]
    if not path:
        return [value]
    return _reach(value.get(path[0]), path[1:])
