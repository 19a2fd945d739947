"""The commands beside `serve`: migrations, sample data, the schema file, the doctor."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from gql.name_clash import name_clash
from tests.cli.conftest import RunCommand


def test_migrations_from_empty_to_head_and_back(gql: RunCommand) -> None:
    empty = gql("migrate", "status")
    upgraded = gql("migrate", "upgrade")
    again = gql("migrate", "upgrade")
    at_head = gql("migrate", "status")
    current = gql("migrate", "current")
    history = gql("migrate", "history")
    check = gql("migrate", "check")
    downgraded = gql("migrate", "downgrade", "base")

    assert (1, 0, 0, 0) == (empty.code, upgraded.code, at_head.code, check.code)
    assert "is at no migration: 5 pending." in empty.out
    assert ["  [1/5] 0001 applied", "  [5/5] 0005 applied"] == [
        line.partition(":")[0] for line in upgraded.err.splitlines() if "1/5" in line or "5/5" in line
    ]
    assert "is up to date" in again.err
    assert "is at 0005: up to date." in at_head.out
    assert current.out.startswith("0005 (head) ")
    assert ["applied"] * 5 == [line.split()[0] for line in history.out.splitlines()]
    assert "5 migrations undone" in downgraded.err
    assert 1 == gql("migrate", "status").code


def test_models_and_database_that_differ_are_a_no_with_the_differences(gql: RunCommand, home: Path) -> None:
    gql("migrate", "upgrade")
    with sqlite3.connect(home / "var" / "gql.sqlite") as connection:
        connection.execute("ALTER TABLE tags ADD COLUMN shade TEXT")
    connection.close()

    outcome = gql("migrate", "check")

    assert 1 == outcome.code
    assert "remove_column tags.shade" in outcome.out
    assert "migrate create" in outcome.err


def test_own_migrations_are_found_in_the_project_or_by_directory(gql: RunCommand, home: Path) -> None:
    (home / "db" / "versions").mkdir(parents=True)
    (home / "db" / "env.py").write_text("from alembic import context\n")
    (home / "db" / "versions" / "a1.py").write_text('"""Mine."""\nrevision = "a1"\ndown_revision = None\n')
    (home / "mine.sqlite").touch()
    url = ("--database-url", "sqlite:///mine.sqlite")

    by_directory = gql("migrate", "history", "--directory", "db", *url)
    (home / "pyproject.toml").write_text('[tool.alembic]\nscript_location = "db"\n')
    by_project = gql("migrate", "history", *url)
    wrong = gql("migrate", "history", "--directory", "nowhere", *url)

    assert "pending  a1 (head)  Mine.\n" == by_directory.out == by_project.out
    assert 2 == wrong.code
    assert "nowhere holds no migrations" in wrong.err


def test_the_sql_of_the_migrations_goes_to_stdout(gql: RunCommand) -> None:
    outcome = gql("migrate", "upgrade", "--sql", "--database-url", "postgresql://nobody@nowhere.invalid/none")

    assert 0 == outcome.code
    assert "CREATE TABLE users" in outcome.out


def test_asking_about_a_file_that_is_not_there_does_not_make_it(gql: RunCommand, home: Path) -> None:
    outcome = gql("migrate", "status", "--database-url", "sqlite:///typo.sqlite")

    assert 2 == outcome.code
    assert "There is no file typo.sqlite" in outcome.err
    assert [] == list(home.iterdir())


def test_a_database_in_memory_is_not_migrated(gql: RunCommand) -> None:
    outcome = gql("migrate", "upgrade", "--database-url", "sqlite://")

    assert 2 == outcome.code
    assert "A database in memory ends with the command" in outcome.err


def test_sample_data_is_not_added_to_rows(gql: RunCommand, home: Path) -> None:
    gql("migrate", "upgrade")
    with sqlite3.connect(home / "var" / "gql.sqlite") as connection:
        connection.execute("INSERT INTO tags (name) VALUES ('mine')")
    connection.close()

    outcome = gql("seed")

    assert 2 == outcome.code
    assert "tags" in outcome.err


def test_sample_data_needs_a_migrated_database(gql: RunCommand) -> None:
    outcome = gql("seed", "--database-url", "sqlite:///mine.sqlite")

    assert 2 == outcome.code
    assert "migrate upgrade" in outcome.err


def test_the_schema_is_written_and_a_stale_one_is_noticed(gql: RunCommand, home: Path) -> None:
    missing = gql("schema", "check")
    exported = gql("schema", "export")
    current = gql("schema", "check")
    printed = gql("schema", "export", "--file", "-")
    file = home / "schema.graphql"
    file.write_text(file.read_text().replace("type User ", "type Usr "))
    stale = gql("schema", "check")

    assert [1, 0, 0, 0, 1] == [each.code for each in (missing, exported, current, printed, stale)]
    assert "-type Usr" in stale.out
    assert "+type User" in stale.out
    assert "write it with `schema export`" in stale.err
    assert printed.out.endswith("}\n")


def test_the_schema_of_own_models_needs_no_database(gql: RunCommand, home: Path) -> None:
    (home / "library.py").write_text(
        "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n"
        "class Base(DeclarativeBase): ...\n"
        "class Book(Base):\n"
        "    __tablename__ = 'book'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n"
    )

    outcome = gql("schema", "export", "library:Base", "--file", "-")

    assert 0 == outcome.code
    assert "type Book implements Node" in outcome.out


def test_the_schema_does_not_depend_on_the_environments_database(
    gql: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gql("schema", "export", "--file", "-")
    monkeypatch.setenv("GQL_DATABASE_URL", "postgresql://nobody@nowhere.invalid/none")

    after = gql("schema", "export", "--file", "-")

    assert before == after


def test_the_doctor_finds_nothing_wrong_with_a_fresh_start(gql: RunCommand) -> None:
    fresh = gql("doctor")
    gql("migrate", "upgrade")
    migrated = gql("doctor")

    assert (0, 0) == (fresh.code, migrated.code)
    assert "note  database" in fresh.out
    assert "`serve` makes it" in fresh.out
    assert "ok    database     SQLite file var/gql.sqlite answers" in migrated.out
    assert "ok    migrations   up to date" in migrated.out


def test_the_doctor_names_what_is_wrong(gql: RunCommand, unused_tcp_port: int) -> None:
    outcome = gql("doctor", "--database-url", f"mysql://user:geheim@127.0.0.1:{unused_tcp_port}/shop")

    assert 1 == outcome.code
    assert f"FAIL  database     MariaDB/MySQL at 127.0.0.1:{unused_tcp_port}/shop cannot be used" in outcome.out
    assert "geheim" not in outcome.out


def test_the_doctor_goes_on_when_the_settings_are_bad(gql: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GQL_PORT", "abc")

    outcome = gql("doctor")

    assert 1 == outcome.code
    assert "ok    python" in outcome.out
    assert "FAIL  settings     GQL_PORT ('abc')" in outcome.out


@pytest.mark.parametrize("arguments", [[], ["--help"], ["migrate", "--help"], ["serve", "--help"]])
def test_help_is_there(gql: RunCommand, arguments: list[str]) -> None:
    outcome = gql(*arguments)

    assert "Usage: gql-gateway" in outcome.out + outcome.err


def test_an_unknown_command_is_refused_with_the_usage(gql: RunCommand) -> None:
    outcome = gql("migrate", "upwards")

    assert 2 == outcome.code
    assert "No such command 'upwards'" in outcome.err


def test_the_client_of_the_same_name_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "gql-4.4.0.dist-info").mkdir()
    (tmp_path / "gql-4.4.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: gql\nVersion: 4.4.0\n")
    alone = name_clash()
    monkeypatch.syspath_prepend(tmp_path)

    together = name_clash()

    assert alone is None
    assert together is not None
    assert "The GraphQL client gql 4.4.0 is installed in the environment" in together
