"""Runs an application as a process: bounded in what it waits for, and when told to stop, it finishes what it began.

uvicorn has no deadline for headers and no limit to their size, keeps reading a body that nobody wants, answers
malformed requests in plain text, writes each response in two pieces, and dies by the signal that stopped it. The two
classes here change that and nothing else.
"""

from __future__ import annotations

import asyncio
import gc
import math
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from types import FrameType
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import HANDLED_SIGNALS

from gql.server.lifecycle import Lifecycle
from gql.server.response_transport import ResponseTransport
from gql.server.responses import code_for_status, error_body
from gql.settings import Settings

GC_THRESHOLD: Final = 10_000
HEAD_TIMEOUT_S: Final = 10.0
"""Longest wait for the headers of a request, from the connection or their first byte."""
_MAX_HEAD_BYTES: Final = (
    48 * 1024
)  # the URL's 8 KiB and the headers' 32 KiB, which the endpoint checks exactly, and some room
_UNWANTED_BODY_S: Final = 2.0


def serve(
    app: Starlette,
    settings: Settings,
    *,
    drain_s: float = 0.0,
    access_log: bool = False,
    log_level: str | None = "info",
) -> None:
    """Serve `app`, made by `create_app`, until SIGTERM or SIGINT; return when the running requests are finished.

    Told to stop, it reports not ready at once, keeps accepting for `drain_s` so that a balancer can notice, then closes
    its ports and waits for running requests, at most `settings.shutdown_timeout_s`. A second signal skips the draining.
    Exits with status 3 if the application cannot start or the port is taken.
    """
    server = make_server(app, settings, drain_s=drain_s, access_log=access_log, log_level=log_level)
    quieten_garbage_collector()
    with _surviving_signals():
        server.run()


def quieten_garbage_collector() -> None:
    """Take what exists now (modules, models, schema) out of the cyclic collector's sight, and let it run less often.

    A response is many small containers without cycles: reference counting frees them, and at Python's thresholds the collector
    walks them and the whole schema again and again. Measured on a nested request (1,772 objects): 6.5 ms of CPU, 3.4 of
    them the collector's, as Python has it; 4.0 with the freeze; 3.45 with this threshold too, and no less with a higher one.
    For the process that serves and nothing else: not for one that the gateway is a guest in.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, *gc.get_threshold()[1:])


def make_server(
    app: Starlette,
    settings: Settings,
    *,
    drain_s: float = 0.0,
    access_log: bool = False,
    log_level: str | None = "info",
) -> GracefulServer:
    """The server that `serve` runs, for who wants to run it in a thread or on sockets of their own."""
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=BoundedHttpProtocol,
        lifespan="on",
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        access_log=access_log,
        log_level=log_level,
        timeout_graceful_shutdown=math.ceil(settings.shutdown_timeout_s),
    )
    return GracefulServer(config, app.state.lifecycle, drain_s=drain_s)


class GracefulServer(uvicorn.Server):
    """uvicorn's server that says it is stopping before it does."""

    def __init__(self, config: uvicorn.Config, lifecycle: Lifecycle, *, drain_s: float = 0.0) -> None:
        super().__init__(config)
        self._lifecycle = lifecycle
        self._drain_s = drain_s
        self._exit_at_s: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop being ready; stop accepting after the drain, or now if this is the second signal."""
        if self._exit_at_s is None and self._drain_s > 0:
            self._lifecycle.is_draining = True
            self._exit_at_s = time.monotonic() + self._drain_s
            return
        self._lifecycle.is_draining = True
        super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Exit when the drain is over; called ten times a second."""
        if self._exit_at_s is not None and time.monotonic() >= self._exit_at_s:
            self.should_exit = True
        return await super().on_tick(counter)


class BoundedHttpProtocol(HttpToolsProtocol):
    """uvicorn's HTTP/1.1 with bounds on what one connection may keep us waiting for, and errors as JSON."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # uvicorn's own signature, which changes between versions
        super().__init__(*args, **kwargs)
        self._is_in_head = False
        self._is_in_body = False
        self._head_bytes = 0
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """A connection that sends nothing is closed as one that sends half of its headers is."""
        super().connection_made(transport)
        self._responses = ResponseTransport(transport)
        self._timer = self.loop.call_later(HEAD_TIMEOUT_S, self._give_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more."""
        self._clear_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what belongs to incomplete headers; only those that do not come at once get a timer."""
        if self._is_in_head:
            self._head_bytes += len(data)
            if self._head_bytes > _MAX_HEAD_BYTES:
                self._refuse(431, "The headers are too large.")
                return
        super().data_received(data)
        if not self._is_in_head:
            if self._timer is not None and not self._is_in_body:
                self._clear_timer()
        elif self._timer is None:
            self._timer = self.loop.call_later(HEAD_TIMEOUT_S, self._give_up)

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._is_in_head = True
        self._head_bytes = 0

    def on_headers_complete(self) -> None:
        """The application takes over, its own deadlines with it."""
        self._is_in_head = False
        self._is_in_body = True
        self._clear_timer()
        super().on_headers_complete()
        if self.cycle is not None:  # none for a connection that becomes a WebSocket
            self.cycle.transport = self._responses

    def on_message_complete(self) -> None:
        """The whole request is here."""
        self._is_in_body = False
        self._clear_timer()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """An answer that did not need the body: give the rest of it a moment, then close."""
        self._responses.end_response()
        super().on_response_complete()
        if self._is_in_body and self._timer is None and self.cycle.response_complete:
            self._timer = self.loop.call_later(_UNWANTED_BODY_S, self._give_up)

    def send_400_response(self, msg: str) -> None:
        """Answer what is not HTTP."""
        self._refuse(400, msg)

    def _give_up(self) -> None:
        self._timer = None
        if self.transport.is_closing():
            return
        if self._is_in_head:
            self._refuse(408, f"The headers were not complete after {HEAD_TIMEOUT_S:g} s.")
        else:
            self.transport.close()

    def _refuse(self, status: int, message: str) -> None:
        self._clear_timer()
        self._is_in_head = False
        body = error_body(message, code_for_status(status))
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"
            "content-type: application/json; charset=utf-8\r\n"
            f"content-length: {len(body)}\r\n"
            "x-content-type-options: nosniff\r\n"
            "connection: close\r\n\r\n"
        )
        self.transport.write(head.encode("ascii") + body)
        self.transport.close()

    def _clear_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


@contextmanager
def _surviving_signals() -> Iterator[None]:
    """Let the signals that stop the server do nothing after that: uvicorn raises them once more, to die by them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: None) for number in HANDLED_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
