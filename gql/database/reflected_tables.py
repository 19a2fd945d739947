"""What a database holds, read table by table and made fit to be mapped.

`read_tables` runs on a synchronous connection (SQLAlchemy's inspection is synchronous). It drops what cannot be
served, replaces types that no client could read, and finds the key of each table and view. Each such decision leaves
a note: what, and the remedy.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKeyConstraint,
    Inspector,
    MetaData,
    Table,
    UniqueConstraint,
    inspect,
    literal_column,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, NoSuchTableError, SAWarning, UnreflectableTableError

from gql.database.reflected_findings import Findings
from gql.database.reflected_keys import note_no_key, row_key
from gql.database.reflected_options import ReflectionOptions, refuse_unknown, remedy
from gql.database.reflected_relations import is_pure_join_table, unique_column_sets
from gql.database.reflected_types import Reading, served_type, sqlite_type

BOOKKEEPING_TABLES = frozenset({"alembic_version"})
SAMPLE_ROWS = 500


def read_tables(connection: Connection, schema: str | None, options: ReflectionOptions) -> Findings:
    """Everything that can be served from the `schema` of this connection (None: its own)."""
    findings = Findings(MetaData(schema=schema))
    with warnings.catch_warnings():
        # What SQLAlchemy warns of (unknown types, expression indexes) is noted below where it matters.
        warnings.simplefilter("ignore", SAWarning)
        inspector = inspect(connection)
        views = _view_names(inspector, schema)
        tables = _tables(connection, inspector, schema, options, findings)
        views_read = [
            view for name in sorted(views - options.exclude) if (view := _view(connection, name, findings)) is not None
        ]
        refuse_unknown(options, {*inspector.get_table_names(schema), *views}, (*tables, *views_read))
    json_columns = _json_columns(connection, schema)
    for table in (*tables, *views_read):
        _serve_types(connection, table, json_columns, options, findings)
    for table in tables:
        _drop_dangling_keys(table, findings)
        if connection.dialect.name == "sqlite":
            _add_unique_constraints(connection, table)
    for table in (*tables, *views_read):
        key = row_key(connection, table, table in views_read, options, findings)
        if key:
            findings.keys[table] = key
    _set_apart_join_tables(tables, findings)
    return findings


def _view_names(inspector: Inspector, schema: str | None) -> set[str]:
    names = set(inspector.get_view_names(schema))
    if inspector.dialect.name == "postgresql":
        names.update(inspector.get_materialized_view_names(schema))
    return names


def _tables(
    connection: Connection, inspector: Inspector, schema: str | None, options: ReflectionOptions, findings: Findings
) -> list[Table]:
    left_out = BOOKKEEPING_TABLES | options.exclude | _inner_tables(connection, schema, findings)
    names = sorted(set(inspector.get_table_names(schema)) - left_out)
    # Not resolving foreign keys keeps other schemas out, and survives keys to tables that do not exist.
    findings.metadata.reflect(connection, schema=schema, only=names, resolve_fks=False)
    by_name = {table.name: table for table in findings.metadata.tables.values()}
    for name in names:
        if name not in by_name:
            findings.notes.append(f"{name} is not served: the database would not describe it; look at its definition.")
    return [by_name[name] for name in names if name in by_name]


def _inner_tables(connection: Connection, schema: str | None, findings: Findings) -> frozenset[str]:
    """Tables that are parts of others: partitions on PostgreSQL, the insides of virtual tables on SQLite."""
    if connection.dialect.name == "postgresql":
        statement = text(
            "SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relispartition AND n.nspname = coalesce(:schema, current_schema())"
        )
        return frozenset(connection.execute(statement, {"schema": schema}).scalars())
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, type FROM pragma_table_list")).all()
        virtual = sorted(name for name, kind in rows if kind == "virtual")
        findings.notes.extend(
            f"{name} is not served: it is a virtual table; make a view of it and name the view's key."
            for name in virtual
        )
        return frozenset(virtual) | {name for name, kind in rows if kind == "shadow"}
    return frozenset()


def _view(connection: Connection, name: str, findings: Findings) -> Table | None:
    try:
        view = Table(name, findings.metadata, autoload_with=connection, resolve_fks=False)
    except (DBAPIError, NoSuchTableError, UnreflectableTableError) as error:
        reason = error.orig if isinstance(error, DBAPIError) else error
        findings.notes.append(f"{name} is not served: the view is broken ({reason}); repair or drop it.")
        return None
    view.info["gql"] = {"read_only": True}
    return view


# Types


def _serve_types(
    connection: Connection,
    table: Table,
    json_columns: set[tuple[str, str]],
    options: ReflectionOptions,
    findings: Findings,
) -> None:
    hidden = findings.hidden.setdefault(table, set())
    samples = _sample(connection, table) if connection.dialect.name == "sqlite" else {}
    for column in table.columns:
        place = f"{table.name}.{column.name}"
        column.doc = column.comment
        if place in options.exclude:
            hidden.add(column.name)
            continue
        if place in options.column_types:
            column.type = options.column_types[place]
            continue
        reading = (
            sqlite_type(column.type, samples.get(column.name, ()))
            if connection.dialect.name == "sqlite"
            else served_type(column.type, is_json=(table.name, column.name) in json_columns)
        )
        if reading.type is None:
            hidden.add(column.name)
        else:
            column.type = reading.type
        if note := _type_note(place, reading, column):
            findings.notes.append(note)


def _type_note(place: str, reading: Reading, column: Column[Any]) -> str | None:
    choice = f"to choose yourself: {remedy('column_types', place, '…')}"
    if reading.type is None:
        return f"{place} is not served: {reading.note}; {choice}; to hear no more of it: {remedy('exclude', place)}."
    return None if reading.note is None else f"{place}: {reading.note}; {choice}."


def _sample(connection: Connection, table: Table) -> dict[str, list[object]]:
    """Values that SQLite has stored in each column, NULLs left out: of the first rows and of the last."""
    columns: list[ColumnElement[Any]] = [literal_column(_quoted(connection, column.name)) for column in table.columns]
    statement = select(*columns).select_from(table).limit(SAMPLE_ROWS)
    try:
        rows = list(connection.execute(statement))
    except DBAPIError:  # a view that names a function or table which is not there
        return {}
    if len(rows) == SAMPLE_ROWS and not table.info.get("gql"):
        try:
            rows += connection.execute(statement.order_by(literal_column("rowid").desc()))
        except DBAPIError:  # WITHOUT ROWID
            pass
    return {
        column.name: [value for value in values if value is not None]
        for column, values in zip(table.columns, zip(*rows, strict=True), strict=False)
    }


def _json_columns(connection: Connection, schema: str | None) -> set[tuple[str, str]]:
    """Table and column of what was declared JSON on MariaDB, which keeps it as text with a CHECK on the column."""
    if not getattr(connection.dialect, "is_mariadb", False):
        return set()
    statement = text(
        "SELECT table_name, check_clause FROM information_schema.check_constraints"
        " WHERE constraint_schema = coalesce(:schema, database()) AND check_clause LIKE 'json_valid(%'"
    )
    return {
        (table, match[1])
        for table, clause in connection.execute(statement, {"schema": schema})
        if (match := re.fullmatch(r"json_valid\(`([^`]+)`\)", clause)) is not None
    }


# Keys and relations


def _add_unique_constraints(connection: Connection, table: Table) -> None:
    """Add what `UNIQUE` says in a column's definition: SQLAlchemy finds it there only where the type has no length."""
    statement = text(
        "SELECT list.name, info.name FROM pragma_index_list(:name) AS list, pragma_index_info(list.name) AS info"
        " WHERE list.origin = 'u' ORDER BY list.seq, info.seqno"
    )
    columns_by_index: dict[str, list[str]] = {}
    for index, column in connection.execute(statement, {"name": table.name}):
        columns_by_index.setdefault(index, []).append(column)
    for columns in columns_by_index.values():
        if frozenset(columns) not in unique_column_sets(table):
            table.append_constraint(UniqueConstraint(*columns))


def _drop_dangling_keys(table: Table, findings: Findings) -> None:
    for constraint in list(table.foreign_key_constraints):
        reason = _dangling(table, constraint, findings)
        if reason is None:
            continue
        for element in constraint.elements:
            element.parent.foreign_keys.discard(element)
            table.foreign_keys.discard(element)
        table.constraints.discard(constraint)
        columns = ", ".join(constraint.column_keys)
        findings.notes.append(f"{table.name}({columns}) makes no relation: {reason}.")


def _dangling(table: Table, constraint: ForeignKeyConstraint, findings: Findings) -> str | None:
    """Why a foreign key leads nowhere that is served, with the remedy."""
    hidden = findings.hidden[table].intersection(constraint.column_keys)
    if hidden:
        return f"{', '.join(sorted(hidden))} is not served"
    for element in constraint.elements:
        path, _, name = element.target_fullname.rpartition(".")
        target = findings.metadata.tables.get(path)
        if target is None:
            return f"it points to {path}, which is not among the tables read; serve that schema too, or repair the key"
        if name not in target.columns:
            return f"it points to {path}.{name}, which does not exist; repair the key"
    return None


def _set_apart_join_tables(tables: Sequence[Table], findings: Findings) -> None:
    referred = {key.referred_table for table in tables for key in table.foreign_key_constraints}
    for table in tables:
        if table in referred or not is_pure_join_table(table, findings.keys.__contains__):
            if table not in findings.keys and is_pure_join_table(table, lambda target: True):
                note_no_key(table, findings)
            continue
        findings.keys.pop(table, None)
        findings.join_tables.append(table)
        if not table.primary_key and not unique_column_sets(table):
            findings.notes.append(
                f"{table.name} joins two tables but has no key: the same pair can stand in it twice; add a primary key."
            )


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)
