"""The real gateway behind the real server: what only both together can show."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

import httpx2
import orjson
import psycopg
import pytest
from sqlalchemy import Dialect, String, TypeDecorator, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gql.gateway import Gateway
from gql.server import create_app
from gql.settings import Settings
from tests.server.serving import HOST, connect, error_of, exchange, post_bytes, served, wait_until

GRAPHQL = {"accept": "application/graphql-response+json"}


class Base(DeclarativeBase):
    pass


class Note(Base):
    """A note."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    written_at: Mapped[datetime | None]


@pytest.fixture(scope="module")
async def notes_url(sqlite_url: str) -> str:
    engine = create_async_engine(sqlite_url)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
        await connection.execute(text("INSERT INTO note (title) VALUES ('a'), ('b')"))
    await engine.dispose()
    return sqlite_url


@pytest.fixture(scope="module")
def real_client(notes_url: str) -> Iterator[httpx2.Client]:
    settings = Settings(database_url=make_url(notes_url))
    with (
        served(create_app(Gateway(Base, settings=settings)), settings) as port,
        httpx2.Client(base_url=f"http://{HOST}:{port}", headers=GRAPHQL, trust_env=False) as client,
    ):
        yield client


def test_rows_come_by_post_and_by_get(real_client: httpx2.Client) -> None:
    query = "query Notes($first: Int) { notes(first: $first) { nodes { title } } }"

    posted = real_client.post("/graphql", json={"query": query, "variables": {"first": 1}})
    got = real_client.get("/graphql", params={"query": query, "variables": '{"first": 1}'})

    assert posted.status_code == got.status_code == 200
    assert posted.json()["data"] == got.json()["data"] == {"notes": {"nodes": [{"title": "a"}]}}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"query": "{"}, "GRAPHQL_PARSE_FAILED"),
        ({"query": ""}, "GRAPHQL_PARSE_FAILED"),
        ({"query": "{ nonsense }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "query A { __typename } query B { __typename }"}, "OPERATION_RESOLUTION_FAILURE"),
        ({"query": "query A { __typename }", "operationName": "B"}, "OPERATION_RESOLUTION_FAILURE"),
        ({"query": "query A($id: ID!) { node(id: $id) { id } }", "variables": {"id": None}}, "BAD_USER_INPUT"),
        ({"query": "{ notes(orderBy: [{}]) { totalCount } }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "{ notes(orderBy: [{title: ASC, rowId: ASC}]) { totalCount } }"}, "GRAPHQL_VALIDATION_FAILED"),
        ({"query": "{ notes(orderBy: [{title: null}]) { totalCount } }"}, "GRAPHQL_VALIDATION_FAILED"),
        (
            {
                "query": "query A($by: [NoteOrderBy!]) { notes(orderBy: $by) { totalCount } }",
                "variables": {"by": [{"title": "ASC", "rowId": "ASC"}]},
            },
            "BAD_USER_INPUT",
        ),
    ],
)
def test_a_request_error_is_a_400_without_data(real_client: httpx2.Client, body: dict[str, object], code: str) -> None:
    response = real_client.post("/graphql", json=body)

    assert error_of(response) == (400, code)


@pytest.mark.parametrize(
    "variables",
    [
        {"id": "not an id"},
        {"id": "ðŸ"},
        {"first": -1},
        {"first": 10**6},
        {"after": "forged"},
    ],
)
def test_bad_values_are_errors_with_a_code_and_the_server_goes_on(
    real_client: httpx2.Client, variables: dict[str, object]
) -> None:
    query = "query A($first: Int, $after: String) { notes(first: $first, after: $after) { nodes { id } } }"
    if "id" in variables:
        query = "query A($id: ID!) { node(id: $id) { id } }"

    response = real_client.post("/graphql", json={"query": query, "variables": variables})
    good = real_client.post("/graphql", json={"query": "{ notes { nodes { title } } }"})

    assert all(error["extensions"]["code"] not in ("INTERNAL", None) for error in response.json()["errors"])
    assert good.status_code == 200


def test_the_schema_the_health_and_the_explorer_are_there(real_client: httpx2.Client) -> None:
    schema = real_client.get("/schema.graphql")
    ready = real_client.get("/health/ready")
    page = real_client.get("/graphql", headers={"accept": "text/html"})

    assert "type Note implements Node" in schema.text
    assert (ready.status_code, ready.json()["checks"]["database"]) == (200, "ok")
    assert page.headers["content-type"].startswith("text/html")


def test_a_database_that_is_down_is_a_503_of_readiness_and_an_error_with_a_code() -> None:
    settings = Settings(database_url=make_url(f"postgresql://nobody@{HOST}:9/nothing"), connect_timeout_s=0.3)
    app = create_app(Gateway(Base, settings=settings))
    with served(app, settings) as port, httpx2.Client(base_url=f"http://{HOST}:{port}", trust_env=False) as client:
        live = client.get("/health/live")
        ready = client.get("/health/ready")
        response = client.post("/graphql", json={"query": "{ notes { nodes { id } } }"})

    assert live.status_code == 200
    assert ready.status_code == 503
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {"DATABASE_UNAVAILABLE"}
    assert not any(word in ready.text + response.text for word in (HOST, "nobody", ":9", "refused"))


def test_a_client_that_leaves_stops_its_statement_and_gives_the_connection_back(postgresql_url: str) -> None:
    url = make_url(postgresql_url)
    settings = Settings(
        database_url=url,
        pool_size=2,
        pool_overflow=0,
        statement_timeout_s=30,
        lock_timeout_s=30,
        request_timeout_s=30,
    )
    gateway = Gateway(Base, settings=settings)
    database = gateway.database
    assert database is not None
    administrator = url.set(drivername="postgresql").render_as_string(hide_password=False)
    query = post_bytes(b'{"query": "{ notes { nodes { title } } }"}')
    with (
        psycopg.connect(administrator, autocommit=True) as lock,
        psycopg.connect(administrator, autocommit=True) as watcher,
        served(create_app(gateway), settings) as port,
    ):
        lock.execute("CREATE TABLE note (id int PRIMARY KEY, title text NOT NULL, written_at timestamp)")
        lock.execute("BEGIN")
        lock.execute("LOCK TABLE note IN ACCESS EXCLUSIVE MODE")

        connections = [connect(port) for _ in range(2)]
        for connection in connections:
            connection.sendall(query)
        wait_until(lambda: _waiting(watcher) == 2)
        for connection in connections:
            connection.close()
        wait_until(lambda: _waiting(watcher) == 0)
        wait_until(lambda: database.pool_status().checked_out == 0)
        lock.execute("COMMIT")
        status, _, body = exchange(port, query)

        assert status == 200
        assert orjson.loads(body)["data"] == {"notes": {"nodes": []}}


def _waiting(connection: psycopg.Connection[tuple[object, ...]]) -> int:
    statement = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    row = connection.execute(statement).fetchone()
    assert row is not None
    return int(str(row[0]))


class Leaky(TypeDecorator[str]):
    """Text that cannot be read, with a reason that is nobody's business."""

    impl = String
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        raise ValueError(f"SELECT {value} FROM /srv/app at db.internal:5432")


class Faulty(DeclarativeBase):
    pass


class Letter(Faulty):
    """A letter that cannot be read."""

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str | None] = mapped_column(Leaky)


class Missing(Faulty):
    """A table that no migration has made."""

    __tablename__ = "missing_table"

    id: Mapped[int] = mapped_column(primary_key=True)


@pytest.fixture(scope="module")
def faulty_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    path = tmp_path_factory.mktemp("faulty") / "letters.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE letter (id INTEGER PRIMARY KEY, words TEXT); INSERT INTO letter VALUES (1, 'x')"
        )
    settings = Settings(database_url=make_url(f"sqlite:///{path}"))
    with (
        served(create_app(Gateway(Faulty, settings=settings)), settings) as port,
        httpx2.Client(base_url=f"http://{HOST}:{port}", headers=GRAPHQL, trust_env=False) as client,
    ):
        yield client


@pytest.mark.parametrize("beside", ["", "__schema { queryType { name } }"], ids=["by plan", "by resolvers"])
@pytest.mark.parametrize(
    ("query", "code"),
    [("letters { nodes { words } }", "INTERNAL"), ("missings { nodes { id } }", "MIGRATION_PENDING")],
)
def test_what_fails_in_the_engine_is_masked_and_in_the_log(
    faulty_client: httpx2.Client, caplog: pytest.LogCaptureFixture, query: str, code: str, beside: str
) -> None:
    response = faulty_client.post(
        "/graphql", json={"query": f"{{ {query} {beside} }}"}, headers={"x-request-id": "trace-2"}
    )
    good = faulty_client.post("/graphql", json={"query": "{ letters { nodes { id } } }"})

    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {code}
    assert not any(
        word in response.text for word in ("SELECT", "/srv", "db.internal", "Traceback", "missing_table", ".sqlite")
    )
    assert any("trace-2" in record.getMessage() and record.exc_info for record in caplog.records)
    assert good.json()["data"] == {"letters": {"nodes": [{"id": "TGV0dGVyOjE"}]}}
