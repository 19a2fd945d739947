"""Columns of a database that nobody here designed are served by what they hold, or left out with a note."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Integer
from sqlalchemy.ext.asyncio import create_async_engine

from gql import naming
from gql.database.reflection import ReflectionOptions, reflect_models, reflection_notes
from gql.errors import StartupError
from gql.gateway import Gateway
from gql.mapping.options import MappingOptions
from gql.settings import Settings
from tests.zoo.answers import answer, pages, respond


@asynccontextmanager
async def served(
    url: str, statements: Sequence[str], options: ReflectionOptions | None = None
) -> AsyncIterator[tuple[Gateway, tuple[str, ...]]]:
    """A gateway over the database that the statements make, and the notes of its reflection."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)
    base = await reflect_models(engine, naming=naming, options=options)
    await engine.dispose()
    gateway = Gateway(base, settings=Settings(database_url=url), options=MappingOptions(skip_unmappable=True))
    try:
        yield gateway, reflection_notes(base)
    finally:
        await gateway.stop()


async def types_of(gateway: Gateway, name: str) -> dict[str, str]:
    query = f'{{ __type(name: "{name}") {{ fields {{ name type {{ name kind ofType {{ name kind ofType {{ name }} }} }} }} }} }}'
    fields = (await respond(gateway, query))["data"]["__type"]["fields"]
    return {field["name"]: _spelled(field["type"]) for field in fields}


def _spelled(type_: dict[str, Any] | None) -> str:
    if type_ is None:
        return ""
    inner = type_.get("ofType")
    if type_.get("kind") == "NON_NULL":
        return f"{_spelled(inner)}!"
    return f"[{_spelled(inner)}]" if type_.get("kind") == "LIST" else str(type_["name"])


SQLITE = (
    """CREATE TABLE moments (
        id INTEGER PRIMARY KEY, plain DATETIME, micro TIMESTAMP, iso DATETIME, day_only DATETIME, epoch DATETIME,
        mixed DATETIME, zulu DATETIME, day DATE, day_with_time DATE, clock TIME, empty DATETIME
    )""",
    """INSERT INTO moments VALUES
        (1, '2021-01-01 00:00:00', '2021-01-01 00:00:00.000001', '2021-01-01T10:00:00', '2021-01-01', 1609459200,
         '2021-01-01', '2021-01-01T00:00:00Z', '2021-01-01', '2021-01-01 10:00:00', '10:00', NULL),
        (2, '2021-01-01 00:00:00', '2021-01-01 00:00:00.000000', '2021-01-01T10:00:00', '2021-01-02', 1609459201,
         '2021-01-01 00:00:00', '2021-01-01T00:00:01Z', '2021-01-02', '2021-01-01 10:00:00', '09:30', NULL)""",
    """CREATE TABLE loose (
        id INTEGER PRIMARY KEY, money NUMERIC(10,2), any_number DECIMAL, size INTEGER, is_on BOOLEAN, odd_bool BOOLEAN,
        untyped, blob_data BLOB, untyped_mix, letters TEXT, generated INTEGER GENERATED ALWAYS AS (size + 1) VIRTUAL
    )""",
    """INSERT INTO loose (id, money, any_number, size, is_on, odd_bool, untyped, blob_data, untyped_mix, letters) VALUES
        (1, 0.1, 0.1, 5000000000, 1, 'yes', 1.5, x'00ff', 1, 'a'), (2, 10, 12345.678, 1, 0, 'no', 2, NULL, 'b', '')""",
    "CREATE TABLE strange_key (code TEXT PRIMARY KEY, parent TEXT REFERENCES nowhere (code)) WITHOUT ROWID",
    "INSERT INTO strange_key VALUES ('a', NULL)",
    "CREATE VIEW totals AS SELECT id, money * 2 AS doubled, count(*) AS amount FROM loose GROUP BY id",
    "CREATE VIRTUAL TABLE texts USING fts5(body)",
)


@pytest.fixture(scope="module")
async def sqlite(sqlite_url: str) -> AsyncIterator[tuple[Gateway, tuple[str, ...]]]:
    async with served(sqlite_url, SQLITE) as gateway_and_notes:
        yield gateway_and_notes


async def test_sqlite_moments_have_the_type_that_their_text_allows(sqlite: tuple[Gateway, tuple[str, ...]]) -> None:
    types = await types_of(sqlite[0], "Moment")

    assert {name: type_ for name, type_ in types.items() if name not in {"id", "rowId"}} == {
        "plain": "DateTime", "micro": "DateTime", "iso": "DateTime", "dayOnly": "DateTime", "empty": "DateTime",
        "epoch": "Int", "mixed": "String", "zulu": "String",
        "day": "Date", "dayWithTime": "DateTime", "clock": "Time",
    }  # fmt: skip


@pytest.mark.parametrize("field", ["plain", "micro", "iso", "dayOnly", "mixed", "day", "dayWithTime", "clock", "epoch"])
async def test_sqlite_moments_page_in_the_form_in_which_they_are_stored(
    sqlite: tuple[Gateway, tuple[str, ...]], field: str
) -> None:
    query = f"""
      query Page($first: Int!, $after: String) {{
        moments(first: $first, after: $after, orderBy: [{{{field}: ASC}}]) {{
          nodes {{ rowId {field} }} pageInfo {{ hasNextPage endCursor }}
        }}
      }}
    """
    whole = (await answer(sqlite[0], query, first=10))["moments"]["nodes"]

    by_one = await pages(sqlite[0], query, "moments", first=1)

    assert by_one == whole
    assert [node["rowId"] for node in whole] == ([2, 1] if field in {"micro", "clock"} else [1, 2])


async def test_sqlite_values_decide_where_declarations_say_nothing(sqlite: tuple[Gateway, tuple[str, ...]]) -> None:
    gateway, notes = sqlite
    types = await types_of(gateway, "Loose")
    query = "{ looses: allLoose { nodes { money anyNumber size isOn oddBool untyped blobData letters generated } } }"
    query = query if "allLoose" in gateway.schema.as_str() else query.replace("allLoose", "looses")

    rows = (await answer(gateway, query))["looses"]["nodes"]

    assert types["size"] == "BigInt"
    assert types["money"] == "Decimal"
    assert rows[0] == {
        "money": "0.10", "anyNumber": "0.1", "size": "5000000000", "isOn": True, "oddBool": "yes", "untyped": 1.5,
        "blobData": "AP8=", "letters": "a", "generated": "5000000001",
    }  # fmt: skip
    assert rows[1]["money"] == "10.00"
    assert "untypedMix" not in types
    said = "\n".join(notes)
    assert "loose.untyped_mix is not served: its stored values are of several kinds (int, str)" in said
    assert 'column_types."loose.untyped_mix" = "…" in --reflection FILE (or in ReflectionOptions)' in said
    assert "loose.size: some stored values exceed 32 bits" in said


async def test_sqlite_says_what_it_leaves_out(sqlite: tuple[Gateway, tuple[str, ...]]) -> None:
    gateway, notes = sqlite
    said = "\n".join(notes)

    data = await answer(gateway, "{ strangeKeys { nodes { code parent } } totals { nodes { rowId doubled amount } } }")

    assert "strange_key(parent) makes no relation: it points to nowhere" in said
    assert "texts is not served: it is a virtual table" in said
    assert "totals is a view; id seems to identify its rows" in said
    assert "texts_data" not in gateway.schema.as_str()
    assert data["strangeKeys"]["nodes"] == [{"code": "a", "parent": None}]
    assert data["totals"]["nodes"][1] == {"rowId": 2, "doubled": 20.0, "amount": 1}


async def test_column_types_and_view_keys_can_be_chosen(sqlite_url: str) -> None:
    options = ReflectionOptions(column_types={"chosen.untyped": Integer()}, view_keys={"chosen_pairs": ["a", "b"]})
    statements = (
        "CREATE TABLE chosen (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, untyped)",
        "INSERT INTO chosen VALUES (1, 'x', 'y', NULL)",
        "CREATE VIEW chosen_pairs AS SELECT a, b FROM chosen",
    )
    async with served(sqlite_url, statements, options) as (gateway, _):
        data = await answer(gateway, "{ chosens { nodes { untyped } } chosenPairs { nodes { id a b } } }")
        again = await answer(
            gateway,
            "query Again($id: ID!) { node(id: $id) { ... on ChosenPair { a b } } }",
            id=data["chosenPairs"]["nodes"][0]["id"],
        )

    assert again["node"] == {"a": "x", "b": "y"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ReflectionOptions(view_keys={"pair": ["a"]}),
            "view_keys.pair: no such table or view as pair; did you mean pairs?",
        ),
        (
            ReflectionOptions(view_keys={"pairs": ["aa"]}),
            "view_keys.pairs: pairs has no such column as aa; did you mean a?",
        ),
        (
            ReflectionOptions(view_keys={"pairs": ["odd"]}),
            "view_keys.pairs: odd is not served, so it cannot identify a row",
        ),
        (
            ReflectionOptions(names={"plain.title": "name"}),
            'names."plain.title": no such table, view or column as plain.title; did you mean plain.',
        ),
        (
            ReflectionOptions(column_types={"plain": Integer()}),
            "column_types.plain: no such column as plain; did you mean",
        ),
        (
            ReflectionOptions(exclude=frozenset({"secrets"})),
            "exclude: no such table, view or column as secrets; names are those of the database",
        ),
    ],
    ids=["view", "key column", "unserved key column", "name", "column type", "exclusion"],
)
async def test_options_about_what_is_not_there_stop_the_start(
    sqlite_url: str, options: ReflectionOptions, message: str
) -> None:
    engine = create_async_engine(sqlite_url)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS plain (id INTEGER PRIMARY KEY, a TEXT, odd)")
        await connection.exec_driver_sql("CREATE VIEW IF NOT EXISTS pairs AS SELECT a, odd FROM plain")

    try:
        with pytest.raises(StartupError) as raised:
            await reflect_models(engine, naming=naming, options=options)
    finally:
        await engine.dispose()

    assert message in raised.value.message


async def test_options_about_the_columns_of_an_excluded_table_rest(sqlite_url: str) -> None:
    options = ReflectionOptions(exclude=frozenset({"resting"}), names={"resting.a": "b"})

    async with served(sqlite_url, ("CREATE TABLE resting (id INTEGER PRIMARY KEY, a TEXT)",), options) as (gateway, _):
        printed = gateway.schema.as_str()

    assert "Resting" not in printed


POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS citext",
    "CREATE EXTENSION IF NOT EXISTS hstore",
    "CREATE TYPE mood AS ENUM ('sad', 'so-so', 'happy')",
    "CREATE DOMAIN percent AS integer CHECK (VALUE BETWEEN 0 AND 100)",
    "CREATE TYPE pair AS (a int, b text)",
    """CREATE TABLE odd (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email citext, address inet, net cidr, mac macaddr,
        search tsvector, feeling mood, share percent, span int4range, days daterange, tags text[], grades percent[],
        moods mood[], document jsonb, extra hstore, price money, flags bit(3), length interval, place point, shape pair,
        real4 real, exact numeric, stamp timestamptz(0), clock timetz, uid uuid, letter "char", markup xml, big bigint
    )""",
    """INSERT INTO odd (email, address, net, mac, search, feeling, share, span, days, tags, grades, moods, document, extra,
        price, flags, length, place, shape, real4, exact, stamp, clock, uid, letter, markup, big) VALUES
        ('Ada@Example.org', '10.0.0.1', '10.0.0.0/8', '08:00:2b:01:02:03', 'a b', 'so-so', 50, '[1,5)',
         '[2024-01-01,2024-02-01)', '{a,NULL,b}', '{1,2}', '{sad,happy}', '{"a": 1}', 'k=>v', 12.5, B'101', '1 day 2 hours',
         '(1,2)', '(1,x)', 0.5, 123.4500, '2024-01-01 00:00:00+01', '10:00:00+02',
         '12345678-1234-5678-1234-567812345678', 'x', '<a/>', 9007199254740993)""",
    "COMMENT ON TABLE odd IS 'Everything that is unusual.'",
    "COMMENT ON COLUMN odd.share IS 'In percent.'",
    "CREATE TABLE logs (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
    "CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
    "CREATE MATERIALIZED VIEW feelings AS SELECT feeling::text AS name, count(*) AS amount FROM odd GROUP BY 1",
    "CREATE UNIQUE INDEX feelings_name ON feelings (name)",
    "CREATE SCHEMA other",
    "CREATE TABLE other.secrets (id int PRIMARY KEY)",
    "CREATE TABLE outward (id int PRIMARY KEY, secret_id int REFERENCES other.secrets (id))",
)


async def test_postgresql_types_are_served_as_they_are_or_left_out_with_a_note(postgresql_url: str) -> None:
    async with served(postgresql_url, POSTGRESQL) as (gateway, notes):
        types = await types_of(gateway, "Odd")
        fields = " ".join(name for name in types if name != "id")
        everything = (
            f"{{ odds {{ nodes {{ {fields} }} }} feelings {{ nodes {{ name amount }} }} outwards {{ totalCount }} }}"
        )
        data = await answer(gateway, everything)
        schema = gateway.schema.as_str()

    row = data["odds"]["nodes"][0]
    assert {name: value for name, value in row.items() if name not in {"price", "span", "days", "extra", "clock"}} == {
        "rowId": "1", "email": "Ada@Example.org", "address": "10.0.0.1", "net": "10.0.0.0/8", "mac": "08:00:2b:01:02:03",
        "feeling": "so_so", "share": 50, "tags": ["a", None, "b"], "grades": [1, 2], "moods": ["sad", "happy"],
        "document": {"a": 1}, "flags": "101", "length": "P1DT2H", "real4": 0.5, "exact": "123.4500",
        "stamp": "2023-12-31T23:00:00Z", "uid": "12345678-1234-5678-1234-567812345678", "big": "9007199254740993", "letter": "x",
    }  # fmt: skip
    assert data["feelings"]["nodes"] == [{"name": "so-so", "amount": "1"}]
    said = {note.split(" ")[0].rstrip(":") for note in notes}
    assert {"odd.place", "odd.shape", "odd.markup"} <= said
    assert "search" not in types
    assert any("outward(secret_id) makes no relation: it points to other.secrets" in note for note in notes)
    assert "Secret" not in schema
    assert "Logs2024" not in schema
    assert "Everything that is unusual." in schema
    assert "In percent." in schema


async def test_another_schema_is_served_when_asked_for(postgresql_url: str) -> None:
    engine = create_async_engine(postgresql_url)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("CREATE SCHEMA apart")
        await connection.exec_driver_sql("CREATE TABLE apart.shops (id int PRIMARY KEY, name text)")
        await connection.exec_driver_sql(
            "CREATE TABLE apart.sales (id int PRIMARY KEY, shop_id int REFERENCES apart.shops)"
        )
        await connection.exec_driver_sql("INSERT INTO apart.shops VALUES (1, 'Kiosk')")
        await connection.exec_driver_sql("INSERT INTO apart.sales VALUES (7, 1)")

    base = await reflect_models(engine, schema="apart", naming=naming)

    await engine.dispose()
    assert {mapper.class_.__name__ for mapper in base.registry.mappers} == {"Shop", "Sale"}
    gateway = Gateway(base, settings=Settings(database_url=postgresql_url))
    data = await answer(gateway, "{ sales { nodes { rowId shop { name sales { totalCount } } } } }")
    await gateway.stop()
    assert data["sales"]["nodes"] == [{"rowId": 7, "shop": {"name": "Kiosk", "sales": {"totalCount": 1}}}]


MARIADB = (
    """CREATE TABLE odd (
        id int unsigned AUTO_INCREMENT PRIMARY KEY, is_on tinyint(1), tiny tinyint,
        state enum('new', 'in-progress', '100%%'), flags set('a', 'b', 'c'), founded year,
        one_bit bit(1), bits bit(8), ratio double, single_ratio float, huge bigint unsigned, document json, place point,
        clock time, stamp timestamp NULL, price decimal(10,2), words longtext, raw varbinary(10)
    ) COMMENT 'Everything that is unusual.'""",
    """INSERT INTO odd VALUES (3000000000, 1, -5, 'in-progress', 'c,a', 1999, b'1', b'00000101', 0.1, 0.5,
        18446744073709551615, '{"a": [1, null]}', POINT(1, 2), '10:00:00', '2024-01-01 00:00:00', 12.5, 'long', x'00ff')""",
)


async def test_mariadb_types_are_served_as_they_are_or_left_out_with_a_note(mariadb_url: str) -> None:
    async with served(mariadb_url, MARIADB) as (gateway, notes):
        fields = " ".join(name for name in await types_of(gateway, "Odd") if name != "id")
        data = await answer(gateway, f"{{ odds {{ nodes {{ {fields} }} }} }}")

    assert data["odds"]["nodes"] == [
        {
            "rowId": "3000000000", "isOn": True, "tiny": -5, "state": "in_progress", "flags": ["a", "c"], "founded": 1999,
            "oneBit": True, "bits": "5", "ratio": 0.1, "singleRatio": 0.5, "huge": "18446744073709551615",
            "document": {"a": [1, None]}, "clock": "10:00:00", "stamp": "2024-01-01T00:00:00Z", "price": "12.50",
            "words": "long", "raw": "AP8=",
        }
    ]  # fmt: skip
    assert len(notes) == 1
    assert notes[0].startswith("odd.place is not served: SQLAlchemy does not know its type")


async def test_names_that_meet_are_numbered_and_noted(tmp_path: Path) -> None:
    statements = (
        'CREATE TABLE odd (id INTEGER PRIMARY KEY, "2fa" TEXT, "a-b" TEXT, "a b" TEXT, line_1 TEXT, line1 TEXT, row_id TEXT)',
        "INSERT INTO odd VALUES (1, 'on', 'x', 'y', 'l', 'm', 'r')",
        "CREATE TABLE odd_edge (code TEXT PRIMARY KEY, id INTEGER)",
        "INSERT INTO odd_edge VALUES ('c', 7)",
    )

    async with served(f"sqlite+aiosqlite:///{tmp_path}/odd.sqlite", statements) as (gateway, notes):
        rows = await answer(
            gateway,
            "{ odds { nodes { rowId _2fa aB aB2 line1 line12 rowId2 } } oddEdge2s { nodes { rowId code id2 } } }",
        )

    assert rows["odds"]["nodes"] == [
        {"rowId": 1, "_2fa": "on", "aB": "x", "aB2": "y", "line1": "l", "line12": "m", "rowId2": "r"}
    ]
    assert rows["oddEdge2s"]["nodes"] == [{"rowId": "c", "code": "c", "id2": 7}]
    assert [note.partition(" ")[0] for note in notes] == ["odd_edge", "odd.a", "odd.line1", "odd.row_id", "odd_edge.id"]
    assert notes[2] == (
        "odd.line1 is served as line12, because line1 is taken; "
        'choose another name: names."odd.line1" = "…" in --reflection FILE (or in ReflectionOptions).'
    )
