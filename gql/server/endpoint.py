"""The GraphQL endpoint: one HTTP request in, one operation run, one JSON response out.

It is plain ASGI, because it is the hot path: a request of Starlette is made only for what a user's code asks of it.
The order of the checks is that of the cost to us: headers, then the body, then the gateway.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gql.context import ANONYMOUS, Context, new_request_id
from gql.errors import BadRequest, ClientError, ServiceError
from gql.server.csrf import refuse_strangers
from gql.server.lifecycle import Lifecycle
from gql.server.negotiation import Acceptable, Media, accepts_gzip, read_accept
from gql.server.protocol import ServedGateway, ViewerFrom
from gql.server.request import (
    BodyTooLarge,
    ClientLeft,
    HeaderValues,
    check_head_size,
    discard_body,
    read_get,
    read_headers,
    read_post,
)
from gql.server.responses import Answer, error_body, gzip, send_answer
from gql.server.supervision import Ending, Supervision, Supervisor

logger = logging.getLogger("gql.server")

ExplorerPage = Callable[[Request], Awaitable[Response]]

_REQUEST_ID: Final = re.compile(rb"[A-Za-z0-9_.:@/+=-]{1,128}")
_GZIP: Final = (b"content-encoding", b"gzip")
_CLOSE: Final = (b"connection", b"close")
_RETRY_LATER: Final = (b"retry-after", b"2")
_ALLOW_ALL: Final = (b"allow", b"GET, HEAD, POST")
_ALLOW_POST: Final = (b"allow", b"POST")


class GraphQLEndpoint:
    """Serves one gateway at one path; an ASGI application for `Route`."""

    def __init__(
        self,
        gateway: ServedGateway,
        lifecycle: Lifecycle,
        *,
        viewer_from: ViewerFrom | None = None,
        explorer_page: ExplorerPage | None = None,
    ) -> None:
        self._gateway = gateway
        self._lifecycle = lifecycle
        self._viewer_from = viewer_from
        self._explorer_page = explorer_page
        settings = gateway.settings
        self._timeout_s = settings.request_timeout_s
        self._supervision: Supervision | None = None
        self._max_body_bytes = settings.max_body_bytes
        self._gzip_min_bytes = settings.gzip_min_bytes
        self._cors_origins = frozenset(settings.cors_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request, whatever happens; only a cancellation from outside passes through."""
        headers = read_headers(scope)
        request_id = request_id_of(headers)
        media = Media.JSON
        supervisor = self._supervisor(receive)
        try:
            check_head_size(scope, headers)
            acceptable = read_accept(headers.get(b"accept", b""))
            if self._explorer_page is not None and acceptable.prefers_html and scope["method"] in ("GET", "HEAD"):
                page = await self._explorer_page(Request(scope))
                await page(scope, receive, send)
                return
            media = acceptable.media or Media.JSON
            answer = await self._answer(scope, receive, headers, acceptable, supervisor, request_id)
        except ClientLeft:
            return
        except asyncio.CancelledError:
            ending = supervisor.claim_cancellation()
            if ending is None:
                await send_answer(send, stopping_answer(), media, request_id)
                raise
            if ending is Ending.CLIENT_LEFT:
                return
            answer = _timeout_answer(supervisor, self._timeout_s)
        except BodyTooLarge as error:
            supervisor.stop()
            if error.has_more:
                await discard_body(receive, headers)
            answer = error_answer(error, scope["method"], request_id)
        except Exception as error:  # noqa: BLE001 -- the boundary of the process: everything becomes an answer
            answer = error_answer(error, scope["method"], request_id)
        finally:
            supervisor.stop()
        await send_answer(send, answer, media, request_id)

    def _supervisor(self, receive: Receive) -> Supervisor:
        loop = asyncio.get_running_loop()
        if self._supervision is None or self._supervision.loop is not loop:
            self._supervision = Supervision(loop, self._timeout_s)
        return Supervisor(receive, self._supervision)

    async def _answer(
        self,
        scope: Scope,
        receive: Receive,
        headers: HeaderValues,
        acceptable: Acceptable,
        supervisor: Supervisor,
        request_id: bytes,
    ) -> Answer:
        method = scope["method"]
        if method not in ("POST", "GET", "HEAD"):
            raise BadRequest("Only GET and POST are accepted.", status=405, code="METHOD_NOT_ALLOWED")
        if acceptable.media is None:
            raise BadRequest(
                "No acceptable media type; accept application/graphql-response+json or application/json.",
                status=406,
                code="NOT_ACCEPTABLE",
            )
        if method == "POST":
            request = await read_post(receive, headers, self._max_body_bytes)
        else:
            request = read_get(scope["query_string"])
            refuse_strangers(headers, self._cors_origins)
        supervisor.start_executing()
        if not self._lifecycle.is_started:
            await self._lifecycle.start()
        http_request = Request(scope)
        viewer = ANONYMOUS if self._viewer_from is None else await self._viewer_from(http_request)
        context = Context(
            viewer=viewer, request=http_request, request_id=request_id.decode(), deadline_s=supervisor.deadline_s
        )
        response = await self._gateway.execute(request, context, only_queries=method != "POST")
        # For older clients that take plain JSON only, every answer to a well-formed request is a 200.
        status = 200 if response.executed or acceptable.media is Media.JSON else 400
        body = response.body
        if len(body) >= self._gzip_min_bytes and accepts_gzip(headers.get(b"accept-encoding", b"")):
            return Answer(status, await gzip(body), (_GZIP,))
        return Answer(status, body)


def request_id_of(headers: HeaderValues) -> bytes:
    """The request's own id if it has a usable one, else a new one."""
    sent = headers.get(b"x-request-id")
    return sent if sent is not None and _REQUEST_ID.fullmatch(sent) else new_request_id().encode()


def error_answer(error: Exception, method: str, request_id: bytes) -> Answer:
    """What the client is told of an error; one of ours is logged."""
    match error:
        case BadRequest(status=405):
            allow = _ALLOW_POST if method in ("GET", "HEAD") else _ALLOW_ALL
            return Answer(405, error_body(error.message, error.request_code), (allow,))
        case BadRequest():
            # What is left of a body that was refused is not read, so the connection cannot go on.
            headers = (_CLOSE,) if error.status in (408, 413, 431) else ()
            return Answer(error.status, error_body(error.message, error.request_code), headers)
        case ClientError():
            return Answer(400, error_body(error.message, error.code))
        case ServiceError():
            logger.warning("request %s: %s: %s", request_id.decode(), error.code, error.message)
            body = error_body("The service cannot answer right now; try again later.", error.code)
            return Answer(503, body, (_RETRY_LATER,))
        case _:
            identity = request_id.decode()
            logger.error("request %s failed", identity, exc_info=error)
            return Answer(500, error_body(f"Internal error. The server's log has it under {identity}.", "INTERNAL"))


def _timeout_answer(supervisor: Supervisor, timeout_s: float) -> Answer:
    if supervisor.is_executing:
        return Answer(504, error_body(f"The request took longer than {timeout_s:g} s and was stopped.", "TIMEOUT"))
    message = f"The request was not complete after {timeout_s:g} s."
    return Answer(408, error_body(message, "REQUEST_TIMEOUT"), (_CLOSE,))


def stopping_answer() -> Answer:
    """What is told to those whom the end of the server cuts off."""
    message = "The server is stopping and cannot finish the request; try again."
    return Answer(503, error_body(message, "SHUTTING_DOWN"), (_CLOSE, _RETRY_LATER))
