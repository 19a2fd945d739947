"""`doctor`: whether everything that the gateway needs is there, each thing on a line with its remedy."""

from __future__ import annotations

import asyncio
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import typer

from gql.cli.embedded import EMBEDDED_FILE, open_database, reference_migrations
from gql.cli.options import DatabaseUrlOption, load_settings
from gql.database.migrations import MigrationRun, find_migrations
from gql.errors import GatewayError
from gql.name_clash import name_clash
from gql.server.explorer import explorer_available
from gql.settings import Settings

LIBRARIES = ("sqlalchemy", "strawberry-graphql", "graphql-core", "starlette", "uvicorn", "alembic", "pydantic")
DRIVERS = ("aiosqlite", "asyncpg", "asyncmy")
OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `is_well` is None for what is worth knowing but keeps nothing from working."""

    subject: str
    is_well: bool | None
    text: str


def doctor(database_url: DatabaseUrlOption = None) -> None:
    """Look at Python, libraries, settings, database, migrations and explorer; exit with 1 if something does not work."""
    findings = list(examine(database_url))
    for finding in findings:
        mark = {True: "ok  ", False: "FAIL", None: "note"}[finding.is_well]
        typer.echo(f"{mark}  {finding.subject:<12} {finding.text}")
    if any(finding.is_well is False for finding in findings):
        raise typer.Exit(1)


def examine(database_url: str | None) -> Iterator[Finding]:
    """All findings, the most basic first."""
    is_new_enough = sys.version_info >= OLDEST_PYTHON
    yield Finding("python", is_new_enough, platform.python_version() + ("" if is_new_enough else "; 3.11 is needed"))
    yield Finding("libraries", True, ", ".join(f"{name} {_version(name)}" for name in LIBRARIES))
    yield Finding("drivers", True, ", ".join(f"{name} {_version(name)}" for name in DRIVERS))
    clash = name_clash()
    yield Finding("name gql", clash is None, clash or "belongs to the gateway alone")
    explorer = "built" if explorer_available() else "not built; scripts/build-explorer builds it (the API needs none)"
    yield Finding("explorer", True if explorer_available() else None, explorer)
    try:
        settings = load_settings(database_url=database_url)
    except GatewayError as error:
        yield Finding("settings", False, error.message)
        return
    yield Finding("settings", True, f"{settings.mode} mode, http://{settings.host}:{settings.port}{settings.path}")
    yield from _database(settings)


def _database(settings: Settings) -> Iterator[Finding]:
    if settings.database_url is None and not EMBEDDED_FILE.exists():
        yield Finding("database", None, f"none is named, and {EMBEDDED_FILE} is not there yet; `serve` makes it")
        return
    reached = _attempt("database", lambda: asyncio.run(_reach(settings)))
    yield reached
    if reached.is_well:
        yield _migrations(settings)


async def _reach(settings: Settings) -> str:
    database = open_database(settings)
    try:
        await database.ping(timeout_s=settings.connect_timeout_s)
        server = ".".join(map(str, database.engine.dialect.server_version_info or ()))
        return f"{database.label} answers{', MariaDB' if database.is_mariadb else ''} {server}".rstrip()
    finally:
        await database.dispose()


def _migrations(settings: Settings) -> Finding:
    try:
        folder = find_migrations(fallback=reference_migrations().directory)
        status = MigrationRun(open_database(settings), folder).status()
    except GatewayError as error:
        return Finding("migrations", False, error.message)
    if not status.pending:
        return Finding("migrations", True, f"up to date with {folder.directory}")
    if not status.current and settings.database_url is not None:
        return Finding(
            "migrations", None, f"none of {folder.directory} is applied; right for models that are not its own"
        )
    return Finding(
        "migrations",
        False,
        f"{len(status.pending)} of {folder.directory} are pending; apply them with `migrate upgrade`",
    )


def _attempt(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, True, look())
    except GatewayError as error:
        return Finding(subject, False, error.message)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"
