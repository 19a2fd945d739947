"""Answers as ASGI messages: one start, one body, no objects in between, because every operation passes here.

Errors of HTTP have the same shape as errors of GraphQL, so that a client needs one way to read them.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import orjson
from starlette.responses import Response
from starlette.types import Send

from gql.server.negotiation import Media, accepts_gzip

Headers = Sequence[tuple[bytes, bytes]]

_GZIP_LEVEL: Final = 4  # within 5 % of the size of level 6 on typical pages, in half the time
_GZIP_INLINE_MAX_BYTES: Final = 64 * 1024  # about 1 ms; beyond, another thread compresses and the loop goes on
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS

_COMMON_HEADERS: Final[Headers] = (
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"vary", b"Accept, Accept-Encoding"),
)

_CODES: Final = {
    400: "BAD_REQUEST",
    401: "UNAUTHENTICATED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    406: "NOT_ACCEPTABLE",
    408: "REQUEST_TIMEOUT",
    413: "PAYLOAD_TOO_LARGE",
    414: "URI_TOO_LONG",
    415: "UNSUPPORTED_MEDIA_TYPE",
    431: "HEADERS_TOO_LARGE",
    500: "INTERNAL",
    503: "SERVICE_UNAVAILABLE",
    504: "TIMEOUT",
}


@dataclass(slots=True)
class Answer:
    """A response of the endpoint that is still to be sent; `headers` are those that not every answer has."""

    status: int
    body: bytes
    headers: Headers = ()


def code_for_status(status: int) -> str:
    """The `extensions.code` that stands for an HTTP status where nothing more precise is known."""
    return _CODES.get(status, "BAD_REQUEST" if status < 500 else "INTERNAL")


def error_body(message: str, code: str) -> bytes:
    """A GraphQL response that holds one error and no data."""
    return orjson.dumps({"errors": [{"message": message, "extensions": {"code": code}}]})


def error_response(status: int, message: str, *, headers: dict[str, str] | None = None) -> Response:
    """The same as a Starlette response, for paths that are not the GraphQL endpoint."""
    return Response(
        error_body(message, code_for_status(status)),
        status,
        {"x-content-type-options": "nosniff", "cache-control": "no-store", **(headers or {})},
        media_type="application/json; charset=utf-8",
    )


async def send_answer(send: Send, answer: Answer, media: Media, request_id: bytes) -> None:
    """Send `answer` with the headers that every answer of the endpoint has."""
    body = answer.body
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [
                media.header,
                (b"content-length", b"%d" % len(body)),
                (b"x-request-id", request_id),
                *_COMMON_HEADERS,
                *answer.headers,
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})


async def gzip(body: bytes) -> bytes:
    """`body` compressed; a large one in another thread, so that no other request waits for it."""
    if len(body) <= _GZIP_INLINE_MAX_BYTES:
        return zlib.compress(body, _GZIP_LEVEL, _GZIP_WINDOW)
    return await asyncio.to_thread(zlib.compress, body, _GZIP_LEVEL, _GZIP_WINDOW)


async def accepted_gzip(body: bytes, accept_encoding: bytes) -> tuple[bytes, dict[str, str]]:
    """`body`, compressed if the client takes that, with the headers that say so."""
    if accepts_gzip(accept_encoding):
        return await gzip(body), {"content-encoding": "gzip"}
    return body, {}
