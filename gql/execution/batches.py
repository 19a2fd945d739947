"""What a Fetch found: its rows, and where the rows of each key stand among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from gql.mapping.aggregates import aggregate_named
from gql.plan.nodes import Fetch
from gql.plan.page import Page
from gql.sql.cursors import CursorCodec
from gql.sql.pages import AFTER_PAGE, BEFORE_PAGE, PAGE
from gql.sql.statements import Statement

Row = Sequence[Any]


class PageSlice(NamedTuple):
    """The rows of one key: `rows[start:stop]` of the batch, and whether more lie on either side."""

    start: int
    stop: int
    has_next: bool
    has_previous: bool


EMPTY_PAGE = PageSlice(0, 0, False, False)
ROOT_KEY: tuple[()] = ()
_new_tuple: Any = tuple.__new__


@dataclass(slots=True, eq=False)
class Batch:
    """The rows of one Fetch.

    `rows` are in the order of each list. `index_by_key` finds the row of a key (look-ups, to-one relations), `pages` the rows
    of a key (lists; the key of a root list is `ROOT_KEY`), `counts` the number of rows of a key. `keyset_at` and `cursors` make
    a row's cursor. The `words` are those of a search, and `rank_at` is where its rank stands in a row. `error` is why the field
    failed as a whole; it then has no rows.
    """

    rows: Sequence[Row] = ()
    index_by_key: Mapping[Any, int] = field(default_factory=dict)
    pages: Mapping[Any, PageSlice] = field(default_factory=dict)
    counts: Mapping[Any, int] = field(default_factory=dict)
    keyset_at: tuple[int, ...] = ()
    cursors: CursorCodec | None = None
    rank_at: int | None = None
    words: tuple[str, ...] | None = None
    error: Exception | None = None


class Batches(dict[Fetch, Batch]):
    """The Batch of each Fetch that has run. `trusts_columns`: the database enforces the types of its columns."""

    def __init__(self, *, trusts_columns: bool) -> None:
        super().__init__()
        self.trusts_columns = trusts_columns


def read_key(row: Row, at: tuple[int, ...]) -> Any:
    """The key that stands at these indexes of a row: the value itself for one column, else a tuple."""
    return row[at[0]] if len(at) == 1 else tuple(row[index] for index in at)


def index_rows(rows: Sequence[Row], statement: Statement) -> Batch:
    """One row per key; the first wins should a to-one relation find several."""
    keys = list(map(itemgetter(*statement.key_at), rows))
    return Batch(rows, dict(zip(reversed(keys), reversed(range(len(keys))), strict=True)))


def count_rows(rows: Sequence[Row], statement: Statement) -> Batch:
    """One count per key."""
    if not statement.key_at:
        return Batch(counts={ROOT_KEY: rows[0][0]})
    return Batch(counts=dict(zip(map(itemgetter(*statement.key_at), rows), map(itemgetter(0), rows), strict=True)))


def aggregate_rows(rows: Sequence[Row], statement: Statement) -> Batch:
    """One row per key; the key of a root list is `ROOT_KEY`."""
    return index_rows(rows, statement) if statement.key_at else Batch(rows, {ROOT_KEY: 0})


def empty_aggregate(fetch: Fetch) -> Row:
    """What a list without rows comes to: the database has no row for it, unless it is a root list."""
    return tuple(0 if aggregate_named(fetch.model_type, slot.name).is_counting else None for slot in fetch.slots)


def group_rows(rows: Sequence[Row], statement: Statement) -> Batch:
    """All rows of each key, which stand side by side; those of a root list are of `ROOT_KEY`."""
    if not statement.key_at:
        return Batch(rows, pages={ROOT_KEY: PageSlice(0, len(rows), False, False)})
    return Batch(rows, pages=_whole_pages(Counter(map(itemgetter(*statement.key_at), rows))))


def cut_pages(rows: Sequence[Row], statement: Statement, page: Page) -> Batch:
    """The pages of each key: the row too many, which proves that there are more, and the rows of proof taken out."""
    proofs: dict[Any, set[int]] = {}
    if statement.side_at is not None:
        own: list[Row] = []
        for row in rows:
            side = row[statement.side_at]
            if side == PAGE:
                own.append(row)
            else:
                key = read_key(row, statement.key_at) if statement.key_at else ROOT_KEY
                proofs.setdefault(key, set()).add(side)
        rows = own
    counts: Mapping[Any, int] = (
        Counter(map(itemgetter(*statement.key_at), rows)) if statement.key_at else {ROOT_KEY: len(rows)} if rows else {}
    )
    if not page.reverse and not proofs and max(counts.values(), default=0) <= page.limit:
        return Batch(rows, pages=_whole_pages(counts))
    return _cut(rows, counts, proofs, page)


def _whole_pages(counts: Mapping[Any, int]) -> dict[Any, PageSlice]:
    """The pages of rows that all are kept: those of each key stand side by side."""
    pages: dict[Any, PageSlice] = {}
    start = 0
    for key, count in counts.items():
        stop = start + count
        pages[key] = _new_tuple(PageSlice, (start, stop, False, False))  # without the named tuple's own __new__
        start = stop
    return pages


def _cut(rows: Sequence[Row], counts: Mapping[Any, int], proofs: dict[Any, set[int]], page: Page) -> Batch:
    kept: list[Row] = []
    pages: dict[Any, PageSlice] = {}
    start = 0
    for key, count in counts.items():
        overflows = count > page.limit
        found = rows[start : start + page.limit] if overflows else rows[start : start + count]
        start += count
        first = len(kept)
        kept.extend(reversed(found) if page.reverse else found)
        sides = proofs.pop(key, ())
        pages[key] = PageSlice(
            first,
            len(kept),
            AFTER_PAGE in sides or (overflows and not page.reverse),
            BEFORE_PAGE in sides or (overflows and page.reverse),
        )
    for key, sides in proofs.items():
        pages[key] = PageSlice(0, 0, AFTER_PAGE in sides, BEFORE_PAGE in sides)
    return Batch(kept, pages=pages)
