"""What a session of each database is set to."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from gql.database import Database
from gql.settings import Settings
from tests.database.conftest import OpenDatabase


async def values(url: str, *expressions: str, **settings: object) -> list[object]:
    database = Database(url, Settings(**settings))
    async with database.reading(snapshot=False) as connection:
        found = [(await connection.execute(text(f"SELECT {each}"))).scalar_one() for each in expressions]
    await database.dispose()
    return found


async def test_postgresql_knows_who_asks_and_when_to_stop(postgresql_url: str) -> None:
    names = ("application_name", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "TimeZone")

    found = await values(
        postgresql_url, *(f"current_setting('{name}')" for name in names), statement_timeout_s=2.5, lock_timeout_s=1
    )

    assert ["gql-gateway", "2500ms", "1s", "10s", "UTC"] == found


async def test_postgresql_maintenance_has_a_lock_limit_only(postgresql_url: str) -> None:
    database = Database(postgresql_url, Settings(), maintenance=True)

    async with database.reading(snapshot=False) as connection:
        names = ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout")
        found = [(await connection.execute(text(f"SHOW {name}"))).scalar_one() for name in names]

    assert ["0", "0", "3s"] == found
    await database.dispose()


async def test_behind_pgbouncer_every_read_is_a_transaction_without_named_statements(postgresql_url: str) -> None:
    database = Database(postgresql_url, Settings(pgbouncer=True))

    async with database.reading(snapshot=False) as connection:
        await connection.execute(text("SELECT 1"))
        prepared = (await connection.execute(text("SELECT count(*) FROM pg_prepared_statements"))).scalar_one()
        driver_connection: Any = (await connection.get_raw_connection()).driver_connection
        is_in_transaction = driver_connection.is_in_transaction()

    assert (0, True) == (prepared, is_in_transaction)
    await database.dispose()


@pytest.mark.parametrize("query", ["sslmode=disable", "sslmode=disable&application_name=shop&channel_binding=prefer"])
async def test_libpqs_url_parameters_are_understood(postgresql_url: str, query: str) -> None:
    (ssl,) = await values(f"{postgresql_url}?{query}", "ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")

    assert ssl is False


async def test_mariadb_is_strict_in_utc_and_utf8(mariadb_url: str) -> None:
    variables = ("time_zone", "character_set_client", "character_set_connection", "max_statement_time", "autocommit")

    *found, sql_mode = await values(
        mariadb_url, *(f"@@session.{name}" for name in variables), "@@session.sql_mode", statement_timeout_s=2.5
    )

    assert ["+00:00", "utf8mb4", "utf8mb4", 2.5, 1] == found
    assert "STRICT_TRANS_TABLES" in str(sql_mode)
    assert "ANSI" not in str(sql_mode)


async def test_mariadb_takes_and_gives_every_kind_of_value(mariadb_url: str) -> None:
    sent = {"bytes": bytes(range(256)), "text": "ü😀 100% '\"\\", "number": 2**62 + 1}
    database = Database(mariadb_url, Settings())

    async with database.reading(snapshot=False) as connection:
        row = (await connection.execute(text("SELECT :bytes, :text, :number"), sent)).one()

    assert tuple(sent.values()) == tuple(row)
    await database.dispose()


async def test_postgresql_looks_joined_rows_up_directly(open_database: OpenDatabase) -> None:
    database = open_database()
    if database.dialect_name != "postgresql":
        pytest.skip("a setting of PostgreSQL")

    async with database.reading(snapshot=False) as connection:
        assert "off" == (await connection.exec_driver_sql("SHOW enable_memoize")).scalar()
