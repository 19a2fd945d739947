"""The small pages beside the endpoint: the schema as text, and whether the service lives and can serve."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

from gql.server.lifecycle import Lifecycle
from gql.server.protocol import ServedGateway
from gql.server.responses import accepted_gzip, error_response

logger = logging.getLogger("gql.server")

Page = Callable[[Request], Awaitable[Response]]

_READY_WITHIN_S: Final = 1.0
_NOSNIFF: Final = {"x-content-type-options": "nosniff"}
_FRESH: Final = {**_NOSNIFF, "cache-control": "no-store"}


def schema_page(gateway: ServedGateway) -> Page:
    """The schema definition language, with an `ETag`; not found where introspection is off, since it tells the same."""
    if not gateway.settings.introspection:

        async def hidden(request: Request) -> Response:
            return error_response(404, "The schema is not public here.")

        return hidden

    body = b""
    headers: dict[str, str] = {}

    async def schema(request: Request) -> Response:
        nonlocal body, headers
        if not body:
            body = gateway.schema.as_str().rstrip("\n").encode() + b"\n"
            headers = {**_NOSNIFF, "cache-control": "no-cache", "vary": "Accept-Encoding"}
            headers["etag"] = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
        if _matches(request.headers.get("if-none-match", ""), headers["etag"]):
            return Response(status_code=304, headers=headers)
        content, encoding = await accepted_gzip(body, request.headers.get("accept-encoding", "").encode("latin-1"))
        return Response(content, headers={**headers, **encoding}, media_type="text/plain; charset=utf-8")

    return schema


async def live_page(request: Request) -> Response:
    """200 while the process answers at all: nothing is asked of the database, since a restart would not mend that."""
    return _status(200, {"status": "ok"})


def ready_page(gateway: ServedGateway, lifecycle: Lifecycle) -> Page:
    """200 when a request would succeed now, otherwise 503; within a second either way."""

    async def ready(request: Request) -> Response:
        if lifecycle.is_draining:
            return _status(503, {"status": "stopping", "checks": {}})
        try:
            async with asyncio.timeout(_READY_WITHIN_S):
                await lifecycle.start()
                report = await gateway.readiness()
        except TimeoutError:
            return _status(503, {"status": "unavailable", "checks": {"answer": "none within a second"}})
        except Exception:
            logger.exception("the readiness check failed")
            return _status(503, {"status": "unavailable", "checks": {"start": "failed"}})
        status = {"status": "ready" if report.ready else "unavailable", "checks": dict(report.checks)}
        return _status(200 if report.ready else 503, status)

    return ready


def _status(status: int, content: Mapping[str, object]) -> Response:
    return Response(orjson.dumps(content), status, _FRESH, media_type="application/json")


def _matches(if_none_match: str, etag: str) -> bool:
    """Whether `If-None-Match` names this tag: the weak comparison of RFC 9110, section 8.8.3.2."""
    tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return "*" in tags or etag.removeprefix("W/") in tags
