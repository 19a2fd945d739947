"""A connection of any size as a stream, in bounded memory: pages of it, one after the other, in one snapshot.

Each page is an ordinary run of a plan, its nodes written and forgotten before the next one is read. How many nodes a page has
follows from what the last one cost in rows and bytes, so that wide rows and deep selections make small pages. An export is whole
or it fails: an error of any field ends it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphql import GraphQLError

from gql.errors import ExportFailed, LimitExceeded
from gql.execution.executor import PlanExecutor
from gql.execution.export_formats import ExportFormat, node_writer
from gql.execution.fetching import FetchSettings
from gql.execution.reader import RowReader
from gql.plan.export import ALL_ROWS, ExportPlan
from gql.plan.nodes import Plan
from gql.plan.page import Page, PageLimits

PAGE_SIZE = 2_000
"""Most nodes of one page."""
FIRST_PAGE_SIZE = 100
"""Nodes of the first page, before anything is known about them."""
PAGE_ROWS = 10_000
"""Rows that one page is to read, those of nested selections included."""
PAGE_BYTES = 512 * 1024
"""Bytes that one page is to have. It is also what a client has to take before its database session counts as idle."""
_GROWTH = 4

Write = Callable[[bytes], Awaitable[None]]
Progress = Callable[[int, int | None], None]
"""Called with the rows written and how many there are in all, None if that is not known."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How an export is made. `rows_max` refuses larger ones before they begin; None allows any size.

    `spreadsheet_safe` writes no cell of CSV that a spreadsheet would run.
    """

    format: ExportFormat = ExportFormat.NDJSON
    page_size: int = PAGE_SIZE
    rows_max: int | None = None
    spreadsheet_safe: bool = False


class Export:
    """One export, planned and checked, that has not begun. It can be run once."""

    def __init__(
        self,
        plan: ExportPlan,
        variables: Any,
        options: ExportOptions,
        executor: PlanExecutor,
        settings: FetchSettings,
    ) -> None:
        self._plan = plan
        self._variables = variables
        self._options = options
        self._executor = executor
        limits = PageLimits(options.page_size, options.page_size, settings.limits.max_offset)
        self._settings = replace(settings, limits=limits)
        try:
            self._range = plan.range(variables, settings.limits)
        except GraphQLError as error:
            raise ExportFailed([error]) from error
        self._has_first = self._range.limit < ALL_ROWS
        rows_max = options.rows_max
        if rows_max is not None and self._range.limit > rows_max and (self._has_first or self._range.after is not None):
            raise LimitExceeded(f"{plan.name}: an export has at most {rows_max} rows here; give first, up to that.")

    @property
    def name(self) -> str:
        """The root field."""
        return self._plan.name

    @property
    def format(self) -> ExportFormat:
        """What it is written as."""
        return self._options.format

    async def run(self, write: Write, progress: Progress | None = None) -> int:
        """Write everything, and return the number of rows. The first `write` comes after the first page was read.

        The connection to the database is held meanwhile, also while `write` waits. Raises `ExportFailed` for errors of the
        query or of a value, `LimitExceeded` if there are too many rows, and `ServiceError`.
        """
        try:
            return await self._run_pages(write, progress)
        except _NotWritten as failure:
            raise failure.error from None

    async def _run_pages(self, write: Write, progress: Progress | None) -> int:
        writer = node_writer(self.format, self._plan.output, spreadsheet_safe=self._options.spreadsheet_safe)
        pace = _Pace(self._options.page_size)
        done, head = 0, writer.head()
        async with self._executor.snapshot() as reader:
            is_limited = self._options.rows_max is not None and not self._has_first
            total = await self._total(reader) if progress is not None or is_limited else None
            page: Page | None = self._range
            while page is not None:
                page = replace(page, limit=min(pace.size, self._range.limit - done))
                self._plan.turn_to(self._variables, page)
                data, rows = await self._run(reader, self._plan.pages, done)
                nodes, cursor = self._plan.nodes(data), self._plan.next_cursor(data)
                piece = writer.page(nodes) if nodes else b""
                pace.adapt(len(nodes), rows, len(piece))
                done += len(nodes)
                await _deliver(write, head + piece)
                head = b""
                if progress is not None:
                    progress(done, total)
                page = Page(0, after=cursor) if cursor is not None and done < self._range.limit else None
        await write(writer.tail())
        return done

    async def _run(self, reader: RowReader, plan: Plan, done: int = 0) -> tuple[dict[str, Any], int]:
        """The data of one run, and how many rows were read for it."""
        result = await self._executor.run_over(reader, plan, self._variables, root_settings=self._settings)
        if result.errors or result.data is None:
            raise ExportFailed(_numbered(result.errors, done))
        return result.data, result.rows

    async def _total(self, reader: RowReader) -> int | None:
        """How many rows there will be; None if that cannot be told, as the export begins at a cursor."""
        if self._range.after is not None:
            return self._range.limit if self._has_first else None
        data, _ = await self._run(reader, self._plan.count)
        total = max(0, self._plan.total(data) - self._range.offset)
        if self._has_first:
            return min(total, self._range.limit)
        rows_max = self._options.rows_max
        if rows_max is not None and total > rows_max:
            raise LimitExceeded(
                f"{self.name}: an export has at most {rows_max} rows here, and this one would have {total}; "
                "narrow it, or give first."
            )
        return total


class _NotWritten(Exception):
    """What `write` raised, on its way past the database, which would take a broken pipe for a broken connection."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


async def _deliver(write: Write, piece: bytes) -> None:
    try:
        await write(piece)
    except Exception as error:
        raise _NotWritten(error) from error


class _Pace:
    """How many nodes the next page asks for. `most` bounds it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.size = min(most, FIRST_PAGE_SIZE)

    def adapt(self, nodes: int, rows: int, size_bytes: int) -> None:
        """Learn from a page."""
        if not nodes:
            return
        by_cost = min(nodes * PAGE_ROWS // max(rows, 1), nodes * PAGE_BYTES // max(size_bytes, 1))
        self.size = max(1, min(self._most, self.size * _GROWTH, by_cost))


def _numbered(errors: Sequence[GraphQLError], done: int) -> list[GraphQLError]:
    """The errors of a page, with the places of its nodes counted from the beginning of the export."""
    for error in errors:
        if error.path and len(error.path) > 2 and isinstance(error.path[2], int):
            error.path[2] += done
    return list(errors)
