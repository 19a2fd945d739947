"""`export`: whole files or none, a quiet end of a pipe, and a bar for those who watch."""

from __future__ import annotations

import io
import os
import pty
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from tests import services
from tests.cli.conftest import RunCommand

ROWS = 3_000
QUERY = "query Customers($n: Int) { customers(first: $n) { nodes { rowId name } } }"
SHOP = """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase): ...


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
"""


@pytest.fixture
def shop(home: Path) -> Path:
    """A module of models, and a database that belongs to them; a row far behind holds what the models forbid."""
    (home / "shop.py").write_text(SHOP)
    with closing(sqlite3.connect(home / "shop.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, name VARCHAR)")
        rows = [(number, None if number == ROWS else f"Ada {number}") for number in range(1, ROWS + 1)]
        connection.executemany("INSERT INTO customer VALUES (?, ?)", rows)
    return home


MODELS = ("shop:Base", "--database-url", "sqlite:///shop.sqlite")


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "gql", "export", *arguments]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(services.REPOSITORY)}


def test_rows_go_to_stdout_and_a_sentence_to_stderr(gql: RunCommand, shop: Path) -> None:
    outcome = gql("export", QUERY, *MODELS, "--variables", '{"n": 2}')

    assert 0 == outcome.code
    assert '{"rowId":1,"name":"Ada 1"}\n{"rowId":2,"name":"Ada 2"}\n' == outcome.out
    assert "Exported 2 rows to stdout" in outcome.err


def test_the_format_follows_the_name_of_the_file_and_the_query_may_be_one(
    gql: RunCommand, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shop / "query.graphql").write_text(QUERY)
    (shop / "out.json").write_text("what was there before")
    two = ("--variables", '{"n": 2}')

    as_csv = gql("export", "@query.graphql", *MODELS, *two, "--output", "out.csv")
    as_json = gql("export", "@query.graphql", *MODELS, *two, "--output", "out.json")
    monkeypatch.setattr(sys, "stdin", io.StringIO(QUERY))
    told = gql("export", "-", *MODELS, *two, "-o", "out.txt", "--format", "csv")

    assert [0, 0, 0] == [as_csv.code, as_json.code, told.code]
    assert b"rowId,name\r\n1,Ada 1\r\n2,Ada 2\r\n" == (shop / "out.csv").read_bytes() == (shop / "out.txt").read_bytes()
    assert [1, 2] == [node["rowId"] for node in orjson.loads((shop / "out.json").read_bytes())]
    assert "Exported 2 rows to out.csv" in as_csv.err


def test_an_export_that_fails_leaves_the_file_as_it_was(gql: RunCommand, shop: Path) -> None:
    (shop / "out.ndjson").write_text("what was there before")
    before = sorted(shop.iterdir())

    outcome = gql("export", QUERY, *MODELS, "--output", "out.ndjson")

    assert 2 == outcome.code
    assert "Cannot return null for non-nullable field Customer.name" in outcome.err
    assert "what was there before" == (shop / "out.ndjson").read_text()
    assert before == sorted(path for path in shop.iterdir() if path.name != "__pycache__")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{ customers { nodes { nonsense } } }", *MODELS), "Cannot query field 'nonsense'"),
        (("{ customers { totalCount } }", *MODELS), "select `nodes { … }`"),
        ((QUERY, *MODELS, "--variables", "{"), "--variables is not JSON"),
        ((QUERY, *MODELS, "--variables", "[]"), "--variables is to be an object"),
        (("@nowhere.graphql", *MODELS), "nowhere.graphql"),
        ((QUERY, *MODELS, "--output", "nowhere/out.csv"), "nowhere"),
        ((QUERY, "shop:Base"), "No database is named for shop:Base"),
        ((QUERY,), "No database is named for the reference domain"),
        ((QUERY, "shop:Base", "--database-url", "sqlite:///typo.sqlite"), "There is no file typo.sqlite"),
    ],
)
def test_what_is_wrong_is_one_message(gql: RunCommand, shop: Path, arguments: tuple[str, ...], said: str) -> None:
    outcome = gql("export", *arguments)

    assert 2 == outcome.code
    assert said in outcome.err
    assert "Traceback" not in outcome.err
    assert "" == outcome.out


def test_a_pipe_that_nobody_reads_ends_the_export_without_a_word(shop: Path) -> None:
    with subprocess.Popen(
        command("{ customers(first: 2999) { nodes { a: name b: name c: name d: name e: name } } }", *MODELS),
        cwd=shop,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert orjson.loads(first)["a"] == "Ada 1"
    assert (b"", 141) == (said, process.returncode)


def test_a_terminal_shows_a_bar_with_the_total(shop: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.run(
        command("{ customers(first: 2500) { nodes { name } } }", *MODELS, "--output", "out.csv"),
        cwd=shop,
        env={**environment(), "TERM": "xterm", "COLUMNS": "100"},
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)

    assert 0 == process.returncode
    assert b"customers" in shown
    assert b"2500/2500" in shown
    assert b"rows/s" in shown
    assert b"Exported 2,500 rows to out.csv" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # nobody holds the other side any more
        return b""
