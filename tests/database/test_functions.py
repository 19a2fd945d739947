"""The functions that the gateway's SQL asks of SQLite: each connection has them, and they mean what other databases mean."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from gql.database import Database
from gql.database.functions import json_at, json_contains, lower
from gql.settings import Settings


async def test_every_connection_of_a_sqlite_database_has_them(tmp_path: Path) -> None:
    file = tmp_path / "empty.sqlite"
    file.touch()
    database = Database(f"sqlite:///{file}", Settings())

    async with database.engine.connect() as first, database.engine.connect() as second:
        found = [
            tuple(
                (await connection.execute(text("SELECT gql_lower('ÄÖ'), gql_json_at('{\"a\": [1]}', '[\"a\"]')"))).one()
            )
            for connection in (first, second)
        ]
    await database.dispose()

    assert [("äö", "[1]")] * 2 == found


def test_lower_case_is_that_of_each_character_by_itself() -> None:
    assert ["ada", "äß", "σασ", "i", "🦁", ""] == [lower(text) for text in ("ADA", "Äẞ", "ΣΑΣ", "İ", "🦁", "")]
    assert [None, 1, b"A"] == [lower(value) for value in (None, 1, b"A")]


@pytest.mark.postgresql
async def test_lower_case_is_that_of_postgresql_for_all_of_unicode(postgresql_url: str) -> None:
    database = Database(postgresql_url, Settings())
    capitals = (
        "SELECT code, lower(chr(code)) FROM generate_series(1, :most) AS code"
        " WHERE code NOT BETWEEN 55296 AND 57343 AND lower(chr(code)) <> chr(code)"
    )

    async with database.engine.connect() as connection:
        found = (await connection.execute(text(capitals), {"most": sys.maxunicode})).all()
    await database.dispose()

    characters = (chr(code) for code in range(1, sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF)
    assert {ord(own): lower(own) for own in characters if lower(own) != own} == dict(found)


@pytest.mark.mariadb
async def test_lower_case_is_that_of_mariadb_for_all_of_unicode(mariadb_url: str) -> None:
    database = Database(mariadb_url, Settings())
    codes = [code for code in range(1, sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    differing: list[str] = []

    async with database.engine.connect() as connection:
        for start in range(0, len(codes), 20_000):
            characters = "".join(map(chr, codes[start : start + 20_000]))
            query = text("SELECT lower(CONVERT(:characters USING utf8mb4) COLLATE utf8mb4_uca1400_as_cs)")
            (lowered,) = (await connection.execute(query, {"characters": characters})).one()
            pairs = zip(characters, lowered, strict=True)
            differing += [hex(ord(own)) for own, theirs in pairs if theirs != lower(own)]
    await database.dispose()

    assert [] == differing


@pytest.mark.parametrize(
    ("document", "path", "found"),
    [
        ('{"a": {"b": [10, "x"]}}', '["a", "b", 1]', '"x"'),
        ('{"\\u00fc": 1}', '["ü"]', "1"),
        ('{"a": null}', '["a"]', "null"),
        ('{"a": "x"}', '["a", 0]', None),
        ('["x"]', '["0"]', None),
        ('{"0": "x"}', "[0]", None),
        ("[1]", "[1]", None),
        ("not JSON", "[0]", None),
        (None, "[0]", None),
        (7, '["a"]', None),
    ],
)
def test_a_path_leads_by_names_into_objects_and_by_numbers_into_lists(
    document: object, path: str, found: str | None
) -> None:
    assert found == json_at(document, path)


@pytest.mark.parametrize(
    ("document", "candidate", "holds"),
    [
        ('{"a": 1, "b": 2}', '{"a": 1}', True),
        ('{"a": 1}', '{"a": true}', False),
        ('{"a": [1, 2]}', '{"a": 1}', False),
        ('{"a": [1, 2]}', '{"a": [2]}', True),
        ("[1, 2]", "2", True),
        ("[[1, 2]]", "[1]", False),
        ('[{"a": 1}]', '{"a": 1}', False),
        ("1", "1.0", True),
        (1, "1", True),
        ("{}", "{}", True),
        ("not JSON", "{}", None),
    ],
)
def test_a_document_contains_what_postgresql_says(document: object, candidate: str, holds: bool | None) -> None:
    assert holds is json_contains(document, candidate)
