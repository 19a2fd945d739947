"""Rows to response objects, in one pass per Output.

For each concrete type of each Output a function is compiled once that turns all its rows into dicts by a single list
comprehension; child objects are built first and looked up by key, so nothing is visited twice and no path is kept. The functions
check only what can go wrong per value; the first thing that does raises `NeedsCompletion`, and `gql.execution.completion`
walks the same batches again with paths, errors and null propagation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from gql.execution.ancestry import ancestry_reader
from gql.execution.batches import EMPTY_PAGE, Batches, Row
from gql.execution.connection_output import connection_writer
from gql.execution.row_source import NeedsCompletion, RowSource, loaded_batch, missing
from gql.plan.nodes import AncestryField, ConnectionField, ListField, RowField, RowsOutput, ToOneField


class _MemberWriter:
    """Turns rows of one concrete type into dicts.

    `children` are the fields whose objects come from other Fetches; `write` takes the rows and, for each child, a function from
    key to object.
    """

    __slots__ = ("children", "write")

    def __init__(self, fields: Sequence[RowField], *, trusts_columns: bool) -> None:
        source = RowSource(trusts_columns=trusts_columns)
        for field in fields:
            source.add(field)
        names = "".join(f", {name}" for name, _ in source.children)
        text = f"def write(rows{names}):\n    return [{{{', '.join(source.items)}}} for r in rows]\n"
        self.write: Callable[..., list[dict[str, Any]]] = source.compile("write", text)
        self.children = tuple(field for _, field in source.children)


def write_rows(output: RowsOutput, rows: Sequence[Row], batches: Batches) -> list[dict[str, Any]]:
    """One dict per row, in order. Raises `NeedsCompletion`."""
    writers: dict[str, _MemberWriter] | None = output.compiled
    if writers is None:
        writers = output.compiled = {
            member: _MemberWriter(fields, trusts_columns=batches.trusts_columns)
            for member, fields in output.fields_by_member.items()
        }
    if output.type_slot is None:
        (writer,) = writers.values()
        return writer.write(rows, *(_look_up(field, batches) for field in writer.children))
    return _write_members(output, writers, rows, batches)


def _write_members(
    output: RowsOutput, writers: dict[str, _MemberWriter], rows: Sequence[Row], batches: Batches
) -> list[dict[str, Any]]:
    positions: dict[str, list[int]] = {}
    for position, row in enumerate(rows):
        positions.setdefault(member_name(output, row), []).append(position)
    written: list[dict[str, Any]] = [{}] * len(rows)
    for member, members_positions in positions.items():
        writer = writers[member]
        look_ups = (_look_up(field, batches) for field in writer.children)
        for position, value in zip(
            members_positions, writer.write([rows[position] for position in members_positions], *look_ups), strict=True
        ):
            written[position] = value
    return written


def member_name(output: RowsOutput, row: Row) -> str:
    """The object type of a row. Raises `NeedsCompletion` for a discriminator that the models do not know."""
    if output.type_slot is None:
        return next(iter(output.fields_by_member))
    member = output.model_type.discriminator.get(row[output.type_slot])
    if member is None or member.object_name not in output.fields_by_member:
        raise NeedsCompletion
    return member.object_name


def _look_up(field: RowField, batches: Batches) -> Callable[[Any], Any]:
    """From a parent's key to the finished child object of `field`."""
    match field:
        case ToOneField():
            batch = loaded_batch(batches, field.fetch)
            objects = write_rows(field.output, batch.rows, batches)
            object_by_key = {key: objects[index] for key, index in batch.index_by_key.items()}
            return object_by_key.get if field.nullable else lambda key: object_by_key.get(key) or missing()
        case ListField():
            batch = loaded_batch(batches, field.fetch)
            objects, pages = write_rows(field.output, batch.rows, batches), batch.pages
            return lambda key: objects[slice(*pages.get(key, EMPTY_PAGE)[:2])]
        case ConnectionField():
            return connection_writer(field.connection, batches, write_rows)
        case AncestryField():
            return ancestry_reader(field, loaded_batch(batches, field.fetch))
    raise TypeError(f"{field} has no child Fetch.")
