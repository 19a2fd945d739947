"""Nodes to bytes, in the formats of an export. Each writer has a head, one piece for each page, and a tail.

CSV has one column for each scalar that the query selects: what lies behind a to-one relation or in a composite is named by its
path (`author.username`); lists and connections are JSON text in one cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

import orjson

from gql.execution.encoding import encode_json, encode_text
from gql.plan.nodes import CompositeField, JoinedField, RowsOutput, ToOneField

Node: TypeAlias = Mapping[str, Any]
Columns: TypeAlias = "dict[str, Columns | None]"
"""The columns behind each response key; None for a key that is a column itself."""

# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), the full-width forms included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


class ExportFormat(StrEnum):
    """What an export is written as."""

    NDJSON = "ndjson"
    CSV = "csv"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """The `Content-Type`."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    ExportFormat.NDJSON: "application/x-ndjson",
    ExportFormat.CSV: "text/csv; charset=utf-8; header=present",
    ExportFormat.JSON: "application/json",
}


class NodeWriter(Protocol):
    """Writes one export."""

    def head(self) -> bytes:
        """What comes before the first node."""

    def page(self, nodes: Sequence[Node]) -> bytes:
        """The next nodes; there is at least one."""

    def tail(self) -> bytes:
        """What comes after the last node."""


def node_writer(export_format: ExportFormat, output: RowsOutput, *, spreadsheet_safe: bool = False) -> NodeWriter:
    """The writer of one export of nodes of `output`. `spreadsheet_safe` makes no cell of CSV a formula."""
    match export_format:
        case ExportFormat.NDJSON:
            return LineWriter()
        case ExportFormat.JSON:
            return ArrayWriter()
        case ExportFormat.CSV:
            return CsvWriter(columns_of(output), spreadsheet_safe=spreadsheet_safe)


class LineWriter:
    """One JSON object on each line."""

    def head(self) -> bytes:
        """Nothing."""
        return b""

    def page(self, nodes: Sequence[Node]) -> bytes:
        """One line for each node."""
        return b"\n".join([*map(encode_json, nodes), b""])

    def tail(self) -> bytes:
        """Nothing."""
        return b""


class ArrayWriter:
    """One JSON array, a node on each line."""

    def __init__(self) -> None:
        self._separator = b"\n"

    def head(self) -> bytes:
        """The opening bracket."""
        return b"["

    def page(self, nodes: Sequence[Node]) -> bytes:
        """The nodes, with the comma that parts them from those before."""
        separator, self._separator = self._separator, b",\n"
        return separator + b",\n".join(map(encode_json, nodes))

    def tail(self) -> bytes:
        """The closing bracket."""
        return b"\n]\n"


class CsvWriter:
    """CSV as RFC 4180 has it: a header, CRLF, quotes where they are needed. Null is an empty cell."""

    def __init__(self, columns: Columns, *, spreadsheet_safe: bool) -> None:
        self._columns = columns
        self._spreadsheet_safe = spreadsheet_safe

    def head(self) -> bytes:
        """The names of the columns."""
        return _csv([list(_names(self._columns))])

    def page(self, nodes: Sequence[Node]) -> bytes:
        """One record for each node."""
        return _csv([list(self._cells(node, self._columns)) for node in nodes])

    def tail(self) -> bytes:
        """Nothing."""
        return b""

    def _cells(self, node: Node, columns: Columns) -> Iterator[str | int]:
        for key, inner in columns.items():
            value = node.get(key)
            if inner is not None:
                yield from self._cells({} if value is None else value, inner)
            elif type(value) is str:
                yield _without_formula(value) if self._spreadsheet_safe else value
            elif type(value) is int:
                yield value
            else:
                text = _text(value)
                yield _without_formula(text) if self._spreadsheet_safe else text


def columns_of(output: RowsOutput) -> Columns:
    """The columns of nodes of `output`; those of all concrete types, where there are several."""
    columns: Columns = {}
    for fields in output.fields_by_member.values():
        for field in fields:
            if isinstance(field, ToOneField | JoinedField):
                _merge(columns, field.key, columns_of(field.output))
            elif isinstance(field, CompositeField):
                _merge(columns, field.key, {key: None for key, _ in field.fields})
            else:
                columns.setdefault(field.key, None)
    return columns


def _merge(columns: Columns, key: str, inner: Columns) -> None:
    known = columns.get(key)
    if known is None:
        columns[key] = inner
        return
    for inner_key, deeper in inner.items():
        if deeper is None:
            known.setdefault(inner_key, None)
        else:
            _merge(known, inner_key, deeper)


def _names(columns: Columns, path: str = "") -> Iterator[str]:
    for key, inner in columns.items():
        if inner is None:
            yield path + key
        else:
            yield from _names(inner, f"{path}{key}.")


def _text(value: object) -> str:
    """A value as it would stand in JSON; a string without its quotes, null as nothing."""
    if value is None:
        return ""
    encoded = encode_json(value)
    return str(orjson.loads(encoded)) if encoded[:1] == b'"' else encoded.decode()


def _without_formula(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and _NUMBER.fullmatch(text) is None else text


def _csv(records: Sequence[Sequence[str | int]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(records)
    return encode_text(buffer.getvalue())
