"""`migrate …`: alembic's commands on the database that is served."""

from __future__ import annotations

from typing import Annotated

import typer

from gql.cli.console import complain, say, say_step
from gql.cli.embedded import open_database, reference_migrations
from gql.cli.models import import_target, require_file
from gql.cli.options import DatabaseUrlOption, DirectoryOption, load_settings
from gql.database.drivers import is_in_memory
from gql.database.migrations import MigrationFolder, MigrationRun, find_migrations
from gql.errors import SettingsError
from gql.gateway import Gateway

migrations = typer.Typer(
    help="Migrate the database: the embedded one, or the one that --database-url or GQL_DATABASE_URL names.",
    no_args_is_help=True,
)

RevisionArgument = Annotated[str, typer.Argument(help="A revision: its id, head, base, or steps such as +1 and -1.")]
ModelsOption = Annotated[
    str | None,
    typer.Option(
        "--models", metavar="MODULE:BASE", help="The models to compare; without it, env.py says.", show_default=False
    ),
]


@migrations.command()
def upgrade(
    revision: RevisionArgument = "head",
    database_url: DatabaseUrlOption = None,
    directory: DirectoryOption = None,
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL instead of running it.")] = False,
) -> None:
    """Apply migrations, all of them unless a revision is given."""
    run = _run(database_url, directory, makes_file=True)
    if sql:
        typer.echo(run.upgrade_sql(revision), nl=False)
        return
    steps = run.upgrade(revision)
    say(f"{run.database.label}: {_steps(steps)} applied." if steps else f"{run.database.label} is up to date.")


@migrations.command()
def downgrade(
    revision: RevisionArgument, database_url: DatabaseUrlOption = None, directory: DirectoryOption = None
) -> None:
    """Undo migrations down to a revision; `base` undoes all."""
    run = _run(database_url, directory)
    say(f"{run.database.label}: {_steps(run.downgrade(revision))} undone.")


@migrations.command()
def current(database_url: DatabaseUrlOption = None, directory: DirectoryOption = None) -> None:
    """Print the revision of the database."""
    run = _run(database_url, directory)
    titles = {migration.revision: migration for migration in run.history()}
    found = run.status().current
    for revision in found:
        head = " (head)" if titles[revision].is_head else ""
        typer.echo(f"{revision}{head} {titles[revision].title}")
    if not found:
        say(f"{run.database.label} has no migrations applied.")


@migrations.command()
def history(database_url: DatabaseUrlOption = None, directory: DirectoryOption = None) -> None:
    """List all migrations, the first one first, and whether the database has them."""
    for migration in _run(database_url, directory).history():
        state = "applied" if migration.is_applied else "pending"
        marks = "".join([" (head)" if migration.is_head else "", " (current)" if migration.is_current else ""])
        typer.echo(f"{state}  {migration.revision}{marks}  {migration.title}")


@migrations.command()
def status(database_url: DatabaseUrlOption = None, directory: DirectoryOption = None) -> None:
    """Exit with 0 if the database is at the newest migration, with 1 if some are pending."""
    run = _run(database_url, directory)
    found = run.status()
    at = ", ".join(found.current) or "no migration"
    if not found.pending:
        typer.echo(f"{run.database.label} is at {at}: up to date.")
        return
    titles = {migration.revision: migration.title for migration in run.history()}
    typer.echo(f"{run.database.label} is at {at}: {len(found.pending)} pending.")
    for revision in found.pending:
        typer.echo(f"  {revision}  {titles[revision]}")
    raise typer.Exit(1)


@migrations.command()
def stamp(
    revision: RevisionArgument, database_url: DatabaseUrlOption = None, directory: DirectoryOption = None
) -> None:
    """Note that the database is at a revision, without migrating it."""
    run = _run(database_url, directory, makes_file=True)
    run.stamp(revision)
    say(f"{run.database.label} is noted to be at {', '.join(run.status().current) or 'base'}.")


@migrations.command()
def create(
    message: Annotated[str, typer.Argument(help="What the migration does, in a few words.")],
    database_url: DatabaseUrlOption = None,
    directory: DirectoryOption = None,
    models: ModelsOption = None,
    empty: Annotated[bool, typer.Option("--empty", help="Do not compare models and database.")] = False,
) -> None:
    """Write a new migration with what the models have and the database lacks. Read it before you apply it."""
    run = _run(database_url, directory, models)
    typer.echo(str(run.create(message, autogenerate=not empty)))


@migrations.command()
def check(
    database_url: DatabaseUrlOption = None, directory: DirectoryOption = None, models: ModelsOption = None
) -> None:
    """Exit with 1 and the differences if the models and the migrated database do not agree."""
    run = _run(database_url, directory, models)
    differences = run.differences()
    if not differences:
        typer.echo(f"{run.database.label} is as the models say.")
        return
    for difference in differences:
        typer.echo(difference)
    complain(f"{run.database.label} differs from the models; write the migration with `migrate create`.")
    raise typer.Exit(1)


def _run(
    database_url: str | None, directory: DirectoryOption, models: str | None = None, *, makes_file: bool = False
) -> MigrationRun:
    settings = load_settings(database_url=database_url)
    if not makes_file:
        require_file(settings)
    if settings.database_url is not None and is_in_memory(settings.database_url):
        raise SettingsError("A database in memory ends with the command; name a file or a server to migrate.")
    target = import_target(models) if models is not None else None
    return MigrationRun(
        open_database(settings, maintenance=True),
        _folder(directory),
        report=say_step,
        say=say,
        metadata=None if target is None or isinstance(target, Gateway) else getattr(target, "metadata", None),
    )


def _folder(directory: DirectoryOption) -> MigrationFolder:
    if directory is not None:
        return find_migrations(directory)
    return find_migrations(fallback=reference_migrations().directory)


def _steps(number: int) -> str:
    return f"{number} migration{'' if number == 1 else 's'}"
