"""A query to the plan of its export: the same connection, page after page, to its end.

An export pages as a client would: `first` and `after` of the root field are filled in for each page, everything else is the
query's own. What a page must say beside its nodes (whether there are more, and from which cursor) is added to the selections
under response keys that no document can hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLSchema,
    NameNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
)

from gql.errors import InvalidInput
from gql.mapping.model_type import Mirror
from gql.plan.document import Document
from gql.plan.nodes import (
    ConnectionKind,
    ConnectionPart,
    EdgeKind,
    Fetch,
    Plan,
    RootConnection,
    RowsOutput,
    Unplannable,
)
from gql.plan.page import Page, PageLimits, read_page
from gql.plan.planner import plan_operation
from gql.plan.selections import inner_selections

ALL_ROWS = 2**62
"""The limit of an export without `first`."""
_OF_PAGE = frozenset({"first", "after", "last", "before", "offset"})
_PAGE, _TOTAL, _HAS_NEXT, _CURSOR = "#page", "#total", "#next", "#cursor"


@dataclass(frozen=True, slots=True, eq=False)
class ExportPlan:
    """What runs for one export, and where the response of a page has what.

    `pages` is the plan that runs for every page, `count` the one that counts the whole list. `name` is the root field,
    `list_key` the response key of its nodes or edges, `node_key` that of the node in an edge (None for nodes). `output` says
    which fields a node has.
    """

    pages: Plan
    count: Plan
    root: RootConnection
    name: str
    list_key: str
    node_key: str | None
    output: RowsOutput

    def range(self, variables: Any, limits: PageLimits) -> Page:
        """What part of the list the query asks for: `first` rows of it, or `ALL_ROWS`.

        Raises `InvalidInput` for what has no meaning in an export, and `GraphQLError` for unusable variables.
        """
        arguments = _arguments(self.root.fetch, variables)
        for name in ("last", "before"):
            if arguments.get(name) is not None:
                raise InvalidInput(f"{self.name}: an export runs forward; use first and after instead of {name}.")
        return read_page(arguments, self.name, PageLimits(ALL_ROWS, ALL_ROWS, limits.max_offset))

    def turn_to(self, variables: Any, page: Page) -> None:
        """Have the next run of `pages` read this page."""
        arguments = {
            **_arguments(self.root.fetch, variables),
            "first": page.limit,
            "after": page.after,
            "offset": page.offset,
        }
        _only_root(self.pages).fetch.read_arguments = lambda _: arguments

    def nodes(self, data: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The nodes of a page, given the data of a run of `pages`."""
        items: list[dict[str, Any]] = data[self.root.key][self.list_key]
        return items if self.node_key is None else [item[self.node_key] for item in items]

    def next_cursor(self, data: Mapping[str, Any]) -> str | None:
        """The cursor from which to go on, None at the end of the list."""
        page = data[self.root.key][_PAGE]
        cursor: str | None = page[_CURSOR] if page[_HAS_NEXT] else None
        return cursor

    def total(self, data: Mapping[str, Any]) -> int:
        """The number of rows in the whole list, given the data of a run of `count`."""
        total: int = data[self.root.key][_TOTAL]
        return total


def plan_export(
    document: Document,
    operation: OperationDefinitionNode,
    conditions: Mapping[str, bool],
    schema: GraphQLSchema,
    mirror: Mirror,
) -> ExportPlan:
    """The plan of an export of a valid operation. Each export has its own, as running one changes it.

    Raises `InvalidInput` for a query that is not one connection with its nodes.
    """
    if operation.operation is not OperationType.QUERY:
        raise InvalidInput(f"Only a query can be exported, not a {operation.operation.value}.")

    def plan(selections: tuple[SelectionNode, ...]) -> Plan:
        changed = OperationDefinitionNode(
            operation=operation.operation,
            name=operation.name,
            variable_definitions=operation.variable_definitions,
            directives=operation.directives,
            selection_set=SelectionSetNode(selections=selections),
        )
        planned = plan_operation(document, changed, conditions, schema, mirror, mirror.root_fields)
        if isinstance(planned, Unplannable):
            raise InvalidInput(f"The query cannot be exported: {planned.reason}.")
        return planned

    root = _only_root(plan(operation.selection_set.selections))
    name = root.position.nodes[0].name.value
    list_key, node_key, output = _nodes_of(name, root)

    arguments = root.position.nodes[0].arguments or ()
    of_list = tuple(argument for argument in arguments if argument.name.value not in _OF_PAGE)
    own = [each for part in inner_selections(root.position.nodes) for each in part.selections]
    page_info = _field("pageInfo", _PAGE, _field("hasNextPage", _HAS_NEXT), _field("endCursor", _CURSOR))
    pages = plan((_field(name, root.key, *own, page_info, arguments=arguments),))
    count = plan((_field(name, root.key, _field("totalCount", _TOTAL), arguments=of_list),))
    return ExportPlan(pages, count, root, name, list_key, node_key, output)


def _only_root(plan: Plan) -> RootConnection:
    roots = [root for root in plan.roots if isinstance(root, RootConnection)]
    if len(plan.roots) != 1 or len(roots) != 1:
        raise InvalidInput("An export takes a query with one root field, which is a connection.")
    return roots[0]


def _nodes_of(name: str, root: RootConnection) -> tuple[str, str | None, RowsOutput]:
    """The response keys that lead to the nodes, and what a node shows."""
    shown = [part for part in root.connection.parts if part.kind is not ConnectionKind.TYPENAME]
    if len(shown) == 1:
        (part,) = shown
        if part.nodes is not None:
            return part.key, None, part.nodes
        if found := _node_of_edge(part):
            return part.key, *found
    raise InvalidInput(
        f"{name}: select `nodes {{ … }}` or `edges {{ node {{ … }} }}` and nothing beside it; that is exported."
    )


def _node_of_edge(part: ConnectionPart) -> tuple[str, RowsOutput] | None:
    shown = [field for field in part.edges if field.kind is not EdgeKind.TYPENAME]
    if len(shown) == 1 and shown[0].node is not None:
        return shown[0].key, shown[0].node
    return None


def _arguments(fetch: Fetch, variables: Any) -> Mapping[str, Any]:
    return fetch.read_arguments(variables) if fetch.read_arguments is not None else {}


def _field(name: str, key: str, *selections: SelectionNode, arguments: tuple[ArgumentNode, ...] = ()) -> FieldNode:
    return FieldNode(
        name=NameNode(value=name),
        alias=NameNode(value=key),
        arguments=arguments,
        directives=(),
        selection_set=SelectionSetNode(selections=selections) if selections else None,
    )
