"""The selected fields of a connection: edges, nodes, page info and count, each marking what its Fetch must bring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphql import FieldNode, GraphQLObjectType, SelectionSetNode, get_named_type

from gql.mapping.model_type import Attribute, Relation
from gql.plan.aggregates import plan_aggregate, plan_groups
from gql.plan.arguments import argument_key, argument_reader
from gql.plan.nodes import ConnectionKind, ConnectionPart, EdgeField, EdgeKind, Fetch, FetchKind, Position
from gql.plan.selections import field_type, inner_selections

if TYPE_CHECKING:
    from gql.plan.planner import Planner


def plan_connection_parts(
    planner: Planner,
    fetch: Fetch,
    beside: Callable[..., Fetch],
    connection_type: GraphQLObjectType,
    selections: Sequence[SelectionSetNode],
) -> tuple[ConnectionPart, ...]:
    """The parts of a connection over `fetch`, in the order of the response.

    `beside(kind, *arguments)` gives the Fetch of what the list comes to.
    """
    parts: list[ConnectionPart] = []
    for key, nodes in planner.collect(selections, (connection_type.name,)).items():
        name = nodes[0].name.value
        kind = ConnectionKind(name)
        position = Position(nodes, f"{connection_type.name}.{name}")
        inner = inner_selections(nodes)
        if kind is ConnectionKind.TYPENAME:
            parts.append(ConnectionPart(key, kind, position, name=connection_type.name))
        elif kind is ConnectionKind.TOTAL_COUNT:
            parts.append(ConnectionPart(key, kind, position))
        elif kind is ConnectionKind.AGGREGATE:
            aggregates = beside(FetchKind.AGGREGATE)
            rows = plan_aggregate(planner, aggregates, field_type(connection_type, name), inner)
            parts.append(ConnectionPart(key, kind, position, rows=rows, fetch=aggregates))
        elif kind is ConnectionKind.GROUP_BY:
            groups = beside(FetchKind.GROUPS, argument_key(nodes[0]))
            if groups.read_groups is None:
                groups.read_groups = argument_reader(connection_type.fields[name], nodes[0])
            rows = plan_groups(planner, groups, field_type(connection_type, name), inner)
            parts.append(ConnectionPart(key, kind, position, rows=rows, fetch=groups))
        elif kind is ConnectionKind.NODES:
            fetch.needs_rows = True
            parts.append(ConnectionPart(key, kind, position, nodes=planner.plan_rows(fetch, fetch.model_type, inner)))
        elif kind is ConnectionKind.PAGE_INFO:
            parts.append(ConnectionPart(key, kind, position, page_info=_plan_page_info(planner, fetch, inner)))
        else:
            edge_type = get_named_type(connection_type.fields["edges"].type)
            fetch.needs_rows = True
            edges = tuple(
                _plan_edge_field(planner, fetch, edge_type.name, edge_key, edge_nodes)
                for edge_key, edge_nodes in planner.collect(inner, (edge_type.name,)).items()
            )
            parts.append(ConnectionPart(key, kind, position, edges=edges))
    return tuple(parts)


def _plan_page_info(
    planner: Planner, fetch: Fetch, selections: Sequence[SelectionSetNode]
) -> tuple[tuple[str, str], ...]:
    fields = tuple((key, nodes[0].name.value) for key, nodes in planner.collect(selections, ("PageInfo",)).items())
    names = {name for _, name in fields}
    fetch.needs_next |= "hasNextPage" in names
    fetch.needs_previous |= "hasPreviousPage" in names
    fetch.needs_cursors |= not names.isdisjoint(("startCursor", "endCursor"))
    fetch.needs_rows |= bool(names - {"__typename"})
    return fields


def _plan_edge_field(
    planner: Planner, fetch: Fetch, type_name: str, key: str, nodes: tuple[FieldNode, ...]
) -> EdgeField:
    name = nodes[0].name.value
    position = Position(nodes, f"{type_name}.{name}")
    if name == "__typename":
        return EdgeField(key, EdgeKind.TYPENAME, position, name=type_name)
    if name == "cursor":
        fetch.needs_cursors = True
        return EdgeField(key, EdgeKind.CURSOR, position)
    if name == "node":
        return EdgeField(
            key, EdgeKind.NODE, position, node=planner.plan_rows(fetch, fetch.model_type, inner_selections(nodes))
        )
    search = fetch.model_type.search
    if name == EdgeKind.HIGHLIGHTS.value and search is not None:
        texts = tuple((each.graphql_name, fetch.slot(fetch.model_type, each.name)) for each in search.attributes)
        inner = planner.collect(inner_selections(nodes), ("SearchHighlight",))
        shown = tuple((inner_key, each[0].name.value) for inner_key, each in inner.items())
        return EdgeField(key, EdgeKind.HIGHLIGHTS, position, texts=texts, shown=shown)
    attribute = _edge_attribute(fetch.relation, name)
    field = planner.plan_attribute(fetch, fetch.model_type, key, position, attribute, on_edge=True)
    return EdgeField(key, EdgeKind.ATTRIBUTE, position, field=field)


def _edge_attribute(relation: Relation | None, name: str) -> Attribute:
    for attribute in relation.edge_attributes if relation is not None else ():
        if attribute.graphql_name == name:
            return attribute
    raise LookupError(f"No edge attribute {name!r}.")  # validation admits only fields of the edge type
