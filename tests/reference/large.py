"""The sample data at scale 10, made from a smaller seed by the database itself: as many rows in a fifth of the time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    cast,
    func,
    join,
    literal,
    literal_column,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.schema import AddConstraint, DropConstraint

from gql.reference import Base
from gql.reference.seed import seed

SEEDED, COPIES = 0.5, 20
FIXED = {"roles", "tags", "categories"}
"""Tables that hardly grow with the scale."""


async def load_large(engine: AsyncEngine) -> None:
    """Sample data of twenty times half of the usual size, analyzed. Each copy of the rows refers to rows of its own copy."""
    await seed(engine, scale=SEEDED)
    async with engine.begin() as connection:
        references = [each for table in Base.metadata.tables.values() for each in table.foreign_key_constraints]
        for reference in references:  # all at once at the end takes half the time
            await connection.execute(DropConstraint(reference))
        offsets = {table.name: await _offset(connection, table) for table in Base.metadata.sorted_tables}
        for table in Base.metadata.sorted_tables:
            if table.name not in FIXED:
                copies = func.generate_series(1, COPIES - 1).table_valued("copy").render_derived("copies")
                values = list(_values(table, offsets, copies.c.copy))
                await connection.execute(
                    table.insert().from_select(
                        list(table.columns), select(*values).select_from(join(table, copies, true()))
                    )
                )
        for reference in references:
            await connection.execute(AddConstraint(reference))
    async with engine.connect() as connection:
        analyzing = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await analyzing.exec_driver_sql("VACUUM (ANALYZE)")


async def _offset(connection: AsyncConnection, table: Table) -> int:
    (column, *rest) = table.primary_key.columns
    if rest or not isinstance(column.type, Integer) or table.name in FIXED:
        return 0
    return int(await connection.scalar(select(func.coalesce(func.max(column), 0))) or 0)


def _values(table: Table, offsets: dict[str, int], copy: ColumnElement[int]) -> Iterator[ColumnElement[Any]]:
    """The columns of a copied row: keys moved beyond those of the copies before, unique texts with the copy's number."""
    for column in table.columns:
        target = _target(column)
        if target is None:
            is_text = isinstance(column.type, String | Text) or column.name == "email"
            yield func.concat(column, literal_column("'-'"), copy) if column.unique and is_text else column
        elif isinstance(target.type, Uuid):
            yield cast(func.md5(func.concat(column, copy)), Uuid())
        else:
            yield column + literal(offsets[target.table.name]) * copy if target.table.name not in FIXED else column


def _target(column: Column[object]) -> Column[object] | None:
    """The key that the column holds: of another table, or its own."""
    for key in column.foreign_keys:
        return _target(key.column)
    return column if column.primary_key else None
