"""What the README shows works as it stands there: its blocks are cut out, saved and run."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.processes import ask, free_port, running
from tests.services import REPOSITORY, require_chinook

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def environment(**more: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GQL_")}
    return {**ours, "PYTHONPATH": str(REPOSITORY), **more}


def test_it_opens_with_the_two_commands() -> None:
    first = README.split("```")[1]

    assert ["scripts/serve", "scripts/test"] == re.findall(r"^scripts/\w+", first, re.MULTILINE)
    assert README.index("```") < 100


def test_its_links_lead_to_files() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", README) if "://" not in link]

    assert links
    assert [] == [link for link in links if not (REPOSITORY / link).exists()]


def test_its_query_reads_an_existing_database_in_three_statements(tmp_path: Path) -> None:
    (tmp_path / "chinook.sqlite").write_bytes((require_chinook() / "chinook.sqlite").read_bytes())
    (command,) = (line for line in README.splitlines() if "sqlite:///chinook.sqlite" in line)
    (query,) = blocks("graphql")
    port = free_port()
    address = f"http://127.0.0.1:{port}"

    with running(
        [sys.executable, *command.split()[1:], "--port", str(port)], tmp_path, environment(), f"{address}/health/ready"
    ):
        answer = ask(f"{address}/graphql", query)

    assert ["A Cor Do Som", "AC/DC"] == [artist["name"] for artist in answer["data"]["artists"]["nodes"]]
    assert [0, 2] == [artist["albums"]["totalCount"] for artist in answer["data"]["artists"]["nodes"]]
    assert answer["extensions"]["execution"]["statements"] == 3


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with the README's models and application, and a database for them."""
    models, application = blocks("python")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "models.py").write_text(models)
    (tmp_path / "application.py").write_text(application)
    engine = create_engine(f"sqlite:///{tmp_path / 'shop.sqlite'}", poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE customer (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL)"))
        connection.execute(text('CREATE TABLE "order" (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL)'))
        connection.execute(text("INSERT INTO customer VALUES (1, 'Ada')"))
        connection.execute(text('INSERT INTO "order" VALUES (1, 1), (2, 1)'))
    return tmp_path


@pytest.mark.parametrize(
    ("command", "path"),
    [
        pytest.param(["gql", "serve", "shop.models:Base"], "", id="served"),
        pytest.param(["uvicorn", "application:app"], "/shop", id="mounted in FastAPI"),
    ],
)
def test_its_models_are_served(shop: Path, command: list[str], path: str) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}{path}"

    with running(
        [sys.executable, "-m", *command, "--port", str(port)],
        shop,
        environment(GQL_DATABASE_URL="sqlite:///shop.sqlite"),
        f"{address}/health/ready",
    ):
        answer = ask(
            f"{address}/graphql", "{ customers { nodes { name orders { totalCount nodes { customer { name } } } } } }"
        )

    orders = {"totalCount": 2, "nodes": [{"customer": {"name": "Ada"}}] * 2}
    assert {"customers": {"nodes": [{"name": "Ada", "orders": orders}]}} == answer["data"]
