"""Runs migrations: alembic executes this file for every command that needs a database or the models.

Whoever calls alembic from Python may set, in `config.attributes`:

- `connection`: a synchronous SQLAlchemy connection to use (an async one gives it by `run_sync`);
- `url`: the database to connect to when there is no connection;
- `target_metadata`: a MetaData, or a class with one, that `check` and `revision` compare the database with;
- `on_version_apply`: what alembic calls after each step, for example to show progress.

On the command line the database is that of `GQL_DATABASE_URL`, and the models are those that `[tool.alembic] models` in
pyproject.toml names, as in `models = "shop.models:Base"`; without it, the reference domain.

This folder must never get an `__init__.py`: it would shadow the library of the same name.
"""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import URL, Connection, MetaData, make_url
from sqlalchemy.types import TypeDecorator

from gql.database import Database
from gql.database.drivers import async_url
from gql.database.search_index import is_of_index
from gql.settings import Settings

DEFAULT_MODELS = "gql.reference:Base"

config = context.config


def target_metadata() -> MetaData:
    """What the database shall look like."""
    models: Any = config.attributes.get("target_metadata")
    if models is None:
        module, _, name = config.get_alembic_option("models", DEFAULT_MODELS).partition(":")
        models = getattr(import_module(module), name or "Base")
    return models if isinstance(models, MetaData) else models.metadata


def database_url() -> URL:
    """Where to migrate."""
    url = config.attributes.get("url") or Settings().database_url
    if url is None:
        raise CommandError("No database is named; set GQL_DATABASE_URL, or run `python -m gql migrate`.")
    return make_url(url)


def render_custom_type(kind: str, item: Any, autogenerate: AutogenContext) -> str | bool:
    """Custom types in a new revision: as `module.Class(...)`, with the import that it needs."""
    if kind == "type" and isinstance(item, TypeDecorator):
        autogenerate.imports.add(f"import {type(item).__module__}")
    return False


def differs_in_default(
    migration: MigrationContext, found: Any, wanted: Any, found_text: str | None, default: Any, wanted_text: str | None
) -> bool | None:
    """Whether a column's default has changed; None leaves the question to alembic.

    MariaDB writes the default of a boolean as a number, which alembic takes for another value.
    """
    if migration.dialect.name in {"mysql", "mariadb"} and wanted_text in {"true", "false"}:
        return found_text != {"true": "1", "false": "0"}[wanted_text]
    return None


def is_compared(item: Any, name: str | None, kind: str, is_reflected: bool, counterpart: Any) -> bool:
    """Whether alembic compares something: not what search indexes are made of."""
    return counterpart is not None or not is_reflected or name is None or not is_of_index(TARGET, name)


TARGET = target_metadata()
OPTIONS: dict[str, Any] = {
    "target_metadata": TARGET,
    "include_object": is_compared,
    "compare_type": True,
    "compare_server_default": differs_in_default,
    "render_item": render_custom_type,
    "on_version_apply": config.attributes.get("on_version_apply"),
}


def run_offline() -> None:
    """Print the SQL of the migrations without a database."""
    url = async_url(database_url())
    context.configure(
        url=url,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
        render_as_batch=url.get_backend_name() == "sqlite",
        **OPTIONS,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_online(connection: Connection) -> None:
    """Migrate over `connection`, in one transaction where the database can undo a change of tables."""
    if connection.dialect.name == "sqlite":
        run_on_sqlite(connection)
        return
    context.configure(connection=connection, **OPTIONS)
    with context.begin_transaction():
        context.run_migrations()


def run_on_sqlite(connection: Connection) -> None:
    """The same for SQLite, which alters a table by copying it and dropping the original.

    Dropping a table deletes its rows, and with them, while foreign keys are enforced, the rows that refer to them. So
    they are not enforced meanwhile, and looked at before the commit. The switch does nothing inside a transaction, and
    some engines begin one with the first statement; so it goes past SQLAlchemy to the driver.
    """
    is_callers_transaction = connection.in_transaction()
    driver_connection = connection.connection.driver_connection
    assert driver_connection is not None
    enforced = ask_driver(connection, "PRAGMA foreign_keys")
    if enforced:
        ask_driver(connection, "PRAGMA foreign_keys = OFF")
        if ask_driver(connection, "PRAGMA foreign_keys"):
            raise CommandError(
                "The SQLite connection enforces foreign keys and is in a transaction, where that cannot be switched off; "
                "give a connection outside a transaction, as engine.connect() does."
            )
    context.configure(connection=connection, render_as_batch=True, transactional_ddl=True, **OPTIONS)
    try:
        with context.begin_transaction():
            if not is_callers_transaction and not driver_connection.in_transaction:
                connection.exec_driver_sql("BEGIN IMMEDIATE")  # Python's driver begins none for a change of tables
            context.run_migrations()
            refuse_broken_references(connection)
    finally:
        if enforced:
            ask_driver(connection, "PRAGMA foreign_keys = ON")


def ask_driver(connection: Connection, pragma: str) -> Any:
    """The value that `pragma` answers with, or None, without beginning a transaction."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(pragma)
        row = cursor.fetchone()
    finally:
        cursor.close()
    return None if row is None else row[0]


def refuse_broken_references(connection: Connection) -> None:
    """Stop before the commit if a row refers to one that is not there."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
    if broken:
        places = ", ".join(f"{row[0]} row {row[1]} (refers to {row[2]})" for row in broken)
        raise CommandError(f"The migration would leave broken references, so it was undone: {places}.")


async def connect_and_run() -> None:
    """Open a connection of our own, migrate, close it."""
    database = Database(database_url(), maintenance=True)
    try:
        async with database.engine.connect() as connection:
            await connection.run_sync(run_online)
    finally:
        await database.dispose()


if context.is_offline_mode():
    run_offline()
elif (given := config.attributes.get("connection")) is not None:
    run_online(given)
else:
    asyncio.run(connect_and_run())
