"""The order of a schema: types, fields, arguments and enum values by name, as `graphql.lexicographic_sort_schema` has it.

That function copies the schema to sort it, which takes an eighth of the start of a large one and turns Strawberry's enum types
into plain ones. Here the schema, which nobody else has seen yet, is sorted where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    is_introspection_type,
    is_specified_directive,
)
from graphql.pyutils import natural_comparison_key

Named = TypeVar("Named")


def sort_schema(schema: GraphQLSchema) -> None:
    """Sorts everything in `schema` that has a name. What graphql-core shares between schemas stays as it is."""
    _sort(schema.type_map)
    schema.directives = tuple(_by_name(schema.directives))
    for directive in schema.directives:
        if not is_specified_directive(directive):
            directive.locations = tuple(_by_name(directive.locations))
            _sort(directive.args)
    for graphql_type in schema.type_map.values():
        if is_introspection_type(graphql_type):
            continue
        match graphql_type:
            case GraphQLObjectType() | GraphQLInterfaceType():
                _sort(graphql_type.fields)
                for field in graphql_type.fields.values():
                    _sort(field.args)
                graphql_type.interfaces = tuple(_by_name(graphql_type.interfaces))
            case GraphQLInputObjectType():
                _sort(graphql_type.fields)
            case GraphQLEnumType():
                _sort(graphql_type.values)
            case GraphQLUnionType():
                graphql_type.types = tuple(_by_name(graphql_type.types))
        if isinstance(graphql_type, GraphQLInterfaceType):
            implementations = schema.get_implementations(graphql_type)
            implementations.objects.sort(key=_name_key)
            implementations.interfaces.sort(key=_name_key)


def _sort(named: dict[str, Any]) -> None:
    if len(named) < 2:
        return
    ordered = sorted(named, key=_key)
    values = [named[name] for name in ordered]
    named.clear()
    named.update(zip(ordered, values, strict=True))


def _name_key(named: Any) -> Any:
    return _key(named.name)


_key = lru_cache(maxsize=4096)(natural_comparison_key)  # most names are those of many fields


def _by_name(named: Iterable[Named]) -> list[Named]:
    return sorted(named, key=_name_key)
