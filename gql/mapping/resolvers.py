"""What the generated fields do when Strawberry's executor runs them: read a `Record`, or ask `context.loaders`.

Resolvers have graphql-core's signature. `source` and `info` are positional only, because an argument may have any name.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema, GraphQLUnionType

from gql.context import ConnectionRecord, Context, EdgeRecord, Loaders, PageRecord, Record
from gql.errors import GatewayError
from gql.mapping.aggregates import Aggregate, AggregateFunction, attributes_of
from gql.mapping.groups import group_keys
from gql.mapping.highlights import highlights
from gql.mapping.ids import id_encoder
from gql.mapping.model_type import (
    Attribute,
    Mirror,
    ModelType,
    Relation,
    RootField,
    RootFieldKind,
    TreeField,
    TreeFieldKind,
)
from gql.mapping.names import AGGREGATE_TYPE_SUFFIXES, composites, connection_name
from gql.mapping.search_types import HIGHLIGHTS

Resolver = Callable[..., Any]


def attach_resolvers(schema: GraphQLSchema, mirror: Mirror) -> None:
    """Gives every generated field of `schema` its resolver; fields that users wrote keep theirs."""
    for model_type in mirror.types:
        if not model_type.is_abstract:
            _attach(schema, model_type.object_name, _object_resolvers(model_type, mirror))
        _attach_connection(schema, f"{model_type.name}Connection", f"{model_type.name}Edge", model_type, (), mirror)
        _attach_aggregates(schema, model_type, mirror)
        for relation in (*model_type.relations.values(), *model_type.walks):
            if relation.edge_attributes:
                _attach_connection(
                    schema, *connection_name(relation), relation.target, relation.edge_attributes, mirror
                )
    for uses in composites(mirror.types).values():
        parts = zip(uses[0].parts, uses[0].part_names, strict=True)
        _attach(schema, uses[0].scalar.name, {part.graphql_name: _part(part, name) for part, name in parts})
    _attach(
        schema,
        "PageInfo",
        {
            "hasNextPage": _plain("has_next_page"),
            "hasPreviousPage": _plain("has_previous_page"),
            "startCursor": _plain("start_cursor"),
            "endCursor": _plain("end_cursor"),
        },
    )
    _attach(
        schema, "SearchConnection", {"edges": _edges, "nodes": _nodes, "pageInfo": _page, "totalCount": _total_count}
    )
    _attach(
        schema,
        "SearchEdge",
        {"cursor": _plain("cursor"), "node": _plain("node"), "rank": _plain("rank"), HIGHLIGHTS: _highlights(mirror)},
    )
    found = schema.type_map.get("SearchResult")
    if isinstance(found, GraphQLUnionType):
        found.resolve_type = lambda record, info, union: record.type_name
    _attach(schema, "Query", {name: _root(root_field) for name, root_field in mirror.root_fields.items()})


def _attach(schema: GraphQLSchema, type_name: str, resolvers: Mapping[str, Resolver]) -> None:
    graphql_type = schema.type_map.get(type_name)
    if not isinstance(graphql_type, GraphQLObjectType):  # a type that no field leads to
        return
    for name, resolver in resolvers.items():
        if name in graphql_type.fields:
            graphql_type.fields[name].resolve = resolver


def _attach_connection(
    schema: GraphQLSchema,
    connection: str,
    edge: str,
    target: ModelType,
    edge_attributes: Sequence[Attribute],
    mirror: Mirror,
) -> None:
    _attach(
        schema,
        connection,
        {
            "edges": _edges,
            "nodes": _nodes,
            "pageInfo": _page,
            "totalCount": _total_count,
            "aggregate": _aggregate,
            "groupBy": _group_by,
        },
    )
    resolvers: dict[str, Resolver] = {"cursor": _plain("cursor"), "node": _plain("node")}
    if target.search is not None:
        resolvers[HIGHLIGHTS] = _highlights(mirror)
    for attribute in edge_attributes:
        resolvers[attribute.graphql_name] = _value(attribute, mirror)
    _attach(schema, edge, resolvers)


def _highlights(mirror: Mirror) -> Resolver:
    def resolve(edge: EdgeRecord, info: GraphQLResolveInfo[Any], /) -> list[dict[str, str]] | None:
        search = mirror.by_name[edge.node.type_name].search
        if edge.words is None or search is None:
            return None
        return highlights(edge.words, [(each.graphql_name, edge.node.values[each.name]) for each in search.attributes])

    return resolve


def _object_resolvers(model_type: ModelType, mirror: Mirror) -> dict[str, Resolver]:
    resolvers: dict[str, Resolver] = {}
    if model_type.key:
        resolvers["id"] = _global_id(model_type)
    for name, attribute in model_type.attributes.items():
        resolvers[name] = _value(attribute, mirror)
    for name, relation in model_type.relations.items():
        resolvers[name] = _related(relation)
    for name, field in model_type.tree_fields.items():
        resolvers[name] = _tree(field)
    return resolvers


# values


def _plain(name: str) -> Resolver:
    get = attrgetter(name)
    return lambda source, info, /: get(source)


def _global_id(model_type: ModelType) -> Resolver:
    encode = id_encoder(model_type)
    names = [attribute.name for attribute in model_type.key]
    if len(names) == 1:
        (single,) = names
        return lambda record, info, /: encode(record.values[single])
    return lambda record, info, /: encode(tuple([record.values[name] for name in names]))


def _value(attribute: Attribute, mirror: Mirror) -> Resolver:
    return _named_value(attribute, attribute.name, mirror)


def _named_value(attribute: Attribute, name: str, mirror: Mirror) -> Resolver:
    """The value of an attribute in a record that holds it by `name`."""
    convert = _converter(attribute, mirror)
    if convert is None:
        return lambda record, info, /: record.values[name]

    def resolve(record: Record | EdgeRecord, info: GraphQLResolveInfo[Any], /) -> object:
        value = record.values[name]
        return None if value is None else convert(value)

    return resolve


def _part(attribute: Attribute, part_name: str) -> Resolver:
    get = attrgetter(part_name)
    convert = _own_converter(attribute)
    if convert is None:
        return lambda composite, info, /: get(composite)

    def resolve(composite: object, info: GraphQLResolveInfo[Any], /) -> object:
        value = get(composite)
        return None if value is None else convert(value)

    return resolve


def _converter(attribute: Attribute, mirror: Mirror) -> Callable[[Any], Any] | None:
    if attribute.references is not None:
        return id_encoder(mirror.by_name[attribute.references])
    return _own_converter(attribute)


def _own_converter(attribute: Attribute) -> Callable[[Any], Any] | None:
    # GraphQL's own String and Boolean refuse the objects that some columns yield (an IPv4Address); the scalar knows their text.
    item = attribute.scalar.to_json if attribute.scalar.name in ("String", "Boolean") else None
    to_list = attribute.to_list
    if not attribute.is_list:
        return item
    if item is None:
        return to_list
    return lambda values: [None if value is None else item(value) for value in (to_list(values) if to_list else values)]


# relations and roots


def _loaders(info: GraphQLResolveInfo[Any]) -> Loaders:
    context = info.context
    if not isinstance(context, Context) or context.loaders is None:
        raise GatewayError(
            "This schema reads through the gateway's loaders; "
            "pass a gql.context.Context that has them as context_value when you execute it."
        )
    return context.loaders


def _related(relation: Relation) -> Resolver:
    if not relation.to_many:
        return lambda record, info, /: _loaders(info).load_related(relation, record)
    if relation.as_list:
        return lambda record, info, /: _loaders(info).load_related_list(relation, record)
    return lambda record, info, /, **arguments: _loaders(info).related_connection(relation, record, arguments)


def _tree(field: TreeField) -> Resolver:
    ancestors = field.relation
    if field.kind is TreeFieldKind.DEPTH:

        async def resolve_depth(record: Record, info: GraphQLResolveInfo[Any], /) -> int:
            return len(await _loaders(info).load_related_list(ancestors, record))

        return resolve_depth
    if field.kind is TreeFieldKind.PATH:
        read_id = _global_id(ancestors.target)

        async def resolve_path(record: Record, info: GraphQLResolveInfo[Any], /) -> list[str]:
            above = await _loaders(info).load_related_list(ancestors, record)
            return [read_id(each, info) for each in (*above, record)]

        return resolve_path
    return _related(ancestors)


async def _edges(connection: ConnectionRecord, info: GraphQLResolveInfo[Any], /) -> Sequence[EdgeRecord]:
    return (await connection.load_page()).edges


async def _nodes(connection: ConnectionRecord, info: GraphQLResolveInfo[Any], /) -> list[Record]:
    return [edge.node for edge in (await connection.load_page()).edges]


def _page(connection: ConnectionRecord, info: GraphQLResolveInfo[Any], /) -> Awaitable[PageRecord]:
    return connection.load_page()


def _total_count(connection: ConnectionRecord, info: GraphQLResolveInfo[Any], /) -> Awaitable[int]:
    return connection.load_total_count()


def _aggregate(connection: ConnectionRecord, info: GraphQLResolveInfo[Any], /) -> Awaitable[Record]:
    return connection.load_aggregate()


def _group_by(
    connection: ConnectionRecord, info: GraphQLResolveInfo[Any], /, **arguments: Any
) -> Awaitable[Sequence[Record]]:
    return connection.load_groups(arguments)


def _attach_aggregates(schema: GraphQLSchema, model_type: ModelType, mirror: Mirror) -> None:
    """The resolvers of what lists of `model_type` come to: all read records by the name of the field."""
    name = model_type.name
    functions = {function.value: _item(function.value) for function in AggregateFunction}
    _attach(schema, f"{name}Aggregate", functions)
    for function, suffix in AGGREGATE_TYPE_SUFFIXES.items():
        results = [Aggregate(function, attribute).result() for attribute in attributes_of(function, model_type)]
        _attach(
            schema,
            name + suffix,
            {each.graphql_name: _named_value(each, each.graphql_name, mirror) for each in results},
        )
    _attach(schema, f"{name}Group", {"keys": _item("keys"), "aggregate": _item("aggregate")})
    keys = {key: _named_value(each.result(), key, mirror) for key, each in group_keys(model_type).items()}
    _attach(schema, f"{name}GroupKeys", keys)


def _item(name: str) -> Resolver:
    return lambda record, info, /: record.values[name]


def _root(root_field: RootField) -> Resolver:
    model_type, unique_key = root_field.model_type, root_field.unique_key
    match root_field.kind:
        case RootFieldKind.NODE:
            return lambda source, info, /, **arguments: _loaders(info).load_node(arguments["id"])
        case RootFieldKind.NODES:
            return lambda source, info, /, **arguments: _loaders(info).load_nodes(arguments["ids"])
        case RootFieldKind.BY_ID:
            return lambda source, info, /, **arguments: _loaders(info).load_by_id(model_type, arguments["id"])
        case RootFieldKind.BY_UNIQUE:
            return lambda source, info, /, **arguments: _loaders(info).load_by_unique(model_type, unique_key, arguments)
        case RootFieldKind.SEARCH:
            return lambda source, info, /, **arguments: _loaders(info).search(arguments)
        case RootFieldKind.CONNECTION:
            return lambda source, info, /, **arguments: _loaders(info).connection(model_type, arguments)
