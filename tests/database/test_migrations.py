"""Migrations of a user's own project: any env.py, every kind of database, one run at a time, errors with a remedy."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Column, Integer, MetaData, String, Table, text

from gql.database import Database
from gql.database.migration_lock import migration_lock
from gql.database.migrations import (
    MigrationFolder,
    MigrationRun,
    MigrationStatus,
    Step,
    find_migrations,
    pending_migrations,
)
from gql.errors import DatabaseUnavailable, MigrationPending, StartupError
from gql.settings import Settings

OVER_OUR_CONNECTION = """
from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("target_metadata"),
    on_version_apply=context.config.attributes["on_version_apply"],
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
"""
REVISION = '''
"""{title}

Revision ID: {revision}
Revises: {before}
"""

import sqlalchemy as sa
from alembic import op

revision = {revision!r}
down_revision = {before!r}


def upgrade():
    {upgrade}


def downgrade():
    {downgrade}
'''


def given_connection(folder: Path) -> None:
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text(OVER_OUR_CONNECTION)
    (folder / "script.py.mako").write_text(
        dedent(
            """
            import sqlalchemy as sa
            from alembic import op

            revision = ${repr(up_revision)}
            down_revision = ${repr(down_revision)}


            def upgrade():
                ${upgrades}


            def downgrade():
                ${downgrades}
            """
        )
    )


FOLDERS: dict[str, Callable[[Path], None]] = {
    "over our connection": given_connection,
    "alembic's async template": lambda folder: command.init(
        Config(folder.parent / "alembic.ini"), str(folder), "async"
    ),
}


def write(folder: Path, revision: str, before: str | None, title: str, upgrade: str, downgrade: str) -> None:
    body = REVISION.format(revision=revision, before=before, title=title, upgrade=upgrade, downgrade=downgrade)
    (folder / "versions" / f"{revision}.py").write_text(body.lstrip())


def add_note(folder: Path) -> None:
    columns = "sa.Column('id', sa.Integer, primary_key=True)"
    write(folder, "a1", None, "Notes.", f"op.create_table('note', {columns})", "op.drop_table('note')")
    column = "sa.Column('text', sa.String(50))"
    write(folder, "b2", "a1", "Texts.", f"op.add_column('note', {column})", "op.drop_column('note', 'text')")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two migrations."""
    path = tmp_path / "migrations"
    given_connection(path)
    add_note(path)
    return path


@pytest.fixture
def run(database_url: str, folder: Path) -> Iterator[MigrationRun]:
    """Commands on an empty database; undone afterwards, because the database is the module's."""
    run = run_on(database_url, folder)
    yield run
    run.downgrade("base")


def run_on(url: str | URL, folder: Path, **options: object) -> MigrationRun:
    database = Database(url, Settings(), maintenance=True)
    return MigrationRun(database, MigrationFolder(folder), **options)  # type: ignore[arg-type]  # by name, as declared


def execute(url: str, statement: str) -> None:
    async def work() -> None:
        database = Database(url, Settings())
        try:
            async with database.writing() as session:
                await session.execute(text(statement))
        finally:
            await database.dispose()

    asyncio.run(work())


@pytest.mark.parametrize("kind", FOLDERS)
def test_upgrade_status_and_downgrade_work_with_any_environment(database_url: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "migrations"
    FOLDERS[kind](path)
    add_note(path)
    run = run_on(database_url, path)

    before = run.status()
    run.upgrade()
    after = run.status()
    execute(database_url, "INSERT INTO note (id, text) VALUES (1, 'one')")
    run.downgrade("base")

    assert MigrationStatus((), ("b2",), ("a1", "b2")) == before
    assert MigrationStatus(("b2",), ("b2",), ()) == after
    assert before == run.status()


def test_alembics_plain_template_works_with_a_synchronous_driver(tmp_path: Path) -> None:
    path = tmp_path / "migrations"
    command.init(Config(tmp_path / "alembic.ini"), str(path), "generic")
    add_note(path)
    run = run_on(f"sqlite:///{tmp_path / 'plain.sqlite'}", path)

    run.upgrade()

    assert () == run.status().pending


def test_each_step_is_reported_with_its_place(database_url: str, folder: Path, run: MigrationRun) -> None:
    steps: list[Step] = []
    reporting = run_on(database_url, folder, report=steps.append)

    taken = reporting.upgrade()
    reporting.downgrade("-1")
    reporting.downgrade("base")

    assert 2 == taken
    assert steps == [
        Step(1, 2, "a1", "Notes.", is_upgrade=True),
        Step(2, 2, "b2", "Texts.", is_upgrade=True),
        Step(1, None, "b2", "Texts.", is_upgrade=False),
        Step(1, 1, "a1", "Notes.", is_upgrade=False),
    ]


def test_history_tells_what_is_applied(run: MigrationRun) -> None:
    run.upgrade("a1")

    found = [(each.revision, each.is_applied, each.is_current, each.is_head) for each in run.history()]

    assert [("a1", True, True, False), ("b2", False, False, True)] == found


def test_stamp_notes_a_revision_without_migrating(run: MigrationRun, database_url: str) -> None:
    run.stamp("b2")
    noted = run.status().current
    run.stamp("base")

    assert ("b2",) == noted
    with pytest.raises(MigrationPending, match="note"):
        execute(database_url, "INSERT INTO note (id) VALUES (1)")


def test_a_migration_that_fails_is_named_and_undone_where_the_database_can(
    run: MigrationRun, folder: Path, database_url: str
) -> None:
    write(folder, "c3", "b2", "Wrong.", "op.execute('INSERT INTO nowhere VALUES (1)')", "pass")

    with pytest.raises(StartupError, match=r"the migration failed after b2: .*nowhere") as caught:
        run.upgrade()

    # Alembic takes a database to undo changes of tables only if told so, except for PostgreSQL.
    kept = () if run.database.dialect_name == "postgresql" else ("b2",)
    assert kept == run.status().current
    assert f"It is at {'b2' if kept else 'no migration'} now." in caught.value.message
    assert ("mend it by hand" in caught.value.message) == (run.database.dialect_name == "mysql")


@pytest.mark.parametrize("action", ["upgrade", "downgrade"])
def test_a_revision_that_does_not_exist_is_refused_with_where_to_look(run: MigrationRun, action: str) -> None:
    with pytest.raises(StartupError, match=r"'nothing'; `migrate history` lists the revisions"):
        getattr(run, action)("nothing")


def test_a_database_of_another_project_is_told_from_one_that_is_behind(run: MigrationRun, tmp_path: Path) -> None:
    run.upgrade()
    given_connection(tmp_path / "other")
    write(tmp_path / "other", "z9", None, "Other.", "pass", "pass")

    with pytest.raises(StartupError, match=r"is at revision b2, which is not in .*other"):
        run_on(run.database.given_url, tmp_path / "other").status()


def test_a_new_migration_holds_what_the_models_have_and_the_database_lacks(run: MigrationRun, folder: Path) -> None:
    metadata = MetaData()
    Table(
        "note", metadata, Column("id", Integer, primary_key=True), Column("text", String(50)), Column("stars", Integer)
    )
    compared = run_on(run.database.given_url, folder, metadata=metadata)
    with pytest.raises(StartupError, match="not up to date; apply the pending migrations first"):
        compared.create("Too early.")
    compared.upgrade()

    differences = compared.differences()
    written = compared.create("Stars.")
    compared.upgrade()

    assert ["add_column note.stars"] == differences
    assert "stars" in written.read_text()
    assert folder / "versions" == written.parent
    assert [] == compared.differences()


def test_the_sql_of_an_upgrade_can_be_had_without_a_database(tmp_path: Path) -> None:
    path = tmp_path / "migrations"
    FOLDERS["alembic's async template"](path)
    add_note(path)

    sql = run_on("postgresql://nobody@nowhere.invalid/none", path).upgrade_sql()

    assert "CREATE TABLE note" in sql


def test_a_database_that_is_down_is_said_to_be(folder: Path, unused_tcp_port: int) -> None:
    run = run_on(f"postgresql://user:geheim@127.0.0.1:{unused_tcp_port}/none", folder)

    for command_ in (run.status, run.upgrade, lambda: run.downgrade("base"), run.history):
        with pytest.raises(DatabaseUnavailable) as caught:
            command_()
        assert "geheim" not in caught.value.message


def test_a_second_run_waits_for_the_first(run: MigrationRun, database_url: str, folder: Path) -> None:
    said: list[str] = []
    impatient = run_on(database_url, folder, say=said.append, lock_timeout_s=0.3)
    if run.database.dialect_name == "sqlite":  # its migrations hold the file's write lock
        assert 2 == impatient.upgrade()
        return
    locked, release = threading.Event(), threading.Event()

    def hold() -> None:
        async def work() -> None:
            database = Database(database_url, Settings())
            async with migration_lock(database, timeout_s=1):
                locked.set()
                await asyncio.to_thread(release.wait, 30)
            await database.dispose()

        asyncio.run(work())

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait(10)
    try:
        with pytest.raises(StartupError, match="is being migrated by somebody else, and still was after"):
            impatient.upgrade()
    finally:
        release.set()
        holder.join()

    assert 1 == len(said)
    assert 2 == impatient.upgrade()


def test_readiness_asks_what_is_pending(run: MigrationRun, folder: Path, database_url: str) -> None:
    async def ask() -> tuple[str, ...]:
        database = Database(database_url, Settings())
        pending = await pending_migrations(database.engine, folder)
        await database.dispose()
        return pending

    empty = asyncio.run(ask())
    run.upgrade("a1")
    halfway = asyncio.run(ask())
    run.upgrade()

    assert [("a1", "b2"), ("b2",), ()] == [empty, halfway, asyncio.run(ask())]


def test_a_database_ahead_of_this_version_is_ready(run: MigrationRun, folder: Path, tmp_path: Path) -> None:
    run.upgrade()
    given_connection(tmp_path / "older")
    (tmp_path / "older" / "versions" / "a1.py").write_bytes((folder / "versions" / "a1.py").read_bytes())

    async def ask() -> tuple[str, ...]:
        database = Database(run.database.given_url, Settings())
        pending = await pending_migrations(database.engine, tmp_path / "older")
        await database.dispose()
        return pending

    assert () == asyncio.run(ask())


def test_migrations_are_found_where_the_project_says(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.alembic]\nscript_location = "%(here)s/migrations"\n')

    assert MigrationFolder(folder, tmp_path / "pyproject.toml") == find_migrations(start=tmp_path)
    assert MigrationFolder(folder, tmp_path / "pyproject.toml") == find_migrations(folder)


def test_migrations_are_found_by_alembic_ini_by_name_or_by_the_fallback(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "ini").mkdir()
    (tmp_path / "ini" / "alembic.ini").write_text("[alembic]\nscript_location = ../migrations\n")
    given_connection(tmp_path / "named" / "alembic")
    (tmp_path / "empty").mkdir()

    assert MigrationFolder(folder, tmp_path / "ini" / "alembic.ini") == find_migrations(start=tmp_path / "ini")
    assert MigrationFolder(tmp_path / "named" / "alembic") == find_migrations(start=tmp_path / "named")
    assert MigrationFolder(folder) == find_migrations(start=tmp_path / "empty", fallback=folder)


def test_a_project_without_migrations_is_told_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StartupError, match=r"neither pyproject.toml .* nor alembic.ini .* --directory"):
        find_migrations(start=tmp_path)
    with pytest.raises(StartupError, match=r"holds no migrations: there is no env.py"):
        find_migrations(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.alembic]\nscript_location = "gone"\n')
    with pytest.raises(StartupError, match=r"pyproject.toml says that the migrations are in .*gone"):
        find_migrations(start=tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.alembic\n")
    with pytest.raises(StartupError, match=r"pyproject.toml cannot be read"):
        find_migrations(start=tmp_path)
