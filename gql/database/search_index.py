"""What a search index is on each database, as statements: for migrations, and for tables that SQLAlchemy creates.

PostgreSQL: a generated `tsvector` column with a GIN index. SQLite: an FTS5 table over the rows of the searched one, kept up by
triggers. MariaDB and MySQL: a generated column of text that ignores case, with a FULLTEXT index. All have the index's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import punctuation
from typing import Any

from sqlalchemy import Connection, Dialect, MetaData, Table, event

_SPACES = "".join(sorted(punctuation))
_MAX_CHARS = 100_000
"""How much of a text PostgreSQL indexes: a `tsvector` holds a megabyte."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The index `name` over text columns of a table, the most significant first, as statements.

    `key` is the table's primary key, an integer; only SQLite needs it. `language` is a text search configuration of PostgreSQL.
    """

    name: str
    table: str
    columns: Sequence[str]
    key: str = "id"
    language: str = "simple"

    def create_statements(self, dialect: Dialect) -> list[str]:
        """What makes the index over an existing table, its rows included."""
        if dialect.name == "postgresql":
            return self._for_postgresql()
        return self._for_sqlite() if dialect.name == "sqlite" else self._for_mariadb(dialect)

    def drop_statements(self, dialect: Dialect) -> list[str]:
        """What takes it away again."""
        if dialect.name == "sqlite":
            return [
                *(f"DROP TRIGGER {self.name}_{when}" for when in ("insert", "delete", "update")),
                f"DROP TABLE {self.name}",
            ]
        if dialect.name == "postgresql":
            return [f"ALTER TABLE {self.table} DROP COLUMN {self.name}"]
        return [f"ALTER TABLE {self.table} DROP INDEX {self.name}, DROP COLUMN {self.name}"]

    def _for_postgresql(self) -> list[str]:
        spaces = _SPACES.replace("'", "''")
        parts = (
            f"setweight(to_tsvector('{self.language}', translate(left(coalesce({column}, ''), {_MAX_CHARS}), '{spaces}', "
            f"'{' ' * len(_SPACES)}')), '{weight}')"
            for column, weight in zip(self.columns, "ABCD", strict=False)
        )
        return [
            f"ALTER TABLE {self.table} ADD COLUMN {self.name} tsvector GENERATED ALWAYS AS ({' || '.join(parts)}) STORED",
            f"CREATE INDEX {self.name} ON {self.table} USING gin ({self.name})",
        ]

    def _for_sqlite(self) -> list[str]:
        columns = ", ".join(self.columns)
        old, new = (", ".join(f"{row}.{column}" for column in self.columns) for row in ("old", "new"))
        options = f"content='{self.table}', content_rowid='{self.key}', tokenize='unicode61 remove_diacritics 0'"
        into = f"INSERT INTO {self.name}"
        insert = f"{into} (rowid, {columns}) VALUES (new.{self.key}, {new});"
        delete = f"{into} ({self.name}, rowid, {columns}) VALUES ('delete', old.{self.key}, {old});"
        update = f"AFTER UPDATE OF {self.key}, {columns} ON {self.table}"
        return [
            f"CREATE VIRTUAL TABLE {self.name} USING fts5({columns}, {options})",
            f"CREATE TRIGGER {self.name}_insert AFTER INSERT ON {self.table} BEGIN {insert} END",
            f"CREATE TRIGGER {self.name}_delete AFTER DELETE ON {self.table} BEGIN {delete} END",
            f"CREATE TRIGGER {self.name}_update {update} BEGIN {delete} {insert} END",
            f"{into} ({self.name}) VALUES ('rebuild')",
        ]

    def _for_mariadb(self, dialect: Dialect) -> list[str]:
        collation = "utf8mb4_uca1400_as_ci" if getattr(dialect, "is_mariadb", False) else "utf8mb4_0900_as_ci"
        text = f"replace(concat_ws(' ', {', '.join(self.columns)}), '_', ' ')"
        column = f"{self.name} mediumtext CHARACTER SET utf8mb4 COLLATE {collation} GENERATED ALWAYS AS ({text}) STORED"
        index = f"FULLTEXT INDEX {self.name} ({self.name})"
        return [f"ALTER TABLE {self.table} ADD COLUMN {column} INVISIBLE, ADD {index}"]


def declared_index(table: Table) -> SearchIndex | None:
    """The index that a table declares in `info["gql"]["search"]`, None if none or one without a name."""
    declared: Any = (table.info.get("gql") or {}).get("search")
    if declared is None or declared.index is None:
        return None
    columns = [table.c[name].name for name in declared.attributes]
    (key,) = table.primary_key.columns
    return SearchIndex(declared.index, table.name, columns, key.name, declared.language)


def is_of_index(metadata: MetaData, name: str) -> bool:
    """Whether a table, column or index of this name belongs to an index that a table of `metadata` declares.

    Migrations are compared without them: SQLAlchemy does not know them. FTS5 keeps tables of its own beside each.
    """
    indexes = [index.name for index in filter(None, map(declared_index, metadata.tables.values()))]
    return any(name in (index, *(f"{index}_{part}" for part in _FTS5_TABLES)) for index in indexes)


_FTS5_TABLES = ("config", "content", "data", "docsize", "idx")


def create_with_tables(metadata: MetaData) -> None:
    """Makes `metadata.create_all` and `drop_all` make and drop the declared indexes too."""

    def create(target: MetaData, connection: Connection, *, tables: Sequence[Table], **_: Any) -> None:
        for index in filter(None, map(declared_index, tables)):
            for statement in index.create_statements(connection.dialect):
                connection.exec_driver_sql(statement)

    def drop(target: MetaData, connection: Connection, *, tables: Sequence[Table], **_: Any) -> None:
        if connection.dialect.name == "sqlite":  # elsewhere they are the table's own
            for index in filter(None, map(declared_index, tables)):
                connection.exec_driver_sql(f"DROP TABLE IF EXISTS {index.name}")

    event.listen(metadata, "after_create", create)
    event.listen(metadata, "before_drop", drop)
