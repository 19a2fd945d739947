"""GET /export over the real server: files that stream, errors before and after the first byte, clients that leave or stall."""

from __future__ import annotations

import csv
import io
import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import orjson
import pytest
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gql.gateway import Gateway
from gql.server import create_app
from gql.settings import Settings
from tests.server.serving import HOST, connect, error_of, served, wait_until

ROWS = 120_000
FAILS_AT = 5_000
QUERY = "{ notes { nodes { rowId title } } }"


class Base(DeclarativeBase):
    pass


class Note(Base):
    """A note."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


class Broken(Base):
    """Its title is missing now and then, which no model knows."""

    __tablename__ = "broken"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "notes.sqlite"
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})"
    with closing(sqlite3.connect(path)) as made:
        made.executescript(
            "PRAGMA journal_mode = wal;"
            "CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT); CREATE TABLE broken (id INTEGER PRIMARY KEY, title TEXT);"
            f"INSERT INTO note {numbers.format(rows=ROWS)} SELECT i, 'title, number ' || i FROM n;"
            f"INSERT INTO broken {numbers.format(rows=ROWS)} SELECT i, CASE WHEN i <> {FAILS_AT} THEN 'x' END FROM n;"
        )
    return path


@contextmanager
def exporting(file: Path, **settings: Any) -> Iterator[tuple[int, Gateway]]:
    gateway = Gateway(Base, settings=Settings(database_url=f"sqlite:///{file}", **settings))
    with served(create_app(gateway), gateway.settings) as port:
        yield port, gateway


@pytest.fixture(scope="module")
def server(file: Path) -> Iterator[tuple[int, Gateway]]:
    with exporting(file, export_concurrency_max=2) as server:
        yield server


@pytest.fixture
def client(server: tuple[int, Gateway]) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=f"http://{HOST}:{server[0]}", trust_env=False, timeout=20) as client:
        yield client


def address(query: str = QUERY, **parameters: str) -> bytes:
    """A GET as bytes."""
    return f"GET /export?{urlencode({'query': query, **parameters})} HTTP/1.1\r\nHost: test\r\n\r\n".encode()


def connections_held(gateway: Gateway) -> int:
    assert gateway.database is not None
    return gateway.database.pool_status().checked_out


def test_ndjson_streams_every_row_in_chunks(client: httpx2.Client) -> None:
    with client.stream("GET", "/export", params={"query": QUERY}) as response:
        chunks = list(response.iter_raw())

    lines = b"".join(chunks).splitlines()
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/x-ndjson"
    assert response.headers["content-disposition"] == 'attachment; filename="notes.ndjson"'
    assert response.headers["transfer-encoding"] == "chunked"
    assert response.headers["x-request-id"]
    assert (ROWS, {"rowId": ROWS, "title": f"title, number {ROWS}"}) == (len(lines), orjson.loads(lines[-1]))
    assert len(chunks) > 5


def test_json_and_csv_have_their_media_types_and_names(client: httpx2.Client) -> None:
    params = {"query": "query A($n: Int) { notes(first: $n) { nodes { title } } }", "variables": '{"n": 2}'}

    as_json = client.get("/export", params={**params, "format": "json"})
    as_csv = client.get("/export", params={**params, "format": "csv", "spreadsheetSafe": "true"})

    assert [{"title": "title, number 1"}, {"title": "title, number 2"}] == as_json.json()
    assert "application/json" == as_json.headers["content-type"]
    assert 'attachment; filename="notes.json"' == as_json.headers["content-disposition"]
    assert [["title"], ["title, number 1"], ["title, number 2"]] == list(
        csv.reader(io.StringIO(as_csv.text, newline=""))
    )
    assert as_csv.headers["content-type"].startswith("text/csv")
    assert 'attachment; filename="notes.csv"' == as_csv.headers["content-disposition"]


def test_head_has_the_headers_and_an_empty_list_is_a_whole_file(client: httpx2.Client) -> None:
    head = client.head("/export", params={"query": QUERY, "format": "csv"})
    nothing = client.get("/export", params={"query": "{ notes(first: 0) { nodes { title } } }"})

    assert (200, b"", 'attachment; filename="notes.csv"') == (
        head.status_code,
        head.content,
        head.headers["content-disposition"],
    )
    assert (200, b"") == (nothing.status_code, nothing.content)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, (400, "BAD_REQUEST")),
        ({"query": "{"}, (400, "GRAPHQL_PARSE_FAILED")),
        ({"query": "{ nonsense }"}, (400, "GRAPHQL_VALIDATION_FAILED")),
        ({"query": "{ __typename }"}, (400, "BAD_USER_INPUT")),
        ({"query": "{ notes(last: 1) { nodes { title } } }"}, (400, "BAD_USER_INPUT")),
        ({"query": '{ notes(after: "x") { nodes { title } } }'}, (400, "LIMIT_EXCEEDED")),
        ({"query": '{ notes(first: 9, after: "x") { nodes { title } } }'}, (400, "INVALID_CURSOR")),
        ({"query": "query A($n: Int!) { notes(first: $n) { nodes { title } } }"}, (400, "BAD_USER_INPUT")),
        ({"query": "{ notes(first: 2000000) { nodes { title } } }"}, (400, "LIMIT_EXCEEDED")),
        ({"query": QUERY, "format": "xml"}, (400, "BAD_REQUEST")),
        ({"query": QUERY, "variables": "{"}, (400, "BAD_REQUEST")),
        ({"query": "{ brokens(offset: 4950) { nodes { title } } }"}, (500, "INTERNAL")),
    ],
)
def test_what_fails_before_the_first_byte_is_a_json_error(
    client: httpx2.Client, params: dict[str, str], expected: tuple[int, str], caplog: pytest.LogCaptureFixture
) -> None:
    response = client.get("/export", params=params)

    assert expected == error_of(response)
    assert "content-disposition" not in response.headers


def test_another_method_is_refused(client: httpx2.Client) -> None:
    response = client.post("/export", params={"query": QUERY})

    assert (405, "METHOD_NOT_ALLOWED") == error_of(response)
    assert "GET, HEAD" == response.headers["allow"]


def test_a_page_of_another_origin_cannot_start_an_export(client: httpx2.Client) -> None:
    strange = {"user-agent": "Mozilla/5.0", "sec-fetch-site": "cross-site"}

    refused = client.get("/export", params={"query": QUERY}, headers=strange)
    allowed = client.get(
        "/export",
        params={"query": "{ notes(first: 1) { nodes { title } } }"},
        headers={**strange, "graphql-require-preflight": "1"},
    )

    assert (403, "CSRF_PREVENTED") == error_of(refused)
    assert 200 == allowed.status_code


@pytest.mark.parametrize("format_", ["ndjson", "json", "csv"])
def test_what_fails_later_leaves_the_response_incomplete(
    client: httpx2.Client, server: tuple[int, Gateway], format_: str, caplog: pytest.LogCaptureFixture
) -> None:
    received: list[bytes] = []
    query = "{ brokens { nodes { rowId title } } }"
    params = {"query": query, "format": format_}
    with client.stream("GET", "/export", params=params) as response, pytest.raises(httpx2.RemoteProtocolError):
        received.extend(response.iter_raw())

    last = b"".join(received).splitlines()[-1]
    assert 200 == response.status_code
    assert any(b"4000" in piece for piece in received)
    if format_ == "ndjson":
        (error,) = orjson.loads(last)["errors"]
        assert ("INTERNAL", ["brokens", "nodes", FAILS_AT - 1, "title"]) == (error["extensions"]["code"], error["path"])
    else:
        assert b"errors" not in last
    assert any(record.exc_info and "brokens" in record.getMessage() for record in caplog.records)
    assert 0 == connections_held(server[1])


def test_a_client_that_leaves_ends_the_export_and_gives_the_connection_back(server: tuple[int, Gateway]) -> None:
    port, gateway = server
    connection = connect(port)
    connection.sendall(address("{ notes { nodes { rowId title a: title b: title c: title d: title e: title } } }"))
    connection.recv(1000)
    wait_until(lambda: connections_held(gateway) == 1)

    connection.close()

    wait_until(lambda: connections_held(gateway) == 0)


def test_only_so_many_exports_run_at_once(client: httpx2.Client, server: tuple[int, Gateway]) -> None:
    port, gateway = server
    large = address(LARGE)
    connections = [connect(port) for _ in range(2)]
    for connection in connections:
        connection.sendall(large)
        connection.recv(1000)
    wait_until(lambda: connections_held(gateway) == 2)

    refused = client.get("/export", params={"query": QUERY})
    for connection in connections:
        connection.close()
    wait_until(lambda: connections_held(gateway) == 0)
    allowed = client.get("/export", params={"query": "{ notes(first: 1) { nodes { title } } }"})

    assert (503, "OVERLOADED") == error_of(refused)
    assert "retry-after" in refused.headers
    assert 200 == allowed.status_code


LARGE = "{ notes { nodes { rowId title a: title b: title c: title d: title e: title f: title g: title } } }"


def test_a_client_that_does_not_read_does_not_hold_a_connection(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with exporting(file, idle_in_transaction_timeout_s=0.4) as (port, gateway), connect(port) as connection:
        connection.sendall(address(LARGE))
        wait_until(lambda: connections_held(gateway) == 1)
        wait_until(lambda: connections_held(gateway) == 0)

    assert any("took nothing for 0.4 s" in record.getMessage() for record in caplog.records)


def test_an_export_has_a_longest_time(file: Path) -> None:
    began_s = time.monotonic()
    with exporting(file, export_timeout_s=0.3) as (port, gateway), connect(port) as connection:
        connection.sendall(address(LARGE))
        wait_until(lambda: connections_held(gateway) == 1)
        wait_until(lambda: connections_held(gateway) == 0)
        received = b""
        while chunk := connection.recv(1 << 20):
            received += chunk

    assert time.monotonic() - began_s < 5
    assert b'"code":"TIMEOUT"' in received
    assert not received.endswith(b"0\r\n\r\n")


def test_there_is_no_export_where_it_is_off_and_fewer_rows_where_they_are_limited(file: Path) -> None:
    with exporting(file, export_enabled=False) as (port, _):
        off = httpx2.get(f"http://{HOST}:{port}/export", params={"query": QUERY}, trust_env=False)
    with exporting(file, export_rows_max=100) as (port, _):
        limited = httpx2.get(f"http://{HOST}:{port}/export", params={"query": QUERY}, trust_env=False)
    with exporting(file, export_rows_max=0) as (port, _):
        unlimited = httpx2.get(f"http://{HOST}:{port}/export", params={"query": QUERY}, trust_env=False)

    assert (404, "NOT_FOUND") == error_of(off)
    assert (400, "LIMIT_EXCEEDED") == error_of(limited)
    assert ROWS == len(unlimited.content.splitlines())


def test_production_has_no_export_unless_told() -> None:
    production = {"mode": "production", "secret_key": "x" * 32}

    assert [True, False, True] == [
        Settings().export_enabled,
        Settings(**production).export_enabled,
        Settings(**production, export_enabled=True).export_enabled,
    ]
