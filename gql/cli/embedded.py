"""The embedded database: the SQLite file that is the gateway's own, and the reference domain's migrations and sample data.

Only this file is made, migrated and filled without being told; any other database is somebody's.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import URL, select

import gql
from gql.cli.console import loading_bars, say, say_step
from gql.database import Database
from gql.database.migrations import MigrationFolder, MigrationRun, find_migrations
from gql.reference import Base
from gql.reference.seed import SeedReport, seed
from gql.settings import Settings

EMBEDDED_FILE = Path("var") / "gql.sqlite"


def embedded_url() -> URL:
    """Where the embedded database is, in the working directory."""
    return URL.create("sqlite", database=str(EMBEDDED_FILE))


def reference_migrations() -> MigrationFolder:
    """The migrations of the reference domain: in the checkout, or as data of the installed package."""
    package = Path(gql.__file__).parent
    checkout = package.parent / "alembic"
    return find_migrations(checkout if (checkout / "env.py").is_file() else package / "reference" / "migrations")


def open_database(settings: Settings, *, maintenance: bool = False) -> Database:
    """The database that the settings name, or else the embedded one."""
    if settings.database_url is None:
        return Database(embedded_url(), settings, embedded=True, maintenance=maintenance)
    return Database(settings.database_url, settings, maintenance=maintenance)


def migrate_reference(settings: Settings) -> int:
    """Bring the database of the settings to the newest migration of the reference domain; the number of steps taken."""
    run = MigrationRun(
        open_database(settings, maintenance=True),
        reference_migrations(),
        report=say_step,
        say=say,
        metadata=Base.metadata,
    )
    pending = run.status().pending
    if not pending:
        return 0
    say(f"Migrating {run.database.label}: {len(pending)} step{'s' if len(pending) > 1 else ''}.")
    return run.upgrade()


def seed_reference(settings: Settings, *, scale: int) -> SeedReport:
    """Load the sample data into the database of the settings, with a bar. Raises `StartupError` if it holds rows."""

    async def load() -> SeedReport:
        database = open_database(settings, maintenance=True)
        try:
            with loading_bars() as report:
                return await seed(database.engine, scale=scale, progress=report)
        finally:
            await database.dispose()

    say(f"Loading sample data at scale {scale}.")
    done = asyncio.run(load())
    say(f"Loaded {done.rows:,} rows in {done.duration_s:.1f} s.")
    return done


def is_empty(settings: Settings) -> bool:
    """Whether no table of the reference domain holds a row."""

    async def look() -> bool:
        database = open_database(settings)
        try:
            async with database.reading(snapshot=False) as connection:
                for table in Base.metadata.sorted_tables:
                    if (await connection.execute(select(1).select_from(table).limit(1))).first() is not None:
                        return False
            return True
        finally:
            await database.dispose()

    return asyncio.run(look())
