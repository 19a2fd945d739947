"""The least that can answer a GraphQL POST: raw ASGI, a table from operation names to functions, no GraphQL at all."""

from __future__ import annotations

import base64
import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import asyncpg
import orjson

Answer = Callable[[asyncpg.Pool, Mapping[str, Any]], Awaitable[bytes]]


def serve(answers: Mapping[str, Answer]) -> Callable[..., Awaitable[None]]:
    """An ASGI application that answers each named operation with its function's bytes."""
    pool: asyncpg.Pool | None = None

    async def app(scope: Mapping[str, Any], receive: Any, send: Any) -> None:
        nonlocal pool
        if scope["type"] == "lifespan":
            while True:
                message = await receive()
                if message["type"] == "lifespan.startup":
                    pool = await asyncpg.create_pool(
                        os.environ["BENCHMARK_DATABASE_URL"], min_size=10, max_size=20, reset=_keep
                    )
                    await send({"type": "lifespan.startup.complete"})
                else:
                    await pool.close()
                    await send({"type": "lifespan.shutdown.complete"})
                    return
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        request = orjson.loads(body)
        found = await answers[request["operationName"]](pool, request.get("variables") or {})
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(found)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": found})

    return app


async def _keep(connection: asyncpg.Connection) -> None:
    """Leave a connection as it is when it rests: the usual reset is a round trip, and nothing here needs it."""


def global_id(name: str, key: int) -> str:
    """The id by which a client names a row."""
    return base64.urlsafe_b64encode(f"{name}:{key}".encode()).decode().rstrip("=")


def key_of(text: str) -> int:
    """The key in a global id or a cursor."""
    return int(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).rpartition(b":")[2])
