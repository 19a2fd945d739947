"""The second walk: values completed one by one, with paths, errors and null propagation.

It runs only when the fast output met something that failed, over the same batches, and follows "Handling execution errors" of
the GraphQL specification (section 6.4.4): a failed field is null, and if it may not be null, so is the nearest parent that may.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from graphql import GraphQLError

from gql.errors import GatewayError
from gql.execution.ancestry import ancestry_reader
from gql.execution.batches import EMPTY_PAGE, ROOT_KEY, Batch, Batches, Row, empty_aggregate, read_key
from gql.execution.connection_output import cursor_writer, highlights_writer, page_info_writer
from gql.execution.output import member_name
from gql.execution.row_source import NeedsCompletion, leaf_writer
from gql.mapping.ids import id_encoder
from gql.mapping.model_type import Attribute
from gql.plan.nodes import (
    AncestryField,
    CompositeField,
    ConnectionField,
    ConnectionKind,
    ConnectionOutput,
    ConnectionPart,
    EdgeField,
    EdgeKind,
    IdField,
    JoinedField,
    LeafField,
    ListField,
    ObjectField,
    Position,
    RowField,
    RowsOutput,
    ToOneField,
    TypeNameField,
)

Path = tuple[str | int, ...]


class Completion:
    """One walk. `errors` grow in the order of the response."""

    def __init__(self, batches: Batches) -> None:
        self._batches = batches
        self.errors: list[GraphQLError] = []

    def field(self, position: Position, path: Path, complete: Callable[[], Any], *, nullable: bool) -> Any:
        """The completed value of one field. An error becomes null here, or passes on if the field may not be null."""
        try:
            value = complete()
            if value is None and not nullable:
                raise TypeError(f"Cannot return null for non-nullable field {position.coordinate}.")
        except Propagated:
            if nullable:
                return None
            raise
        except Exception as error:  # whatever a value's writer raises belongs to the field, as in graphql-core
            self.errors.append(located(error, position, path))
            if nullable:
                return None
            raise Propagated from error
        return value

    def rows(self, output: RowsOutput, row: Row, position: Position, path: Path) -> dict[str, Any]:
        """One row as an object."""
        try:
            member = member_name(output, row)
        except NeedsCompletion as error:
            raise TypeError(f"{output.model_type.name} has a row of a type that its models do not know.") from error
        return self._object(output.fields_by_member[member], row, path)

    def _object(self, fields: Sequence[RowField], row: Row, path: Path) -> dict[str, Any]:
        return {field.key: self._row_field(field, row, (*path, field.key)) for field in fields}

    def _row_field(self, field: RowField, row: Row, path: Path) -> Any:
        match field:
            case TypeNameField():
                return field.name
            case LeafField():
                return self.field(field.position, path, lambda: self._leaf(field, row), nullable=field.nullable)
            case IdField():
                return self.field(field.position, path, lambda: _id(field, row), nullable=field.nullable)
            case CompositeField():
                return self.field(
                    field.position, path, lambda: self._composite(field, row, path), nullable=field.nullable
                )
            case ObjectField():
                return self.field(field.position, path, lambda: self._object(field.fields, row, path), nullable=False)
            case ToOneField():
                return self.field(field.position, path, lambda: self._to_one(field, row, path), nullable=field.nullable)
            case JoinedField():
                return self.field(field.position, path, lambda: self._joined(field, row, path), nullable=field.nullable)
            case ListField():
                return self.field(field.position, path, lambda: self._list(field, row, path), nullable=False)
            case AncestryField():
                key = read_key(row, field.slots)
                batch = self._batches.get(field.fetch)
                return self.field(
                    field.position, path, lambda: ancestry_reader(field, _loaded(batch))(key), nullable=False
                )
            case ConnectionField():
                key = read_key(row, field.slots)
                return self.field(
                    field.position, path, lambda: self.connection(field.connection, key, path), nullable=False
                )

    def _write(self, attribute: Attribute, value: Any) -> Any:
        if value is None:
            return None
        write = leaf_writer(attribute, trusts_columns=False)
        return value if write is None else write(value)

    def _leaf(self, field: LeafField, row: Row) -> Any:
        try:
            return self._write(field.attribute, row[field.slot])
        except NeedsCompletion as error:
            raise TypeError(f"Cannot return null for non-nullable field {field.position.coordinate}.") from error

    def _composite(self, field: CompositeField, row: Row, path: Path) -> dict[str, Any] | None:
        values = [row[slot] for slot in field.slots]
        if all(value is None for value in values):
            return None
        completed: dict[str, Any] = {}
        for key, index in field.fields:
            if isinstance(index, str):
                completed[key] = index
                continue
            part = field.attribute.parts[index]
            position = Position(field.position.nodes, f"{field.attribute.scalar.name}.{part.graphql_name}")
            completed[key] = self.field(
                position, (*path, key), partial(self._write, part, values[index]), nullable=part.nullable
            )
        return completed

    def _to_one(self, field: ToOneField, row: Row, path: Path) -> dict[str, Any] | None:
        batch = _loaded(self._batches.get(field.fetch))
        index = batch.index_by_key.get(read_key(row, field.slots))
        return None if index is None else self.rows(field.output, batch.rows[index], field.position, path)

    def _joined(self, field: JoinedField, row: Row, path: Path) -> dict[str, Any] | None:
        return None if row[field.present] is None else self.rows(field.output, row, field.position, path)

    def _list(self, field: ListField, row: Row, path: Path) -> list[Any]:
        batch = _loaded(self._batches.get(field.fetch))
        page = batch.pages.get(read_key(row, field.slots), EMPTY_PAGE)
        return self._objects(field.output, batch.rows[page.start : page.stop], field.position, path)

    def _objects(self, output: RowsOutput, rows: Sequence[Row], position: Position, path: Path) -> list[Any]:
        return [
            self.field(
                position, (*path, index), partial(self.rows, output, row, position, (*path, index)), nullable=False
            )
            for index, row in enumerate(rows)
        ]

    def connection(self, output: ConnectionOutput, key: Any, path: Path) -> dict[str, Any]:
        """The connection of one key."""
        batch = _loaded(self._batches.get(output.fetch))
        return {
            part.key: self.field(
                part.position,
                (*path, part.key),
                partial(self._part, output, part, batch, key, (*path, part.key)),
                nullable=False,
            )
            for part in output.parts
        }

    def _part(self, output: ConnectionOutput, part: ConnectionPart, batch: Batch, key: Any, path: Path) -> Any:
        page = batch.pages.get(key, EMPTY_PAGE)
        rows = batch.rows[page.start : page.stop]
        match part.kind:
            case ConnectionKind.TYPENAME:
                return part.name
            case ConnectionKind.TOTAL_COUNT:
                return _loaded(self._batches.get(output.count) if output.count is not None else None).counts.get(key, 0)
            case ConnectionKind.PAGE_INFO:
                return page_info_writer(part)(page, batch.rows, cursor_writer(batch))
            case ConnectionKind.AGGREGATE if part.rows is not None and part.fetch is not None:
                aggregates = _loaded(self._batches.get(part.fetch))
                index = aggregates.index_by_key.get(key)
                row = empty_aggregate(part.fetch) if index is None else aggregates.rows[index]
                return self.rows(part.rows, row, part.position, path)
            case ConnectionKind.GROUP_BY if part.rows is not None and part.fetch is not None:
                groups = _loaded(self._batches.get(part.fetch))
                found = groups.pages.get(key, EMPTY_PAGE)
                return self._objects(part.rows, groups.rows[found.start : found.stop], part.position, path)
            case ConnectionKind.NODES if part.nodes is not None:
                return self._objects(part.nodes, rows, part.position, path)
            case _:
                return [
                    {field.key: self._edge_field(field, batch, row, (*path, index, field.key)) for field in part.edges}
                    for index, row in enumerate(rows)
                ]

    def _edge_field(self, field: EdgeField, batch: Batch, row: Row, path: Path) -> Any:
        match field.kind:
            case EdgeKind.TYPENAME:
                return field.name
            case EdgeKind.CURSOR:
                return cursor_writer(batch)(row)
            case EdgeKind.HIGHLIGHTS:
                return highlights_writer(field, batch)(row)
            case EdgeKind.NODE if field.node is not None:
                node = field.node
                return self.field(
                    field.position, path, lambda: self.rows(node, row, field.position, path), nullable=False
                )
            case _ if field.field is not None:
                return self._row_field(field.field, row, path)
        raise LookupError(f"{field.key} has no output.")

    def root_connection(self, output: ConnectionOutput, position: Position, path: Path) -> Any:
        """A root connection; it may not be null."""
        return self.field(position, path, lambda: self.connection(output, ROOT_KEY, path), nullable=False)


class Propagated(Exception):
    """A field that may not be null failed; its error is already reported."""


def located(error: BaseException, position: Position, path: Path) -> GraphQLError:
    """The error as the response reports it: with its place in the document and in the response."""
    message = error.message if isinstance(error, GraphQLError | GatewayError) else str(error)
    extensions = error.extensions if isinstance(error, GraphQLError) else None
    return GraphQLError(
        message, list(position.nodes), path=list(path), original_error=_cause(error), extensions=extensions
    )


def _cause(error: BaseException) -> Exception | None:
    return error if isinstance(error, Exception) and not isinstance(error, GraphQLError) else None


def _loaded(batch: Batch | None) -> Batch:
    if batch is None:
        return Batch()
    if batch.error is not None:
        raise batch.error
    return batch


def _id(field: IdField, row: Row) -> str | None:
    if row[field.slots[0]] is None:
        return None
    return id_encoder(field.target)(read_key(row, field.slots))
