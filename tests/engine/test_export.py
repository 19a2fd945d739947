"""Exports: everything that a client would get page by page, in one snapshot, whole or not at all, in every format."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import JSON, ForeignKey, String, Text, insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gql import Context, ExportFormat, ExportOptions, Gateway, OperationRequest
from gql.errors import ClientError, DatabaseUnavailable, ExportFailed
from gql.execution import export as exports
from tests.engine.conftest import fill, new_database, serving
from tests.engine.oracle import Oracle, Sent, statements_sent

LINES = 1_000


class Base(DeclarativeBase):
    pass


class Shelf(Base):
    """A shelf."""

    __tablename__ = "export_shelves"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    lines: Mapped[list[Line]] = relationship(lambda: Line, back_populates="shelf")


class Line(Base):
    """A line; every third has no shelf, every seventh no words."""

    __tablename__ = "export_lines"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str | None] = mapped_column(Text)
    extra: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    is_read: Mapped[bool]
    shelf_id: Mapped[int | None] = mapped_column(ForeignKey("export_shelves.id"))
    shelf: Mapped[Shelf | None] = relationship(Shelf, back_populates="lines")


def words(number: int) -> str | None:
    if number % 7 == 0:
        return None
    return ('plain, "quoted"\r\nand broken', "=1+1", "-5", "@sum", "über")[number % 5]


async def load(connection: AsyncConnection) -> None:
    await connection.run_sync(Base.metadata.create_all)
    await connection.execute(insert(Shelf), [{"id": number, "name": f"shelf {number}"} for number in range(1, 11)])
    await connection.execute(
        insert(Line),
        [
            {
                "id": number,
                "words": words(number),
                "extra": {"n": number},
                "is_read": number % 2 == 0,
                "shelf_id": None if number % 3 == 0 else 1 + number % 10,
            }
            for number in range(1, LINES + 1)
        ],
    )


@pytest.fixture(scope="module")
async def lines(kind: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Gateway]:
    with new_database(kind, tmp_path_factory.mktemp("export")) as url:
        await fill(url, load)
        async with serving(Base, url, pool_size=1) as gateway:
            yield gateway


async def exported(
    gateway: Gateway, query: str, variables: Mapping[str, object] | None = None, **options: Any
) -> bytes:
    pieces: list[bytes] = []

    async def write(piece: bytes) -> None:
        pieces.append(piece)

    request = OperationRequest(query, variables=variables)
    await gateway.export(request, Context(), ExportOptions(**options)).run(write)
    return b"".join(pieces)


async def refused(gateway: Gateway, query: str, variables: Mapping[str, object] | None = None, **options: Any) -> str:
    with pytest.raises((ClientError, ExportFailed)) as raised:
        await exported(gateway, query, variables, **options)
    return raised.value.message


def page_statements(sent: list[Sent], scope: str) -> list[Sent]:
    return [each for each in sent if each.fetch.scope == scope]


def page_sizes(sent: list[Sent], scope: str) -> list[int]:
    """How many rows were asked for: one less than the limit, which stands in the text of the first few sizes."""
    limits = []
    for each in page_statements(sent, scope):
        written = re.search(r"LIMIT (\d+)", each.sql)
        limits.append(each.parameters["row_limit"] if written is None else int(written[1]))
    return [limit - 1 for limit in limits]


@pytest.mark.parametrize(
    ("field", "selection"),
    [
        ("tickets(first: %d, orderBy: [{points: DESC}, {booth: {name: ASC}}])", "id points booth { name }"),
        ("keepers(first: %d)", "name mentor { name } friends(first: 1) { totalCount nodes { name } }"),
        ("animals(first: %d, orderBy: [{name: DESC}])", "__typename name ... on Bird { eggs { nodes { grams } } }"),
        ("structures(first: %d)", "__typename id name ... on Tower { height }"),
        ("booths(first: %d, offset: 1)", "rowId tickets(first: 2) { edges { cursor node { rowId } } }"),
    ],
)
@pytest.mark.parametrize("shape", ["nodes { %s }", "edges { node { %s } }"])
@pytest.mark.parametrize("page_size", [1, 3, 2_000])
async def test_the_pages_of_an_export_joined_are_the_list(
    zoo: Oracle, field: str, selection: str, shape: str, page_size: int
) -> None:
    page = await zoo.plan(f"{{ all: {field % 100} {{ nodes {{ {selection} }} }} }}")

    whole = await exported(
        zoo.gateway, f"{{ {field.replace('first: %d', 'first: 100')} {{ {shape % selection} }} }}", page_size=page_size
    )

    assert page.data["all"]["nodes"] == [orjson.loads(line) for line in whole.splitlines()]
    assert page.data["all"]["nodes"]


async def test_all_rows_come_where_no_first_is_given_and_their_pages_grow(lines: Gateway) -> None:
    with statements_sent() as sent:
        whole = await exported(lines, "{ lines { nodes { rowId shelf { name } } } }")

    asked = page_sizes(sent, "lines")
    assert list(range(1, LINES + 1)) == [orjson.loads(line)["rowId"] for line in whole.splitlines()]
    assert [100, 400, 1600] == asked
    assert 500 == page_statements(sent, "lines")[-1].parameters["after_0"]


async def test_wide_and_deep_nodes_make_small_pages(lines: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "PAGE_ROWS", 200)
    with statements_sent() as deep:
        await exported(lines, "{ shelves { nodes { name lines(first: 50) { nodes { rowId } } } } }", page_size=5)
    monkeypatch.setattr(exports, "PAGE_BYTES", 1_000)
    with statements_sent() as wide:
        await exported(lines, "{ lines(first: 300) { nodes { words } } }")

    assert [5, 3, 3] == page_sizes(deep, "shelves")[:3]
    kept = [each.kept for each in page_statements(wide, "lines")]
    assert 100 == kept[0]
    assert max(kept[1:]) < 60
    assert 300 == sum(kept)


async def test_first_after_offset_and_variables_choose_the_part_of_the_list(lines: Gateway) -> None:
    query = (
        "query Some($n: Int, $by: [LineOrderBy!], $after: String, $offset: Int, $words: Boolean!) "
        "{ lines(first: $n, orderBy: $by, after: $after, offset: $offset) { nodes { rowId words @include(if: $words) } } }"
    )
    page = await lines.execute("{ lines(first: 5, orderBy: [{rowId: DESC}]) { pageInfo { endCursor } } }")
    cursor = orjson.loads(page.body)["data"]["lines"]["pageInfo"]["endCursor"]
    variables = {"by": [{"rowId": "DESC"}], "words": False}

    after = await exported(lines, query, {**variables, "n": 250, "after": cursor})
    offset = await exported(lines, query, {**variables, "n": 250, "offset": 5})
    none = await exported(lines, query, {**variables, "n": 0})
    last = await exported(lines, query, {**variables, "offset": LINES - 1})

    assert after == offset
    assert [{"rowId": number} for number in range(LINES - 5, LINES - 255, -1)] == [
        orjson.loads(line) for line in after.splitlines()
    ]
    assert (b"", b'{"rowId":1}\n') == (none, last)


async def test_json_is_one_array(lines: Gateway) -> None:
    query = "{ lines(first: %d) { nodes { rowId words extra isRead } } }"

    whole = await exported(lines, query % 250, format=ExportFormat.JSON, page_size=100)
    as_lines = await exported(lines, query % 250)
    nothing = await exported(lines, query % 0, format=ExportFormat.JSON)

    assert [orjson.loads(line) for line in as_lines.splitlines()] == orjson.loads(whole)
    assert [] == orjson.loads(nothing)


async def test_csv_has_a_column_for_each_scalar_and_text_for_lists(lines: Gateway) -> None:
    query = "{ lines(first: 4) { nodes { rowId text: words isRead extra shelf { name lines(first: 1) { nodes { rowId } } } } } }"

    whole = await exported(lines, query, format=ExportFormat.CSV)

    assert whole.startswith(b'rowId,text,isRead,extra,shelf.name,shelf.lines\r\n1,=1+1,false,"{""n"":1}",shelf 2,')
    assert [
        ["1", "=1+1", "false", '{"n":1}', "shelf 2", '{"nodes":[{"rowId":1}]}'],
        ["2", "-5", "true", '{"n":2}', "shelf 3", '{"nodes":[{"rowId":2}]}'],
        ["3", "@sum", "false", '{"n":3}', "", ""],
        ["4", "über", "true", '{"n":4}', "shelf 5", '{"nodes":[{"rowId":4}]}'],
    ] == list(csv.reader(io.StringIO(whole.decode(), newline="")))[1:]


async def test_csv_for_spreadsheets_holds_no_formula(lines: Gateway) -> None:
    query = "{ lines(first: 6, offset: 0) { nodes { words } } }"

    plain = await exported(lines, query, format=ExportFormat.CSV)
    safe = await exported(lines, query, format=ExportFormat.CSV, spreadsheet_safe=True)

    assert ["words", "=1+1", "-5", "@sum", "über"] == plain.decode().splitlines()[:5]
    assert ["words", "'=1+1", "-5", "'@sum", "über"] == safe.decode().splitlines()[:5]
    assert plain.decode().splitlines()[5:] == ['"plain, ""quoted""', 'and broken"', "=1+1"]


async def test_csv_of_several_types_has_the_columns_of_all_and_a_header_without_rows(zoo: Oracle) -> None:
    query = "{ animals(first: %d) { nodes { __typename name ... on Lion { mane } ... on Bird { wingspan } } } }"

    whole = await exported(zoo.gateway, query % 100, format=ExportFormat.CSV)
    nothing = await exported(zoo.gateway, query % 0, format=ExportFormat.CSV)

    rows = list(csv.DictReader(io.StringIO(whole.decode(), newline="")))
    assert {"__typename", "name", "mane", "wingspan"} == set(rows[0])
    assert all(row["mane"] == "" for row in rows if row["__typename"] != "Lion")
    assert any(row["wingspan"] for row in rows)
    assert nothing == whole.splitlines(keepends=True)[0]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("{ lines { nodes { rowId }", "Syntax Error"),
        ("{ lines { nodes { nonsense } } }", "Cannot query field"),
        ("query A { lines { nodes { rowId } } } query B { __typename }", "more than one operation"),
        ("query A($n: Int!) { lines(first: $n) { nodes { rowId } } }", "$n"),
        ("{ lines { nodes { rowId } } __typename }", "one root field"),
        ('{ line(id: "x") { rowId } }', "one root field"),
        ("{ __schema { queryType { name } } }", "introspection"),
        ("{ lines { nodes { rowId } totalCount } }", "lines: select"),
        ("{ lines { edges { cursor node { rowId } } } }", "lines: select"),
        ("{ lines { totalCount } }", "lines: select"),
        ("{ lines(last: 3) { nodes { rowId } } }", "runs forward"),
        ('{ lines(before: "x") { nodes { rowId } } }', "runs forward"),
        ("{ lines(first: -1) { nodes { rowId } } }", "must not be negative"),
        ("{ lines(offset: 20000) { nodes { rowId } } }", "offset must be at most 10000"),
        ('{ lines(after: "forged") { nodes { rowId } } }', "not a cursor"),
        ("{ shelves { nodes { lines(first: 101) { nodes { rowId } } } } }", "first must be at most 100"),
    ],
)
async def test_what_is_no_export_is_refused_before_the_first_byte(lines: Gateway, query: str, said: str) -> None:
    assert said in await refused(lines, query)


async def test_more_rows_than_allowed_are_refused_and_not_cut(lines: Gateway) -> None:
    query = (
        "query A($n: Int, $after: String, $offset: Int) "
        "{ lines(first: $n, after: $after, offset: $offset) { nodes { rowId } } }"
    )

    fits = await exported(lines, query, rows_max=LINES)
    rest = await exported(lines, query, {"offset": 5}, rows_max=LINES - 5)
    some = await exported(lines, query, {"n": 10}, rows_max=10)

    assert (LINES, LINES - 5, 10) == tuple(len(each.splitlines()) for each in (fits, rest, some))
    assert f"this one would have {LINES}" in await refused(lines, query, rows_max=LINES - 1)
    assert "at most 10 rows" in await refused(lines, query, {"n": 11}, rows_max=10)
    assert "give first" in await refused(lines, query, {"after": "x"}, rows_max=10)


async def test_progress_counts_to_the_total(lines: Gateway) -> None:
    seen: list[tuple[int, int | None]] = []

    async def write(piece: bytes) -> None:
        pass

    def report(done: int, total: int | None) -> None:
        seen.append((done, total))

    small = ExportOptions(page_size=600)
    await lines.export("{ lines { nodes { rowId } } }").run(write, report)
    await lines.export("{ lines(first: 700, offset: 10) { nodes { rowId } } }", options=small).run(write, report)
    await lines.export("{ lines(offset: 990) { nodes { rowId } } }").run(write, report)

    assert [(100, LINES), (500, LINES), (LINES, LINES)] == seen[:3]
    assert [(100, 700), (500, 700), (700, 700), (10, 10)] == seen[3:]


async def test_a_reader_that_breaks_off_gets_its_own_error_and_the_connection_returns(lines: Gateway) -> None:
    assert lines.database is not None
    pieces = 0

    async def write(piece: bytes) -> None:
        nonlocal pieces
        pieces += 1
        if pieces == 2:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        await lines.export("{ lines { nodes { rowId } } }").run(write)

    assert 0 == lines.database.pool_status().checked_out
    assert await exported(lines, "{ lines(first: 1) { nodes { rowId } } }")


async def test_a_cancelled_export_gives_the_connection_back(lines: Gateway) -> None:
    assert lines.database is not None
    is_waiting = asyncio.Event()

    async def write(piece: bytes) -> None:
        is_waiting.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(lines.export("{ lines { nodes { rowId } } }").run(write))
    await is_waiting.wait()
    held = lines.database.pool_status().checked_out
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert (1, 0) == (held, lines.database.pool_status().checked_out)
    assert await exported(lines, "{ lines(first: 1) { nodes { rowId } } }")


async def test_an_export_shows_one_state_of_the_database(kind: str, tmp_path: Path) -> None:
    with new_database(kind, tmp_path) as url:
        await fill(url, load)
        async with serving(Base, url, sqlite_wal=True) as gateway:
            assert gateway.database is not None
            numbers: list[int] = []

            async def write(piece: bytes) -> None:
                assert gateway.database is not None
                if not numbers:
                    async with gateway.database.writing() as session:
                        session.add(Line(id=LINES + 1, is_read=False))
                numbers.extend(orjson.loads(line)["rowId"] for line in piece.splitlines())

            await gateway.export("{ lines { nodes { rowId } } }").run(write)
            now = await exported(gateway, "{ lines { nodes { rowId } } }")

    assert list(range(1, LINES + 1)) == numbers
    assert LINES + 1 == len(now.splitlines())


async def test_a_value_that_fails_ends_the_export_and_is_named_by_its_place(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "lines.sqlite")) as made, made:
        made.executescript(
            "CREATE TABLE export_lines (id INTEGER PRIMARY KEY, words TEXT, extra JSON, is_read BOOLEAN, shelf_id INTEGER);"
        )
        made.executemany(
            "INSERT INTO export_lines (id, is_read) VALUES (?, ?)",
            [(number, None if number == 151 else True) for number in range(1, 301)],
        )
    pieces: list[bytes] = []

    async def write(piece: bytes) -> None:
        pieces.append(piece)

    async with serving(Base, f"sqlite:///{tmp_path / 'lines.sqlite'}") as gateway:
        with pytest.raises(ExportFailed) as failed:
            await gateway.export("{ lines { nodes { isRead } } }").run(write)

    assert 100 == len(b"".join(pieces).splitlines())
    assert ["lines", "nodes", 150, "isRead"] == failed.value.errors[0].path


@pytest.mark.postgresql
async def test_a_database_that_goes_away_ends_the_export_without_repeating_what_was_written(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with new_database("postgresql", tmp_path_factory.mktemp("gone")) as url:
        await fill(url, load)
        async with serving(Base, url, pool_size=2) as gateway:
            pieces: list[bytes] = []

            async def write(piece: bytes) -> None:
                assert gateway.database is not None
                pieces.append(piece)
                async with gateway.database.reading(snapshot=False) as other:
                    await other.exec_driver_sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )

            with pytest.raises(DatabaseUnavailable):
                await gateway.export("{ lines { nodes { rowId } } }").run(write)

    assert 1 == len(pieces)
