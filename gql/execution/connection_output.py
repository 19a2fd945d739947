"""Pages to connection objects: one compiled function for the edges of all parents, one for each parent's connection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from gql.execution.batches import EMPTY_PAGE, Batch, Batches, PageSlice, Row, empty_aggregate
from gql.execution.row_source import RowSource, loaded_batch
from gql.mapping.highlights import highlights
from gql.plan.nodes import ConnectionKind, ConnectionOutput, ConnectionPart, EdgeField, EdgeKind, RowsOutput

WriteRows = Callable[[RowsOutput, Sequence[Row], Batches], list[dict[str, Any]]]

_PAGE_INFO = {
    "__typename": "'PageInfo'",
    "hasNextPage": "p[2]",
    "hasPreviousPage": "p[3]",
    "startCursor": "(cursor(rows[p[0]]) if p[1] > p[0] else None)",
    "endCursor": "(cursor(rows[p[1] - 1]) if p[1] > p[0] else None)",
}


def connection_writer(
    output: ConnectionOutput, batches: Batches, write_rows: WriteRows
) -> Callable[[Any], dict[str, Any]]:
    """From a key to its finished connection object. Raises `NeedsCompletion`."""
    compiled: _Connection | None = output.compiled
    if compiled is None:
        compiled = output.compiled = _Connection(output.parts, trusts_columns=batches.trusts_columns)
    batch = loaded_batch(batches, output.fetch)
    counts = loaded_batch(batches, output.count).counts if output.count is not None else {}
    lists = [write(batch, batches, write_rows) for write in compiled.lists]
    writer: Callable[[Any], dict[str, Any]] = compiled.bind(
        batch.pages.get, EMPTY_PAGE, batch.rows, cursor_writer(batch), counts.get, lists
    )
    return writer


def cursor_writer(batch: Batch) -> Callable[[Row], str]:
    """From a row of a page to its cursor."""
    if batch.cursors is None:
        return _no_cursor
    encode, at = batch.cursors.encode, batch.keyset_at
    if len(at) == 1:
        (index,) = at
        return lambda row: encode((row[index],))
    return lambda row: encode([row[index] for index in at])


def highlights_writer(field: EdgeField, batch: Batch) -> Callable[[Row], list[dict[str, str]] | None]:
    """From a row of a page to where the search found its words, null without a search."""
    words = batch.words
    if words is None:
        return lambda row: None

    def write(row: Row) -> list[dict[str, str]]:
        found = highlights(words, [(name, row[slot]) for name, slot in field.texts])
        return [{key: each.get(name, "SearchHighlight") for key, name in field.shown} for each in found]

    return write


def _no_cursor(row: Row) -> str:
    raise LookupError("The Fetch was not planned to give cursors.")


def page_info_writer(
    part: ConnectionPart,
) -> Callable[[PageSlice, Sequence[Row], Callable[[Row], str]], dict[str, Any]]:
    """From a page, the rows of its batch and their cursor writer to the PageInfo that `part` selects."""
    text = f"def write(p, rows, cursor):\n    return {_page_info_expression(part)}\n"
    write: Callable[..., dict[str, Any]] = RowSource(trusts_columns=False).compile("write", text)
    return write


def _page_info_expression(part: ConnectionPart) -> str:
    return f"{{{', '.join(f'{key!r}: {_PAGE_INFO[name]}' for key, name in part.page_info)}}}"


class _Connection:
    """The selected parts of a connection, compiled.

    `lists` make what is cut into pages (nodes, edges) for all parents at once; `bind` takes them and what a batch has, and
    gives the function from a key to its connection.
    """

    def __init__(self, parts: Sequence[ConnectionPart], *, trusts_columns: bool) -> None:
        self.lists: list[Callable[[Batch, Batches, WriteRows], Any]] = []
        items = [f"{part.key!r}: {self._expression(part, trusts_columns)}" for part in parts]
        text = (
            "def bind(page_of, empty, rows, cursor, count, lists):\n"
            "    def connection(k):\n"
            "        p = page_of(k, empty)\n"
            f"        return {{{', '.join(items)}}}\n"
            "    return connection\n"
        )
        self.bind = RowSource(trusts_columns=trusts_columns).compile("bind", text)

    def _expression(self, part: ConnectionPart, trusts_columns: bool) -> str:
        match part.kind:
            case ConnectionKind.TYPENAME:
                return repr(part.name)
            case ConnectionKind.TOTAL_COUNT:
                return "count(k, 0)"
            case ConnectionKind.PAGE_INFO:
                return _page_info_expression(part)
            case ConnectionKind.AGGREGATE | ConnectionKind.GROUP_BY:
                self.lists.append(_aggregates_by_key(part))
                return f"lists[{len(self.lists) - 1}](k)"
            case ConnectionKind.NODES:
                self.lists.append(_nodes_list(part))
            case ConnectionKind.EDGES:
                self.lists.append(_edges_list(part.edges, trusts_columns))
        return f"lists[{len(self.lists) - 1}][p[0]:p[1]]"


def _aggregates_by_key(part: ConnectionPart) -> Callable[[Batch, Batches, WriteRows], Callable[[Any], Any]]:
    """From a key to what its list comes to, or to its groups."""
    output, fetch = part.rows, part.fetch
    if output is None or fetch is None:
        raise LookupError(f"{part.key} has no output.")

    def write_aggregates(page: Batch, batches: Batches, write_rows: WriteRows) -> Callable[[Any], Any]:
        batch = loaded_batch(batches, fetch)
        if part.kind is ConnectionKind.GROUP_BY:
            groups = write_rows(output, batch.rows, batches)
            return lambda key: groups[slice(*batch.pages.get(key, EMPTY_PAGE)[:2])]
        *objects, empty = write_rows(output, [*batch.rows, empty_aggregate(fetch)], batches)
        index_of = batch.index_by_key.get
        return lambda key: empty if (index := index_of(key)) is None else objects[index]

    return write_aggregates


def _nodes_list(part: ConnectionPart) -> Callable[[Batch, Batches, WriteRows], list[Any]]:
    nodes = part.nodes
    if nodes is None:
        raise LookupError("nodes has no output.")
    return lambda batch, batches, write_rows: write_rows(nodes, batch.rows, batches)


def _edges_list(
    fields: Sequence[EdgeField], trusts_columns: bool
) -> Callable[[Batch, Batches, WriteRows], list[dict[str, Any]]]:
    """All edges of a batch: a row beside its nodes."""
    source = RowSource(trusts_columns=trusts_columns)
    nodes: list[RowsOutput] = []
    found: list[EdgeField] = []
    for field in fields:
        if field.kind is EdgeKind.TYPENAME:
            source.items.append(f"{field.key!r}: {field.name!r}")
        elif field.kind is EdgeKind.CURSOR:
            source.items.append(f"{field.key!r}: cursor(r)")
        elif field.kind is EdgeKind.HIGHLIGHTS:
            source.items.append(f"{field.key!r}: highlight[{len(found)}](r)")
            found.append(field)
        elif field.node is not None:
            source.items.append(f"{field.key!r}: n{len(nodes)}")
            nodes.append(field.node)
        elif field.field is not None:
            source.add(field.field)
    names = ["r", *(f"n{index}" for index in range(len(nodes)))]
    text = (
        f"def write(cursor, highlight, rows{''.join(f', l{index}' for index in range(len(nodes)))}):\n"
        f"    return [{{{', '.join(source.items)}}} for {', '.join(names)} in "
        f"{'rows' if not nodes else 'zip(rows' + ''.join(f', l{index}' for index in range(len(nodes))) + ')'}]\n"
    )
    write = source.compile("write", text)

    def write_edges(batch: Batch, batches: Batches, write_rows: WriteRows) -> list[dict[str, Any]]:
        lists = [write_rows(node, batch.rows, batches) for node in nodes]
        highlight = [highlights_writer(each, batch) for each in found]
        edges: list[dict[str, Any]] = write(cursor_writer(batch), highlight, batch.rows, *lists)
        return edges

    return write_edges
