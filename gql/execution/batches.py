"""What a Fetch found: its rows, and where the rows of each key stand among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

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


@dataclass(slots=True, eq=False)
class Batch:
    """The rows of one Fetch.

    `rows` are in the order of each list. `index_by_key` finds the row of a key (look-ups, to-one relations), `pages` the rows
    of a key (lists; the key of a root list is `ROOT_KEY`), `counts` the number of rows of a key. `keyset_at` and `cursors` make
    a row's cursor. `error` is why the field failed as a whole; it then has no rows.
    """

    rows: Sequence[Row] = ()
    index_by_key: Mapping[Any, int] = field(default_factory=dict)
    pages: Mapping[Any, PageSlice] = field(default_factory=dict)
    counts: Mapping[Any, int] = field(default_factory=dict)
    keyset_at: tuple[int, ...] = ()
    cursors: CursorCodec | None = None
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


def group_rows(rows: Sequence[Row], statement: Statement) -> Batch:
    """All rows of each key, which stand side by side."""
    pages: dict[Any, PageSlice] = {}
    start = 0
    for key, group in groupby(map(itemgetter(*statement.key_at), rows)):
        stop = start + len(list(group))
        pages[key] = PageSlice(start, stop, False, False)
        start = stop
    return Batch(rows, pages=pages)


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
    groups = groupby(rows, itemgetter(*statement.key_at)) if statement.key_at else [(ROOT_KEY, rows)]
    kept: list[Row] = []
    pages: dict[Any, PageSlice] = {}
    for key, group in groups:
        found = list(group)
        overflows = len(found) > page.limit
        if overflows:
            del found[page.limit :]
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
