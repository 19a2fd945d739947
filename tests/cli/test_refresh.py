"""`refresh` computes materialized views anew, in the order in which they read each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from tests.cli.conftest import RunCommand

VIEWS = """
CREATE SCHEMA reports;
CREATE TABLE sales (id int PRIMARY KEY, shop text NOT NULL, amount int NOT NULL);
CREATE MATERIALIZED VIEW zz_by_shop AS SELECT shop, sum(amount) AS amount FROM sales GROUP BY shop;
CREATE VIEW large_shops AS SELECT * FROM zz_by_shop WHERE amount > 10;
CREATE MATERIALIZED VIEW "A total: all" AS SELECT count(*) AS shops, sum(amount) AS amount FROM large_shops;
CREATE MATERIALIZED VIEW reports.zz_by_shop AS SELECT 1 AS one;
CREATE MATERIALIZED VIEW reports.hollow AS SELECT 1 AS one WITH NO DATA;
INSERT INTO sales VALUES (1, 'Bern', 20), (2, 'Basel', 5), (3, 'Basel', 15);
"""


@pytest.fixture
def shop_url(postgresql_url: str) -> Iterator[str]:
    """A database with sales that none of its materialized views has yet."""
    with connect(postgresql_url) as connection:
        connection.execute(VIEWS)
    yield postgresql_url
    with connect(postgresql_url) as connection:
        connection.execute("DROP SCHEMA public, reports CASCADE; CREATE SCHEMA public")


def connect(url: str) -> psycopg.Connection[Any]:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    with connect(url) as connection:
        return connection.execute(query).fetchall()


def test_one_view_is_refreshed_by_its_name(gql: RunCommand, shop_url: str) -> None:
    outcome = gql("refresh", "zz_by_shop", "--database-url", shop_url)

    assert (0, "") == (outcome.code, outcome.out)
    assert re.fullmatch(r"  \[1/1\] zz_by_shop refreshed in \d+\.\d s\n", outcome.err)
    assert [("Basel", 20), ("Bern", 20)] == rows(shop_url, "SELECT * FROM zz_by_shop ORDER BY shop")
    assert [(0, None)] == rows(shop_url, 'SELECT * FROM "A total: all"')


def test_all_views_are_refreshed_each_after_those_that_it_reads(gql: RunCommand, shop_url: str) -> None:
    outcome = gql("refresh", "--all", "--database-url", shop_url)

    assert 0 == outcome.code, outcome.err
    assert [(2, 40)] == rows(shop_url, 'SELECT * FROM "A total: all"')
    assert [(1,)] == rows(shop_url, "SELECT * FROM reports.hollow")
    steps = [line.split("] ")[1].partition(" refreshed")[0] for line in outcome.err.splitlines()]
    assert {"zz_by_shop", "A total: all", "reports.zz_by_shop", "reports.hollow"} == set(steps)
    assert steps.index("zz_by_shop") < steps.index("A total: all")
    assert "[4/4]" in outcome.err


def test_concurrently_takes_a_unique_index_and_rows(gql: RunCommand, shop_url: str) -> None:
    refused = gql("refresh", "zz_by_shop", "--concurrently", "--database-url", shop_url)
    hollow = gql("refresh", "reports.hollow", "--concurrently", "--database-url", shop_url)
    with connect(shop_url) as connection:
        connection.execute("CREATE UNIQUE INDEX ON zz_by_shop (shop)")

    done = gql("refresh", "zz_by_shop", "--concurrently", "--database-url", shop_url)

    assert (2, 2, 0) == (refused.code, hollow.code, done.code)
    assert "zz_by_shop cannot be refreshed --concurrently without a unique index" in refused.err
    assert "CREATE UNIQUE INDEX ON zz_by_shop" in refused.err
    assert "reports.hollow has no rows to read meanwhile: refresh it once without --concurrently." in hollow.err
    assert [("Basel", 20), ("Bern", 20)] == rows(shop_url, "SELECT * FROM zz_by_shop ORDER BY shop")


def test_nothing_is_refreshed_if_one_name_is_wrong(gql: RunCommand, shop_url: str) -> None:
    outcome = gql("refresh", "zz_by_shop", "sails", "--database-url", shop_url)

    assert 2 == outcome.code
    assert (
        "has no materialized view sails; it has A total: all, reports.hollow, reports.zz_by_shop, zz_by_shop."
        in outcome.err
    )
    assert [] == rows(shop_url, "SELECT * FROM zz_by_shop")


def test_a_name_in_several_schemas_needs_its_schema(gql: RunCommand, shop_url: str) -> None:
    with connect(shop_url) as connection:
        connection.execute("CREATE SCHEMA more; CREATE MATERIALIZED VIEW more.hollow AS SELECT 1")

    outcome = gql("refresh", "hollow", "--database-url", shop_url)

    with connect(shop_url) as connection:
        connection.execute("DROP SCHEMA more CASCADE")
    assert 2 == outcome.code
    assert "has several materialized views hollow: name one of more.hollow, reports.hollow." in outcome.err


def test_a_database_without_materialized_views_says_so(gql: RunCommand, postgresql_url: str) -> None:
    named = gql("refresh", "sales", "--database-url", postgresql_url)
    every = gql("refresh", "--all", "--database-url", postgresql_url)

    assert (2, 0) == (named.code, every.code)
    assert "has no materialized views; a migration makes one" in named.err
    assert "The database has no materialized views." in every.err


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("mariadb", marks=pytest.mark.mariadb)])
def test_other_databases_are_refused_with_what_to_do(
    gql: RunCommand, request: pytest.FixtureRequest, kind: str
) -> None:
    if kind == "sqlite":
        gql("migrate", "upgrade")
        outcome = gql("refresh", "--all")
    else:
        outcome = gql("refresh", "--all", "--database-url", request.getfixturevalue("mariadb_url"))

    assert 2 == outcome.code
    assert (
        "has no materialized views, PostgreSQL alone has: serve an ordinary view, or a table that a job fills."
        in outcome.err
    )


@pytest.mark.parametrize("arguments", [(), ("sales", "--all")])
def test_names_or_all_and_not_both(gql: RunCommand, arguments: tuple[str, ...]) -> None:
    outcome = gql("refresh", *arguments)

    assert 2 == outcome.code
    assert "Name the materialized views to refresh, or write --all" in outcome.err
