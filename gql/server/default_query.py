"""The query that the explorer opens with: short, worth looking at, and valid for whatever schema is served.

It is chosen from the finished GraphQL schema alone: a connection that can be read without arguments, a few of its
nodes' telling fields, and one relation. Names decide what is telling; where none is known, the schema's own order does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLOutputType,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_required_argument,
)

from gql.server.protocol import PrintableSchema

_Composite = GraphQLObjectType | GraphQLInterfaceType
_Lines = list[str]

_FIRST_CHOICE: Final = ("posts", "author")  # the reference domain's face: what is published, and by whom
_GREETING: Final = ("# Ctrl-Enter runs this query.", "# Ctrl-Space completes names.", "# F1 lists all commands.", "")
_PAGE_SIZE: Final = 10
_INNER_PAGE_SIZE: Final = 3
_NODE_FIELDS: Final = 4
_RELATED_FIELDS: Final = 2
_TELLING: Final = ("title", "name", "fullName", "displayName", "username", "label", "subject", "number", "code")
_WELCOME: Final = ("publishedAt", "placedAt", "status", "price", "total", "wordCount", "slug")
_DULL_TYPES: Final = frozenset({"JSON", "Base64", "ID"})
_DULL: Final = frozenset(
    {"rowId", "version", "createdAt", "updatedAt", "deletedAt", "body", "content", "description", "text", "html"}
)


def default_query(schema: PrintableSchema) -> str:
    """A query of this schema that runs as it stands: no variables, no required arguments, at most a page of rows.

    The schema is read from its printed form, the only one that is public; that takes some 100 ms for a large one.
    """
    query = build_schema(schema.as_str(), assume_valid=True).query_type
    if query is None:
        return "{ __typename }"
    name, lines = _root_selection(query)
    title = name[:1].upper() + name[1:] or "Service"
    return "\n".join([*_GREETING, f"query {title} {{", *_indented(lines), "}", ""])


def _root_selection(query: GraphQLObjectType) -> tuple[str, _Lines]:
    """The chosen root field's name and its selection."""
    connections = {name: node for name, field in _readable(query) if (node := _node_type(field.type)) is not None}
    for name in sorted(connections, key=lambda name: _attraction(name, connections[name]), reverse=True):
        if lines := _node_lines(connections[name]):
            return name, _connection_lines(name, query.fields[name], lines, size=_PAGE_SIZE)
    for name, field in _readable(query):
        target = get_named_type(field.type)
        if is_leaf_type(target):
            return name, [name]
        if isinstance(target, _Composite) and (fields := _telling_fields(target, _NODE_FIELDS)):
            return name, _braced(name, fields)
    return "", ["__typename"]


def _attraction(name: str, node: _Composite) -> tuple[bool, bool, bool]:
    """What sorts connections: the reference domain's, then those with a named node and a relation, then the first."""
    favourite, relation = _FIRST_CHOICE
    named = any(field in node.fields for field in _TELLING)
    return name == favourite and relation in node.fields, named and _relation_lines(node) != [], named


def _node_lines(node: _Composite) -> _Lines:
    fields = _telling_fields(node, _NODE_FIELDS)
    return [*fields, *_relation_lines(node)] if fields else []


def _relation_lines(node: _Composite) -> _Lines:
    """One relation of the node with its telling fields: to one if there is any, else a short page of many."""
    fields = [(name, field) for name, field in _readable(node) if get_named_type(field.type) is not node]
    fields.sort(key=lambda item: item[0] != _FIRST_CHOICE[1])
    to_one = ((name, get_nullable_type(field.type)) for name, field in fields if _node_type(field.type) is None)
    for name, target in to_one:
        if isinstance(target, _Composite) and _looks_like_a_row(target):
            return _braced(name, _telling_fields(target, _RELATED_FIELDS))
    for name, field in fields:
        many = _node_type(field.type)
        if many is not None and many is not node and (lines := _telling_fields(many, _RELATED_FIELDS)):
            return _connection_lines(name, field, lines, size=_INNER_PAGE_SIZE, with_page_info=False)
    return []


def _connection_lines(
    name: str, field: GraphQLField, node_lines: _Lines, *, size: int, with_page_info: bool = True
) -> _Lines:
    connection = get_named_type(field.type)
    assert isinstance(connection, _Composite)
    lines = _braced("nodes", node_lines) if "nodes" in connection.fields else _edges(node_lines)
    page_info = get_named_type(connection.fields["pageInfo"].type)
    if with_page_info and isinstance(page_info, _Composite):
        shown = [name for name in ("hasNextPage", "endCursor") if name in page_info.fields]
        lines += _braced("pageInfo", shown) if shown else []
    return _braced(f"{name}(first: {size})" if "first" in field.args else name, lines)


def _edges(node_lines: _Lines) -> _Lines:
    return _braced("edges", _braced("node", node_lines))


def _node_type(type_: GraphQLOutputType) -> _Composite | None:
    """The type of a Relay connection's nodes; None if the type is no connection."""
    connection = get_nullable_type(type_)
    if not isinstance(connection, GraphQLObjectType) or "pageInfo" not in connection.fields:
        return None
    nodes = connection.fields.get("nodes")
    if nodes is not None:
        node = get_named_type(nodes.type)
        return node if isinstance(node, _Composite) else None
    edges = connection.fields.get("edges")
    edge = get_named_type(edges.type) if edges is not None else None
    if not isinstance(edge, GraphQLObjectType) or "node" not in edge.fields:
        return None
    node = get_named_type(edge.fields["node"].type)
    return node if isinstance(node, _Composite) else None


def _looks_like_a_row(target: _Composite) -> bool:
    """Whether the object is something with an identity, not an aggregate or a part of its parent."""
    return "id" in target.fields and len(_telling_fields(target, 2)) > 0


def _telling_fields(node: _Composite, count: int) -> list[str]:
    """At most `count` leaf fields, the most telling first; `id` if there is nothing better."""
    leaves = [name for name, field in _readable(node) if _is_plain_leaf(field)]
    known = [name for names in (_TELLING, _WELCOME) for name in names if name in leaves]
    others = [name for name in leaves if name not in known and not _is_dull(name, node.fields[name])]
    return [*known, *others][:count] or [name for name in leaves if name == "id"]


def _is_plain_leaf(field: GraphQLField) -> bool:
    type_ = get_nullable_type(field.type)
    return not isinstance(type_, GraphQLList) and is_leaf_type(type_)


def _is_dull(name: str, field: GraphQLField) -> bool:
    return name in _DULL or str(get_named_type(field.type)) in _DULL_TYPES


def _readable(parent: _Composite) -> Iterator[tuple[str, GraphQLField]]:
    """The fields that need no argument and are not deprecated, in the schema's order."""
    for name, field in parent.fields.items():
        needs = any(is_required_argument(argument) for argument in field.args.values())
        if not needs and field.deprecation_reason is None:
            yield name, field


def _braced(head: str, lines: _Lines) -> _Lines:
    return [f"{head} {{", *_indented(lines), "}"]


def _indented(lines: _Lines) -> _Lines:
    return [f"  {line}" for line in lines]
