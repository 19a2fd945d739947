"""URLs: whichever driver they name, ours is used; what we cannot serve is refused with a remedy."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url

from gql.database import Database
from gql.database.drivers import async_url, label_of
from gql.errors import SettingsError
from gql.settings import Settings


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///shop.db", "sqlite+aiosqlite:///shop.db"),
        ("sqlite+pysqlite:////var/shop.db", "sqlite+aiosqlite:////var/shop.db"),
        ("postgres://u:p@host/shop", "postgresql+asyncpg://u:p@host/shop"),
        ("postgresql://u@host:6543/shop", "postgresql+asyncpg://u@host:6543/shop"),
        ("postgresql+psycopg2://u@host/shop?sslmode=require", "postgresql+asyncpg://u@host/shop"),
        ("mysql://u@host/shop", "mysql+asyncmy://u@host/shop"),
        ("mariadb+pymysql://u@host/shop", "mysql+asyncmy://u@host/shop"),
    ],
)
def test_a_url_gets_our_driver(given: str, used: str) -> None:
    assert used == async_url(given).render_as_string(hide_password=False)


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("postgresql://user:geheim@db.example:6543/shop?sslmode=require", "PostgreSQL at db.example:6543/shop"),
        ("mariadb://user:geheim@db.example/shop", "MariaDB/MySQL at db.example/shop"),
        ("sqlite:///var/shop.db", "SQLite file var/shop.db"),
        ("sqlite://", "SQLite in memory"),
    ],
)
def test_messages_call_a_database_by_its_place_alone(url: str, label: str) -> None:
    assert label == label_of(make_url(url))


def test_a_database_that_is_not_served_is_refused() -> None:
    with pytest.raises(SettingsError, match="oracle, which is not a database that the gateway serves; use sqlite"):
        Database("oracle://user:geheim@host/shop", Settings())


def test_a_driver_that_is_not_installed_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "asyncmy", None)

    with pytest.raises(
        SettingsError, match=r"needs the package asyncmy; install it with: pip install 'gql-gateway\[mariadb\]'"
    ):
        Database("mysql://host/shop", Settings())
