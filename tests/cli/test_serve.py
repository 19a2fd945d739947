"""`serve`: the embedded database is made once, other databases are left alone, and what is wrong is one message."""

from __future__ import annotations

import hashlib
import shutil
import socket
import sqlite3
import time
from pathlib import Path

import pytest

from gql.cli.embedded import is_empty
from gql.cli.models import source_of
from gql.cli.serve import prepare
from gql.reference import Base
from gql.settings import Settings
from tests.cli.conftest import RunCommand, serving

SHOP = """
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase): ...


class Customer(Base):
    __tablename__ = "customer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Anything: ...
"""


@pytest.fixture
def shop(home: Path) -> Path:
    """A module of models, and a database that belongs to them."""
    (home / "shop.py").write_text(SHOP)
    with sqlite3.connect(home / "shop.sqlite") as connection:
        connection.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL)")
        connection.execute("INSERT INTO customer VALUES (1, 'Ada')")
    connection.close()
    return home


@pytest.mark.slow
def test_the_first_start_makes_the_embedded_database_and_the_second_is_quick(home: Path) -> None:
    with serving(home) as server:
        first = server.query("{ users(first: 1) { totalCount } }")
        said = server.stop()

    started_s = time.monotonic()
    with serving(home) as server:
        second = server.query("{ users(first: 1) { totalCount } }")
        took_s = time.monotonic() - started_s
        said_again = server.stop()

    assert first == second == {"users": {"totalCount": 2000}}
    assert took_s < 15
    assert "[1/5] 0001 applied" in said
    assert "  users: 2000 rows" in said
    assert "Serving the reference domain on SQLite file var/gql.sqlite" in said
    assert "applied" not in said_again
    assert "rows" not in said_again


def test_seeding_can_be_left_out(home: Path) -> None:
    settings = Settings()

    prepare(source_of(None, None, settings), settings, migrate=None, seed=False)

    assert is_empty(settings)


def test_an_existing_database_is_reflected_and_not_touched(home: Path, chinook_dir: Path) -> None:
    file = home / "chinook.sqlite"
    shutil.copy(chinook_dir / "chinook.sqlite", file)
    before = hashlib.sha256(file.read_bytes()).hexdigest()

    with serving(home, "--database-url", "sqlite:///chinook.sqlite") as server:
        data = server.query("{ artists(first: 1) { totalCount nodes { name albums(first: 1) { nodes { title } } } } }")
        server.stop()

    album = {"nodes": [{"title": "For Those About To Rock We Salute You"}]}
    assert {"artists": {"totalCount": 275, "nodes": [{"name": "AC/DC", "albums": album}]}} == data
    assert before == hashlib.sha256(file.read_bytes()).hexdigest()
    assert ["chinook.sqlite"] == [path.name for path in home.iterdir()]


def test_own_models_are_served_on_their_database(shop: Path) -> None:
    with serving(shop, "shop:Base", "--database-url", "sqlite:///shop.sqlite", "--path", "/graphql") as server:
        data = server.query("{ customers { nodes { name } } }")
        status, schema = server.get("/schema.graphql")
        said = server.stop()

    assert {"customers": {"nodes": [{"name": "Ada"}]}} == data
    assert 200 == status
    assert b"type Customer" in schema
    assert "Serving shop:Base on SQLite file shop.sqlite" in said
    assert not (shop / "var").exists()


def test_a_gateway_of_ones_own_is_served_as_it_is(shop: Path) -> None:
    (shop / "api.py").write_text(
        "from gql import Gateway\nfrom gql.database import Database\nfrom shop import Base\n"
        "gateway = Gateway(Base, database=Database('sqlite:///shop.sqlite'))\n"
    )

    with serving(shop, "api:gateway") as server:
        data = server.query("{ customers { totalCount } }")
        server.stop()

    assert {"customers": {"totalCount": 1}} == data


@pytest.mark.parametrize("option", [["--path", "/api"], ["--mode", "production"], ["--database-url", "sqlite://"]])
def test_a_gateway_is_not_given_what_it_was_made_with(shop: Path, gql: RunCommand, option: list[str]) -> None:
    (shop / "made.py").write_text("from gql import Gateway\nfrom shop import Base\ngateway = Gateway(Base)\n")

    outcome = gql("serve", "made:gateway", *option)

    assert 2 == outcome.code
    assert "only --host and --port can be given" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["shop:Base"], "No database is named for shop:Base; give --database-url, or set GQL_DATABASE_URL."),
        (
            ["shop:Base", "--database-url", "sqlite:///typo.sqlite"],
            "There is no file typo.sqlite; correct --database-url",
        ),
        (["--database-url", "sqlite:///typo.sqlite"], "There is no file typo.sqlite; correct --database-url"),
        (["--database-url", "sqlite:///shop.py"], "the tables cannot be read: file is not a database"),
        (["--database-url", "oracle://host/shop"], "oracle, which is not a database that the gateway serves"),
        (["shop:Nothing", "--database-url", "sqlite:///shop.sqlite"], "shop has no Nothing; write it like shop:Base."),
        (
            ["shop:Anything", "--database-url", "sqlite:///shop.sqlite"],
            "which cannot be served; name a DeclarativeBase",
        ),
        (["nowhere.models:Base"], "nowhere.models cannot be imported: No module named 'nowhere'"),
        (["broken:Base"], "broken cannot be imported: ZeroDivisionError: division by zero"),
        (["shop:Base", "--database-url", "sqlite:///shop.sqlite", "--seed"], "--seed is about the reference domain"),
        (
            ["shop:Base", "--database-url", "sqlite:///shop.sqlite", "--migrate"],
            "--migrate is about the reference domain",
        ),
        (["--host", "0.0.0.0"], "GQL_SECRET_KEY is not set, and production needs it"),
        (["--port", "70000"], "GQL_PORT (70000) should be less than or equal to 65535"),
    ],
)
def test_what_is_wrong_is_one_message(shop: Path, gql: RunCommand, arguments: list[str], message: str) -> None:
    (shop / "broken.py").write_text("1 / 0\n")

    outcome = gql("serve", *arguments)

    assert 2 == outcome.code
    assert message in outcome.err
    assert "Traceback" not in outcome.err
    assert not (shop / "typo.sqlite").exists()
    assert not (shop / "var").exists()


def test_a_port_that_is_taken_is_said_before_a_database_is_made(home: Path, gql: RunCommand) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        outcome = gql("serve", "--port", port)

    assert 2 == outcome.code
    assert f"127.0.0.1:{port} cannot be listened on" in outcome.err
    assert not (home / "var").exists()


def test_a_database_that_is_down_is_one_message(home: Path, gql: RunCommand, unused_tcp_port: int) -> None:
    outcome = gql("serve", "--database-url", f"postgresql://user:geheim@127.0.0.1:{unused_tcp_port}/shop")

    assert 2 == outcome.code
    assert f"error: PostgreSQL at 127.0.0.1:{unused_tcp_port}/shop cannot be reached" in outcome.err
    assert "geheim" not in outcome.err


def test_another_database_is_migrated_and_filled_only_when_told(home: Path) -> None:
    settings = Settings(database_url="sqlite:///mine.sqlite")
    (home / "mine.sqlite").touch()
    source = source_of(Base, "gql.reference:Base", settings)

    prepare(source, settings, migrate=None, seed=None)
    untouched = (home / "mine.sqlite").stat().st_size
    prepare(source, settings, migrate=True, seed=None)

    assert 0 == untouched
    assert is_empty(settings)
