"""What our way through HTTP costs, as a count that no machine's speed changes: the Python function calls of one POST."""

from __future__ import annotations

import gc
import sys
from types import FrameType
from typing import Any

import orjson
import pytest
from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send

from gql.context import Context
from gql.execution.request import OperationRequest, OperationResponse
from gql.server import create_app
from tests.server.stand_in import StandInGateway

PYTHON = (3, 11)
CALLS = 33
"""Counted on that Python; another compiles to other calls. Lower it when they become fewer."""

BODY = orjson.dumps({"query": "query A($id: ID!) { node(id: $id) { id } }", "variables": {"id": "eA"}})
RESPONSE = OperationResponse(b'{"data":{"node":null}}', executed=True, has_errors=False, kind="query")
WARM_UPS = 3


class QuietGateway(StandInGateway):
    """Does nothing, so that only the way to it is counted."""

    async def execute(
        self, request: OperationRequest, context: Context, *, only_queries: bool = False
    ) -> OperationResponse:
        return RESPONSE


class PassingMiddleware:
    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


async def post(app: Starlette) -> list[Message]:
    """The messages that answer one POST, as a server would drive it."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": BODY, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"",
        "root_path": "",
        "headers": [
            (b"host", b"localhost"),
            (b"accept", b"application/json"),
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(BODY)),
        ],
    }
    await app(scope, receive, send)
    return sent


async def count_calls(app: Starlette) -> int:
    """Python functions entered, and coroutines resumed, by one warm POST, those of the stand-ins included."""
    for _ in range(WARM_UPS):
        start, body = await post(app)
        assert (200, RESPONSE.body) == (start["status"], body["body"])
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    gc.disable()  # a finalizer of somebody else's garbage would be counted
    sys.setprofile(count)
    try:
        await post(app)
    finally:
        sys.setprofile(None)
        gc.enable()
    return calls


@pytest.mark.skipif(PYTHON != sys.version_info[:2], reason="the count is that of another Python")
async def test_a_post_costs_no_more_calls_than_recorded() -> None:
    calls = await count_calls(create_app(QuietGateway()))

    assert CALLS == calls


async def test_what_lies_between_the_server_and_the_endpoint_is_counted() -> None:
    app = create_app(QuietGateway())
    app.add_middleware(PassingMiddleware)

    calls = await count_calls(app)

    assert calls > CALLS
