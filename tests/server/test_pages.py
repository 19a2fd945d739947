from __future__ import annotations

import time
from typing import Any

import httpx2
import pytest

from gql.errors import DatabaseUnavailable
from gql.server import create_app
from gql.settings import Mode, Settings
from tests.server.serving import HOST, error_of, served
from tests.server.stand_in import SDL, StandInGateway, StandInReadiness

CORS = Settings(cors_origins=("https://app.example",), cors_credentials=True)
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


async def ask(gateway: StandInGateway, path: str, method: str = "GET", **options: Any) -> httpx2.Response:
    """One request to an application of its own, without its lifespan, as when it is mounted."""
    transport = httpx2.ASGITransport(create_app(gateway))
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, path, **options)


async def test_the_schema_is_served_as_text_and_revalidated_by_its_tag() -> None:
    gateway = StandInGateway()

    first = await ask(gateway, "/schema.graphql")
    again = await ask(gateway, "/schema.graphql", headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    changed = await ask(gateway, "/schema.graphql", headers={"if-none-match": '"other"'})

    assert (first.status_code, first.text) == (200, SDL + "\n")
    assert first.headers["content-type"] == "text/plain; charset=utf-8"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert changed.status_code == 200


async def test_the_schema_is_not_found_where_introspection_is_off() -> None:
    response = await ask(StandInGateway(Settings(introspection=False)), "/schema.graphql")

    assert error_of(response) == (404, "NOT_FOUND")


@pytest.mark.parametrize(
    "path", ["/", "/graphq", "/graphql/", "/graphql/x", "/schema.graphql/", "/health", "//evil.example/"]
)
async def test_another_path_is_a_404_in_json_and_never_a_redirect(path: str) -> None:
    response = await ask(StandInGateway(), path)

    assert error_of(response) == (404, "NOT_FOUND")
    assert "location" not in response.headers


@pytest.mark.parametrize("path", ["/schema.graphql", "/health/live", "/health/ready"])
async def test_another_method_of_a_page_is_a_405(path: str) -> None:
    response = await ask(StandInGateway(), path, "POST")

    assert error_of(response) == (405, "METHOD_NOT_ALLOWED")
    assert "GET" in response.headers["allow"]


async def test_the_endpoint_is_where_the_settings_say() -> None:
    gateway = StandInGateway(Settings(path="/api/graph"))

    responses = [await ask(gateway, path, "POST", json={"query": "{ a }"}) for path in ("/api/graph", "/graphql")]

    assert [response.status_code for response in responses] == [200, 404]


async def test_liveness_asks_nothing_of_the_gateway() -> None:
    gateway = StandInGateway(start_failure=RuntimeError())

    response = await ask(gateway, "/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert gateway.starts == 0


async def test_readiness_reports_every_check() -> None:
    ready = await ask(StandInGateway(), "/health/ready")
    unready = await ask(
        StandInGateway(report=StandInReadiness(False, {"database": "ok", "migrations": "pending"})), "/health/ready"
    )

    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "checks": {"database": "ok"}})
    assert unready.status_code == 503
    assert unready.json() == {"status": "unavailable", "checks": {"database": "ok", "migrations": "pending"}}
    assert unready.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("slow", [StandInGateway(readiness_takes_s=5.0), StandInGateway(start_takes_s=5.0)])
async def test_readiness_answers_within_a_second_whatever_hangs(slow: StandInGateway) -> None:
    began_s = time.monotonic()

    response = await ask(slow, "/health/ready")

    assert response.status_code == 503
    assert time.monotonic() - began_s < 1.5


async def test_a_gateway_that_cannot_start_is_not_ready_and_gives_no_reason_away() -> None:
    gateway = StandInGateway(start_failure=DatabaseUnavailable("no connection to db.internal:5432"))

    response = await ask(gateway, "/health/ready")

    assert (response.status_code, response.json()) == (503, {"status": "unavailable", "checks": {"start": "failed"}})


def test_a_server_whose_database_is_down_starts_and_serves_as_soon_as_it_is_up() -> None:
    gateway = StandInGateway(start_failure=DatabaseUnavailable("down"))
    with (
        served(create_app(gateway), gateway.settings) as port,
        httpx2.Client(base_url=f"http://{HOST}:{port}") as client,
    ):
        down = client.post("/graphql", json={"query": "{ a }"})
        many = [client.post("/graphql", json={"query": "{ a }"}).status_code for _ in range(20)]
        gateway.start_failure = None
        time.sleep(1.1)
        up = client.post("/graphql", json={"query": "{ a }"})

    assert error_of(down) == (503, "DATABASE_UNAVAILABLE")
    assert set(many) == {503}
    assert up.status_code == 200
    assert gateway.starts == 2
    assert gateway.stops == 1


async def test_a_browser_gets_the_explorer_and_a_program_does_not() -> None:
    gateway = StandInGateway(Settings(graphiql=True))

    browser = await ask(gateway, "/graphql", headers={"accept": HTML})
    link = await ask(gateway, "/graphql?query=%7Ba%7D", headers={"accept": HTML, "sec-fetch-site": "cross-site"})
    program = await ask(gateway, "/graphql", headers={"accept": "application/json"})

    assert browser.status_code == link.status_code == 200
    assert browser.headers["content-type"].startswith("text/html")
    assert link.headers["content-type"].startswith("text/html")
    assert error_of(program) == (400, "BAD_REQUEST")
    assert gateway.executed == []


async def test_without_the_explorer_a_browser_gets_an_error_in_json() -> None:
    gateway = StandInGateway(Settings(graphiql=False))

    response = await ask(gateway, "/graphql", headers={"accept": HTML})
    only_html = await ask(gateway, "/graphql?query=a", headers={"accept": "text/html"})
    files = await ask(gateway, "/graphql/explorer/manifest.json")

    assert error_of(response) == (400, "BAD_REQUEST")
    assert error_of(only_html) == (406, "NOT_ACCEPTABLE")
    assert error_of(files) == (404, "NOT_FOUND")


async def test_production_shows_neither_the_explorer_nor_the_schema() -> None:
    gateway = StandInGateway(Settings(mode=Mode.PRODUCTION, secret_key="0123456789abcdef0123456789abcdef"))

    page = await ask(gateway, "/graphql", headers={"accept": HTML})
    schema = await ask(gateway, "/schema.graphql")

    assert error_of(page) == (400, "BAD_REQUEST")
    assert error_of(schema) == (404, "NOT_FOUND")


async def test_no_origin_is_allowed_by_default() -> None:
    preflight = {"origin": "https://app.example", "access-control-request-method": "POST"}

    responses = [
        await ask(StandInGateway(), "/graphql", "OPTIONS", headers=preflight),
        await ask(StandInGateway(), "/graphql", "POST", json={"query": "a"}, headers={"origin": "https://app.example"}),
    ]

    assert [response.status_code for response in responses] == [405, 200]
    assert not any(name.startswith("access-control") for response in responses for name in response.headers)


async def test_the_origins_of_the_settings_may_call_and_no_others() -> None:
    def preflight(origin: str) -> dict[str, str]:
        asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type,x-mine"}
        return {"origin": origin, **asked}

    allowed = await ask(StandInGateway(CORS), "/graphql", "OPTIONS", headers=preflight("https://app.example"))
    refused = await ask(StandInGateway(CORS), "/graphql", "OPTIONS", headers=preflight("https://evil.example"))
    called = await ask(
        StandInGateway(CORS), "/graphql", "POST", json={"query": "a"}, headers={"origin": "https://app.example"}
    )

    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == "https://app.example"
    assert allowed.headers["access-control-allow-credentials"] == "true"
    assert "x-mine" in allowed.headers["access-control-allow-headers"]
    assert error_of(refused) == (400, "BAD_REQUEST")
    assert "access-control-allow-origin" not in refused.headers
    assert called.headers["access-control-allow-origin"] == "https://app.example"
    assert "x-request-id" in called.headers["access-control-expose-headers"]
