"""One operation for every argument of every list and look-up of a schema: each order, filter, aggregate and group key by itself.

Where chance may take long to find the one argument that says too much, this walks through them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)

from tests.engine.operations import Known

RELATIONS_DEEP = 2


def every_operation(schema: GraphQLSchema, known: Known) -> Iterator[str]:
    """The operations, each over one root field."""
    query = schema.query_type
    assert query is not None
    for name, field in query.fields.items():
        if name in ("node", "nodes"):
            continue
        if "first" not in field.args:
            yield from _look_ups(name, field, known)
            continue
        for selection in _lists(field):
            yield f"{{ {name}{selection} }}"
        node = get_named_type(_object(field.type).fields["nodes"].type)
        for relation, below in getattr(node, "fields", {}).items():
            if "first" in below.args:
                for selection in _lists(below):
                    yield f"{{ {name}(first: 100) {{ nodes {{ {relation}{selection} }} }} }}"
            elif isinstance(get_named_type(below.type), GraphQLObjectType):
                yield f"{{ {name}(first: 100) {{ nodes {{ {relation} {{ {_leaves(below)} }} }} }} }}"
    for global_id in known.ids:
        yield f'{{ node(id: "{global_id}") {{ __typename id }} }}'


def _look_ups(name: str, field: GraphQLField, known: Known) -> Iterator[str]:
    selection = f"{{ {_leaves(field)} }}"
    for values in known.unique_by_field.get(name, ()):
        yield f"{{ {name}({', '.join(f'{key}: {value}' for key, value in values.items())}) {selection} }}"
    if "id" in field.args:
        for global_id in known.ids_by_type.get(get_named_type(field.type).name, ()):
            yield f'{{ {name}(id: "{global_id}") {selection} }}'


def _lists(field: GraphQLField) -> Iterator[str]:
    """The arguments of a connection, each with what shows its effect."""
    connection = _object(field.type)
    node = f"nodes {{ {_leaves(connection.fields['nodes'])} }}"
    page = f"{{ {node} totalCount pageInfo {{ startCursor endCursor hasNextPage }} }}"
    yield f"(first: 2) {page}"
    yield f"(last: 1) {page}"
    yield f"(first: 1, offset: 1) {page}"
    for order in _orders(get_named_type(field.args["orderBy"].type), 0) if "orderBy" in field.args else ():
        yield f"(first: 100, orderBy: [{order}]) {page}"
    for where in _filters(get_named_type(field.args["where"].type), 0) if "where" in field.args else ():
        yield f"(first: 100, where: {where}) {page}"
    if "aggregate" in connection.fields:
        yield f" {{ aggregate {_aggregates(_object(connection.fields['aggregate'].type))} }}"
    if "groupBy" in connection.fields:
        keys = get_named_type(connection.fields["groupBy"].args["keys"].type)
        for key in keys.values if isinstance(keys, GraphQLEnumType) else ():
            yield f" {{ groupBy(keys: [{key}], first: 100) {{ aggregate {{ count }} keys {{ __typename }} }} }}"


def _orders(input_type: GraphQLNamedType, depth: int) -> Iterator[str]:
    for name, field in _inputs(input_type).items():
        inner = get_named_type(field.type)
        if is_leaf_type(inner):
            yield f"{{{name}: ASC}}"
            yield f"{{{name}: DESC_NULLS_LAST}}"
        elif depth < RELATIONS_DEEP:
            deeper = depth + (0 if inner.name.endswith("AggregateOrderBy") else 1)
            yield from (f"{{{name}: {order}}}" for order in _orders(inner, deeper))


def _filters(input_type: GraphQLNamedType, depth: int) -> Iterator[str]:
    for name, field in _inputs(input_type).items():
        inner = get_named_type(field.type)
        if name in ("and", "or", "not"):
            continue
        if inner.name.endswith("Where"):
            yield f"{{{name}: {{}}}}"
            yield f"{{not: {{{name}: {{}}}}}}"
            if depth < 1:
                yield from (f"{{{name}: {where}}}" for where in _filters(inner, depth + 1))
        elif inner.name.endswith("RelationFilter"):
            for claim in ("some: {}", "none: {}", "isEmpty: true", "aggregate: {count: {gte: 2}}"):
                yield f"{{{name}: {{{claim}}}}}"
            if depth < 1:
                target = get_named_type(_inputs(inner)["some"].type)
                for where in _filters(target, depth + 1):
                    yield f"{{{name}: {{some: {where}}}}}"
                    yield f"{{{name}: {{every: {where}}}}}"
        elif "isNull" in _inputs(inner):
            yield f"{{{name}: {{isNull: false}}}}"


def _aggregates(object_type: GraphQLObjectType) -> str:
    parts = []
    for name, field in object_type.fields.items():
        inner = get_named_type(field.type)
        parts.append(f"{name} {_aggregates(inner)}" if isinstance(inner, GraphQLObjectType) else name)
    return f"{{ {' '.join(parts)} }}"


def _leaves(field: GraphQLField) -> str:
    """Every field of an object that needs no selection."""
    fields = getattr(get_named_type(field.type), "fields", {})
    return " ".join(["__typename", *(name for name, each in fields.items() if is_leaf_type(get_named_type(each.type)))])


def _inputs(input_type: Any) -> dict[str, Any]:
    return input_type.fields if isinstance(input_type, GraphQLInputObjectType) else {}


def _object(graphql_type: Any) -> GraphQLObjectType:
    named = get_named_type(graphql_type)
    assert isinstance(named, GraphQLObjectType)
    return named
