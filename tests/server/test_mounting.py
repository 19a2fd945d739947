from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import orjson
import pytest
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route

from gql.context import Context, Viewer
from gql.errors import BadRequest, StartupError
from gql.execution.request import OperationRequest
from gql.server import create_app, gateway_lifespan
from gql.settings import Settings
from tests.server.serving import error_of
from tests.server.stand_in import StandInGateway

HTML = {"accept": "text/html"}


def client_of(app: Any) -> httpx2.AsyncClient:
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://test")


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


async def test_mounted_in_starlette_everything_is_below_the_mount_point() -> None:
    gateway = StandInGateway()
    app = Starlette(routes=[Route("/hello", hello), Mount("/api", create_app(gateway))])

    async with client_of(app) as client:
        posted = await client.post("/api/graphql", json={"query": "{ a }"})
        got = await client.get("/api/graphql?query=a")
        page = await client.get("/api/graphql", headers=HTML)
        others = [await client.get(f"/api{path}") for path in ("/schema.graphql", "/health/live", "/health/ready")]
        missing = await client.get("/api/nothing")
        outside = [await client.get("/hello"), await client.get("/graphql?query=a")]

    assert posted.json() == got.json() == {"data": {"__typename": "Query"}}
    assert page.headers["content-type"].startswith("text/html")
    assert [response.status_code for response in others] == [200, 200, 200]
    assert error_of(missing) == (404, "NOT_FOUND")
    assert [response.status_code for response in outside] == [200, 404]


async def test_mounted_in_fastapi_it_serves_beside_the_other_routes() -> None:
    gateway = StandInGateway()
    app = FastAPI()

    @app.get("/hello")
    def hello() -> dict[str, str]:
        return {"hello": "world"}

    app.mount("/api", create_app(gateway))

    async with client_of(app) as client:
        posted = await client.post("/api/graphql", json={"query": "{ a }"})
        other = await client.get("/hello")

    assert posted.json() == {"data": {"__typename": "Query"}}
    assert other.json() == {"hello": "world"}


async def test_mounted_at_the_root_it_serves_what_is_left() -> None:
    app = Starlette(routes=[Route("/hello", hello), Mount("/", create_app(StandInGateway()))])

    async with client_of(app) as client:
        responses = [await client.post("/graphql", json={"query": "{ a }"}), await client.get("/hello")]

    assert [response.status_code for response in responses] == [200, 200]


async def test_at_the_root_of_its_mount_point_it_needs_a_slash_as_every_mount_does() -> None:
    app = Starlette(routes=[Mount("/graphql", create_app(StandInGateway(Settings(path="/"))))])

    async with client_of(app) as client:
        response = await client.post("/graphql/", json={"query": "{ a }"})

    assert response.status_code == 200


@pytest.mark.parametrize("mount", ["", "/api"])
async def test_middleware_of_its_own_sees_every_request(mount: str) -> None:
    app = create_app(StandInGateway())
    seen: list[str] = []

    async def note(request: Request, call_next: RequestResponseEndpoint) -> Response:
        seen.append(request.url.path)
        return await call_next(request)

    app.add_middleware(BaseHTTPMiddleware, dispatch=note)
    paths = [f"{mount}{path}" for path in ("/graphql", "/health/live")]

    async with client_of(Starlette(routes=[Mount(mount, app)])) as client:
        statuses = [(await client.get(path, params={"query": "a"})).status_code for path in paths]

    assert [200, 200] == statuses
    assert paths == seen


async def test_a_root_path_of_the_server_is_not_part_of_the_endpoints_path() -> None:
    transport = httpx2.ASGITransport(create_app(StandInGateway()), root_path="/api")

    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        below = await client.post("/api/graphql", json={"query": "{ a }"})
        elsewhere = await client.post("/api/api/graphql", json={"query": "{ a }"})

    assert 200 == below.status_code
    assert (404, "NOT_FOUND") == error_of(elsewhere)


async def test_without_a_lifespan_the_first_requests_start_the_gateway_once() -> None:
    gateway = StandInGateway(start_takes_s=0.05)
    async with client_of(Starlette(routes=[Mount("/api", create_app(gateway))])) as client:
        responses = await asyncio.gather(*(client.post("/api/graphql", json={"query": "{ a }"}) for _ in range(10)))

    assert {response.status_code for response in responses} == {200}
    assert gateway.starts == 1


async def test_a_first_client_that_leaves_does_not_end_the_start() -> None:
    gateway = StandInGateway(start_takes_s=0.2)
    app = create_app(gateway)
    async with client_of(app) as client:
        first = asyncio.create_task(client.post("/graphql", json={"query": "{ a }"}))
        await asyncio.sleep(0.05)
        first.cancel()

        second = await client.post("/graphql", json={"query": "{ a }"})

    assert second.status_code == 200
    assert gateway.starts == 1


async def test_the_parents_lifespan_can_start_and_stop_it() -> None:
    gateway = StandInGateway()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with gateway_lifespan(gateway):
            yield

    app = Starlette(routes=[Mount("/api", create_app(gateway))], lifespan=lifespan)

    async with app.router.lifespan_context(app):
        during = (gateway.starts, gateway.stops)

    assert during == (1, 0)
    assert gateway.stops == 1


async def test_by_itself_it_starts_and_stops_the_gateway() -> None:
    gateway = StandInGateway()
    app = create_app(gateway)

    async with app.router.lifespan_context(app), client_of(app) as client:
        ready = await client.get("/health/ready")
        during = (gateway.starts, gateway.stops)
    async with client_of(app) as client:
        stopped = await client.get("/health/ready")

    assert during == (1, 0)
    assert gateway.stops == 1
    assert (ready.status_code, stopped.status_code) == (200, 503)


async def test_models_that_cannot_be_served_end_the_start() -> None:
    app = create_app(StandInGateway(start_failure=StartupError("Post.author has no target.")))

    with pytest.raises(StartupError, match=r"Post\.author"):
        async with app.router.lifespan_context(app):
            pass


async def test_the_viewer_is_who_the_applications_own_code_says() -> None:
    async def viewer_from(request: Request) -> Viewer:
        token = request.headers.get("authorization", "")
        if not token:
            raise BadRequest("Send an Authorization header.", status=401, code="UNAUTHENTICATED")
        return Viewer(id=token.removeprefix("Bearer "))

    async with client_of(create_app(StandInGateway(), viewer_from=viewer_from)) as client:
        known = await client.post("/graphql", json={"query": "context"}, headers={"authorization": "Bearer ada"})
        unknown = await client.post("/graphql", json={"query": "context"})

    assert known.json()["data"]["viewer"] == "ada"
    assert error_of(unknown) == (401, "UNAUTHENTICATED")


async def test_user_code_finds_the_http_request_in_the_context() -> None:
    gateway = StandInGateway()

    async with client_of(create_app(gateway)) as client:
        await client.post("/graphql", json={"query": "{ a }"}, headers={"x-mine": "1"})

    request = gateway.contexts[0].request
    assert isinstance(request, Request)
    assert request.headers["x-mine"] == "1"
    assert request.url_for("schema") == "http://test/schema.graphql"


def test_synchronous_code_runs_operations_on_one_loop_in_a_thread() -> None:
    gateway = StandInGateway()

    with start_blocking_portal() as portal:
        answers = [portal.call(gateway.execute, OperationRequest("context"), Context(Viewer(id=name))) for name in "ab"]

    assert [orjson.loads(answer.body)["data"]["viewer"] for answer in answers] == ["a", "b"]


async def test_middleware_of_the_parent_sees_slow_requests_through() -> None:
    gateway = StandInGateway()
    app = FastAPI()

    @app.middleware("http")
    async def stamp(request: Request, call_next: Any) -> Any:
        response = await call_next(request)
        response.headers["x-stamp"] = "1"
        return response

    app.mount("/api", create_app(gateway))

    async with client_of(app) as client:
        body = {"query": "sleep", "variables": {"seconds": 0.15}}
        responses = [await client.post("/api/graphql", json=body) for _ in range(2)]

    assert [response.json() for response in responses] == [{"data": {"slept": True}}] * 2
    assert [response.headers["x-stamp"] for response in responses] == ["1", "1"]
