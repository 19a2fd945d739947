"""`refresh`: compute the rows of PostgreSQL's materialized views anew."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from gql.cli.console import say
from gql.cli.embedded import open_database
from gql.cli.models import require_file
from gql.cli.options import DatabaseUrlOption, load_settings
from gql.database.materialized_views import refresh as refresh_views
from gql.errors import StartupError


def refresh(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]…", help="Names in the database: view or schema.view.", show_default=False),
    ] = None,
    database_url: DatabaseUrlOption = None,
    every: Annotated[bool, typer.Option("--all", help="All of the database, each after those that it reads.")] = False,
    concurrently: Annotated[
        bool, typer.Option("--concurrently", help="Let readers go on meanwhile; takes a unique index, and longer.")
    ] = False,
) -> None:
    """Compute the rows of materialized views anew (PostgreSQL)."""
    if bool(names) is every:
        raise StartupError("Name the materialized views to refresh, or write --all for all of the database.")
    settings = load_settings(database_url=database_url)
    require_file(settings)

    async def run() -> int:
        database = open_database(settings, maintenance=True)
        try:
            await database.ping(timeout_s=settings.connect_timeout_s)
            return await refresh_views(database, names or (), concurrently=concurrently, report=_say_refreshed)
        finally:
            await database.dispose()

    if asyncio.run(run()) == 0:
        say("The database has no materialized views.")


def _say_refreshed(name: str, number: int, total: int, duration_s: float) -> None:
    say(f"  [{number}/{total}] {name} refreshed in {duration_s:.1f} s")
