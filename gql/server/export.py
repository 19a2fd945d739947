"""GET /export: one connection of any size as a file, page by page.

Nothing is sent before the first page is there, so what is wrong with a request is a JSON error with a status. What fails
later cannot change the status any more: the response is not completed, which closes the connection, so that no client takes a
part for the whole.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Final, TypeVar
from urllib.parse import parse_qs

import orjson
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from gql.context import ANONYMOUS, Context
from gql.errors import BadRequest, ExportFailed
from gql.execution.error_report import report_failure
from gql.execution.export import Export, ExportOptions
from gql.execution.export_formats import ExportFormat
from gql.server.csrf import refuse_strangers
from gql.server.endpoint import error_answer, request_id_of, stopping_answer
from gql.server.lifecycle import Lifecycle
from gql.server.negotiation import Media
from gql.server.protocol import ServedGateway, ViewerFrom
from gql.server.request import HeaderValues, check_head_size, read_get, read_headers
from gql.server.responses import Answer, error_body, send_answer
from gql.server.supervision import Ending, Supervision, Supervisor

logger = logging.getLogger("gql.server")

_STATUSES: Final = {"INTERNAL": 500, "DATABASE_UNAVAILABLE": 503, "MIGRATION_PENDING": 503, "TIMEOUT": 504}
_SPREADSHEET_SAFE: Final = {"true": True, "1": True, "false": False, "0": False, "": False}
_HEADERS: Final = {405: [(b"allow", b"GET, HEAD")], 503: [(b"retry-after", b"10")]}
Choice = TypeVar("Choice")


class ExportEndpoint:
    """Serves the exports of one gateway at one path; an ASGI application for `Route`."""

    def __init__(self, gateway: ServedGateway, lifecycle: Lifecycle, *, viewer_from: ViewerFrom | None = None) -> None:
        self._gateway = gateway
        self._lifecycle = lifecycle
        self._viewer_from = viewer_from
        settings = gateway.settings
        self._cors_origins = frozenset(settings.cors_origins)
        self._timeout_s = settings.export_timeout_s
        self._supervision: Supervision | None = None
        self._stall_timeout_s = settings.idle_in_transaction_timeout_s
        self._rows_max = settings.export_rows_max or None
        self._free = settings.export_concurrency_max

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request; a response that is not completed tells the client that the export failed."""
        headers = read_headers(scope)
        request_id = request_id_of(headers)
        supervisor = self._supervisor(receive)
        stream = _Stream(send, request_id, self._stall_timeout_s, is_head=scope["method"] == "HEAD")
        failure: Answer | None = None
        try:
            check_head_size(scope, headers)
            await self._export(scope, headers, supervisor, stream, request_id)
        except asyncio.CancelledError:
            ending = supervisor.claim_cancellation()
            if ending is Ending.CLIENT_LEFT:
                return
            message = f"The export took longer than {self._timeout_s:g} s and was stopped."
            failure = Answer(504, error_body(message, "TIMEOUT"), []) if ending else stopping_answer()
            if ending is None:
                await stream.fail(failure)
                raise
        except StalledClient:
            logger.info("export %s: the client took nothing for %g s", request_id.decode(), self._stall_timeout_s)
            return
        except Exception as error:  # noqa: BLE001 -- the boundary of the process: everything becomes an answer
            failure = _answer(error, scope["method"], request_id)
        finally:
            supervisor.stop()
        if failure is not None:
            await stream.fail(failure)

    def _supervisor(self, receive: Receive) -> Supervisor:
        loop = asyncio.get_running_loop()
        if self._supervision is None or self._supervision.loop is not loop:
            self._supervision = Supervision(loop, self._timeout_s)
        return Supervisor(receive, self._supervision)

    async def _export(
        self, scope: Scope, headers: HeaderValues, supervisor: Supervisor, stream: _Stream, request_id: bytes
    ) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            raise BadRequest("Only GET is accepted here.", status=405, code="METHOD_NOT_ALLOWED")
        request = read_get(scope["query_string"])
        options = _read_options(scope["query_string"], self._rows_max)
        refuse_strangers(headers, self._cors_origins)
        supervisor.start_executing()
        if not self._lifecycle.is_started:
            await self._lifecycle.start()
        http_request = Request(scope)
        context = Context(
            viewer=ANONYMOUS if self._viewer_from is None else await self._viewer_from(http_request),
            request=http_request,
            request_id=request_id.decode(),
            deadline_s=supervisor.deadline_s,
        )
        stream.export = export = self._gateway.export(request, context, options)
        if stream.is_head:
            await stream.end()
            return
        if self._free == 0:
            raise BadRequest("As many exports as may be are running; try again later.", status=503, code="OVERLOADED")
        self._free -= 1
        try:
            await export.run(stream.write)
        finally:
            self._free += 1
        await stream.end()


class StalledClient(Exception):
    """The client has stopped reading, while a database connection waits for it."""


class _Stream:
    """The response: begun by the first `write`, and completed by `end` alone."""

    def __init__(self, send: Send, request_id: bytes, stall_timeout_s: float, *, is_head: bool) -> None:
        self._send = send
        self._request_id = request_id
        self._stall_timeout_s = stall_timeout_s
        self._has_begun = False
        self.is_head = is_head
        self.export: Export | None = None

    async def write(self, piece: bytes) -> None:
        """Send one page."""
        await self._begin()
        try:
            # Two messages, because a server may wait for the client before a message only, not after it.
            async with asyncio.timeout(self._stall_timeout_s):
                await self._send({"type": "http.response.body", "body": piece, "more_body": True})
                await self._send({"type": "http.response.body", "body": b"", "more_body": True})
        except TimeoutError as error:
            raise StalledClient from error

    async def end(self) -> None:
        """Complete the response."""
        await self._begin()
        await self._send({"type": "http.response.body", "body": b""})

    async def fail(self, answer: Answer) -> None:
        """Send `answer` if nothing is sent yet; otherwise leave the response incomplete, in NDJSON with a last line."""
        if not self._has_begun:
            await send_answer(self._send, answer, Media.JSON, self._request_id)
        elif self.export is not None and self.export.format is ExportFormat.NDJSON:
            await self._send({"type": "http.response.body", "body": answer.body + b"\n", "more_body": True})

    async def _begin(self) -> None:
        if self._has_begun:
            return
        assert self.export is not None
        self._has_begun = True
        file = f"{self.export.name}.{self.export.format.value}"
        headers = [
            (b"content-type", self.export.format.media_type.encode()),
            (b"content-disposition", f'attachment; filename="{file}"'.encode()),
            (b"x-request-id", self._request_id),
            (b"x-content-type-options", b"nosniff"),
            (b"cache-control", b"no-store"),
        ]
        await self._send({"type": "http.response.start", "status": 200, "headers": headers})


def _read_options(query_string: bytes, rows_max: int | None) -> ExportOptions:
    """The format and what goes with it. Raises `BadRequest`."""
    parameters = parse_qs(query_string.decode("ascii", "replace"), keep_blank_values=True)
    formats = {each.value: each for each in ExportFormat}
    return ExportOptions(
        format=_choice("format", parameters, formats, ExportFormat.NDJSON),
        rows_max=rows_max,
        spreadsheet_safe=_choice("spreadsheetSafe", parameters, _SPREADSHEET_SAFE, False),
    )


def _choice(name: str, parameters: dict[str, list[str]], choices: dict[str, Choice], default: Choice) -> Choice:
    given = parameters.get(name, [])
    if not given:
        return default
    if len(given) > 1:
        raise BadRequest(f"The URL has the parameter {name} more than once.")
    if given[0] not in choices:
        raise BadRequest(f"{name} must be {' or '.join(filter(None, choices))}.")
    return choices[given[0]]


def _answer(error: Exception, method: str, request_id: bytes) -> Answer:
    if isinstance(error, BadRequest) and error.status in _HEADERS:
        return Answer(error.status, error_body(error.message, error.request_code), _HEADERS[error.status])
    if not isinstance(error, ExportFailed):
        return error_answer(error, method, request_id)
    reports = report_failure(error, request_id.decode())
    code = reports[0].get("extensions", {}).get("code", "")
    return Answer(_STATUSES.get(code, 400), orjson.dumps({"errors": reports}), [])
