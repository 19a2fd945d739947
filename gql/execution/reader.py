"""Sends statements: over the driver's own connection where that is known, else through SQLAlchemy.

Both give the same rows. A driver statement is fixed once: its text, the order of its parameters, the bind processor of each, and
the result processor of each column, chosen by SQLAlchemy's types for the driver's own column types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import ExpandedState, SQLCompiler

from gql.database.direct import DirectConnection
from gql.execution.batches import Row
from gql.sql.statements import Statement


class RowReader(Protocol):
    """Sends statements. One reader serves one operation, statement after statement."""

    async def fetch(self, statement: Statement, parameters: Mapping[str, Any]) -> Sequence[Row]:
        """All rows of the statement, as its columns' types give them."""


class ConnectionReader:
    """Sends statements over an SQLAlchemy connection, which processes their results."""

    __slots__ = ("_connection",)

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def fetch(self, statement: Statement, parameters: Mapping[str, Any]) -> Sequence[Row]:
        """All rows of the statement."""
        result = await self._connection.execute(statement.selectable, parameters)
        rows: Sequence[Row] = result.all()
        return rows


class DriverReader:
    """Sends statements over the driver's own connection."""

    __slots__ = ("_connection", "_dialect")

    def __init__(self, connection: DirectConnection, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect

    async def fetch(self, statement: Statement, parameters: Mapping[str, Any]) -> Sequence[Row]:
        """All rows of the statement."""
        prepared: DriverStatement | None = statement.prepared.get("driver")
        if prepared is None:
            prepared = await prepare_for_driver(statement, parameters, self._connection, self._dialect)
            statement.prepared["driver"] = prepared
        if prepared.compiled is not None:
            sql, arguments = _expand(prepared.compiled, parameters)
        else:
            sql = prepared.sql
            arguments = [
                parameters.get(name, default) if process is None else process(parameters.get(name, default))
                for name, default, process in prepared.binds
            ]
        rows = await self._connection.fetch(sql, arguments)
        return rows if prepared.process is None else prepared.process(rows)


@dataclass(frozen=True, slots=True)
class DriverStatement:
    """A statement in the driver's own terms.

    `binds` are the parameters in their order: name, value if none is given, bind processor if one is needed. `process` turns
    the driver's rows into those of the columns' types; None where they are the same. `compiled` is there when the text
    depends on the number of keys (an expanding IN), so that it has to be written anew for every batch.
    """

    sql: str
    binds: tuple[tuple[str, Any, Callable[[Any], Any] | None], ...]
    process: Callable[[Sequence[Row]], Sequence[Row]] | None
    compiled: SQLCompiler | None = None


async def prepare_for_driver(
    statement: Statement, parameters: Mapping[str, Any], connection: DirectConnection, dialect: Dialect
) -> DriverStatement:
    """Fix a statement for the driver; asks the database once for the types of its columns."""
    compiled = statement.selectable.compile(dialect=dialect)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(f"{compiled} is not SQL.")
    state = compiled.construct_expanded_state(dict(parameters))
    binds = tuple(
        (name, state.parameters[name], _bind_processor(compiled, state, name)) for name in state.positiontup or ()
    )
    columns = statement.selectable.selected_columns
    codes = await connection.column_types(state.statement, len(columns))
    processors = [
        column.type.dialect_impl(dialect).result_processor(dialect, code)
        for column, code in zip(columns, codes, strict=True)
    ]
    depends_on_keys = not parameters.keys().isdisjoint(state.parameter_expansion)
    return DriverStatement(state.statement, binds, row_processor(processors), compiled if depends_on_keys else None)


def _expand(compiled: SQLCompiler, parameters: Mapping[str, Any]) -> tuple[str, list[Any]]:
    state = compiled.construct_expanded_state(dict(parameters))
    arguments = []
    for name in state.positiontup or ():
        process = _bind_processor(compiled, state, name)
        arguments.append(state.parameters[name] if process is None else process(state.parameters[name]))
    return state.statement, arguments


def _bind_processor(compiled: SQLCompiler, state: ExpandedState, name: str) -> Callable[[Any], Any] | None:
    """The processor of one parameter; those of an expanded list are the state's own."""
    bind = compiled.binds.get(name)
    if bind is None:
        return state.processors.get(name)
    return bind.type.dialect_impl(compiled.dialect).bind_processor(compiled.dialect)


def row_processor(
    processors: Sequence[Callable[[Any], Any] | None],
) -> Callable[[Sequence[Row]], Sequence[Row]] | None:
    """One function that applies each column's processor to all rows; None if no column has one."""
    if not any(processors):
        return None
    constants = {f"p{index}": process for index, process in enumerate(processors) if process is not None}
    values = ", ".join(
        f"p{index}(r[{index}])" if f"p{index}" in constants else f"r[{index}]" for index in range(len(processors))
    )
    text = f"def process(rows):\n    return [({values},) for r in rows]\n"
    namespace: dict[str, Any] = dict(constants)
    exec(compile(text, "<rows>", "exec"), namespace)  # noqa: S102  # our own text: names and indexes only
    process: Callable[[Sequence[Row]], Sequence[Row]] = namespace["process"]
    return process
