"""What identifies a row of a reflected table or view.

A primary key, or the shortest unique constraint without NULLs, or what the operator names; for a view without any, a
column that is named like a key and repeats nowhere in the rows looked at. What is left has no identity and is not
served: a page of rows that cannot be told apart could neither be continued nor joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, Table, func, or_, select
from sqlalchemy.exc import DBAPIError

from gql.database.reflected_findings import Findings
from gql.database.reflected_options import ReflectionOptions, option_name, remedy
from gql.database.reflected_relations import is_pure_join_table, unique_column_sets
from gql.errors import StartupError

KEY_CHECK_ROWS = 10_000


def row_key(
    connection: Connection, table: Table, is_view: bool, options: ReflectionOptions, findings: Findings
) -> list[Column[Any]] | None:
    """The columns that identify a row; None if there are none, or if the table only joins two others.

    A table whose key is not a primary key becomes read-only: nothing in the database says that a new row would keep
    to it.
    """
    hidden = findings.hidden[table]
    for column in table.primary_key:
        # SQLite and views say nullable here; a key is what identifies a row, so it is not.
        column.nullable = False
    chosen = options.view_keys.get(table.name)
    if chosen is not None:
        if unserved := hidden.intersection(chosen):
            raise StartupError(
                f"{option_name('view_keys', table.name)}: {', '.join(sorted(unserved))} is not served, so it cannot identify a "
                "row; choose its type with column_types, or another key."
            )
        return _read_only(table, [table.columns[name] for name in chosen])
    key = list(table.primary_key)
    if key and not hidden.intersection(column.name for column in key):
        return key
    if key:
        findings.notes.append(f"{table.name} is not served: its primary key is of a type that is not.")
        return None
    if not is_view and is_pure_join_table(table, lambda target: True):
        return None
    unique = _unique_key(table, hidden, nullable=is_view)
    if unique is not None:
        return _read_only(table, unique)
    if is_view:
        return _guessed_view_key(connection, table, hidden, findings)
    note_no_key(table, findings)
    return None


def _read_only(table: Table, key: list[Column[Any]]) -> list[Column[Any]]:
    table.info["gql"] = {**table.info.get("gql", {}), "read_only": True}
    for column in key:
        column.nullable = False
    return key


def _unique_key(table: Table, hidden: set[str], *, nullable: bool) -> list[Column[Any]] | None:
    """The columns of the shortest unique constraint without NULLs; a materialized view's columns never say NOT NULL."""
    fit = [
        [column for column in table.columns if column.name in names]
        for names in unique_column_sets(table)
        if not names & hidden and (nullable or not any(table.columns[name].nullable for name in names))
    ]
    return min(fit, key=lambda key: (len(key), [column.name for column in key]), default=None)


def note_no_key(table: Table, findings: Findings) -> None:
    """Tell the operator that the table is not served, and what would help."""
    findings.notes.append(
        f"{table.name} is not served: it has no primary key and no unique constraint without NULLs; add one, or name "
        f"the columns that identify a row: {remedy('view_keys', table.name, ['…'])}."
    )


def _guessed_view_key(
    connection: Connection, view: Table, hidden: set[str], findings: Findings
) -> list[Column[Any]] | None:
    for column in _key_candidates(view):
        if column.name not in hidden and _looks_unique(connection, view, column):
            findings.notes.append(
                f"{view.name} is a view; {column.name} seems to identify its rows. If it does, say so: "
                f"{remedy('view_keys', view.name, [column.name])}; if not, name the columns that do."
            )
            return _read_only(view, [column])
    findings.notes.append(
        f"{view.name} is not served: no column of the view is known to identify a row; name them: "
        f"{remedy('view_keys', view.name, ['…'])}."
    )
    return None


def _key_candidates(view: Table) -> Iterable[Column[Any]]:
    """`id`, then `<view>_id`, then the first column if it is named like a key."""
    by_name = {re.sub(r"[^a-z0-9]", "", name.lower()): column for name, column in view.columns.items()}
    own = re.sub(r"[^a-z0-9]", "", view.name.lower())
    first = next(iter(view.columns), None)
    candidates = [by_name.get(name) for name in ("id", f"{own}id", f"{own.removesuffix('s')}id")]
    if first is not None and re.fullmatch(r"(?i).*_?id", first.name):
        candidates.append(first)
    return dict.fromkeys(column for column in candidates if column is not None)


def _looks_unique(connection: Connection, view: Table, column: Column[Any]) -> bool:
    """Whether the first rows have no NULL and no repetition there."""
    rows = select(column.label("key")).limit(KEY_CHECK_ROWS).subquery()
    repeated = select(rows.c.key).group_by(rows.c.key).having(or_(func.count() > 1, rows.c.key.is_(None))).limit(1)
    try:
        return connection.execute(repeated).first() is None
    except DBAPIError:
        return False
