"""A load generator: keep-alive connections that each send the next request when the last response is whole.

Little more than sockets, so that it takes less CPU than the servers that it drives. Responses are told apart by
Content-Length or chunks; anything but 200 ends the run. `benchmarks.open_loop` sends at a fixed rate instead.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import httptools

HEAD = (
    "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
    "Content-Length: {length}\r\n\r\n"
)


@dataclass(slots=True)
class Load:
    """What one run saw: seconds each request took, the whole time, and the size of the last body."""

    latencies_s: list[float] = field(default_factory=list)
    elapsed_s: float = 0.0
    body_bytes: int = 0


class BadResponse(Exception):
    """A server answered with something else than a good response."""


class Connection(asyncio.Protocol):
    """One keep-alive connection. `ask` sends a request and waits for the whole body."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._parser: httptools.HttpResponseParser | None = None
        self._answered: asyncio.Future[bytes] | None = None
        self._body: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is open."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's is no subclass

    def connection_lost(self, error: Exception | None) -> None:
        """The socket is closed; whoever waits for a response is told."""
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(BadResponse("The server closed the connection."))

    def data_received(self, data: bytes) -> None:
        """Bytes of a response."""
        assert self._parser is not None
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        """Part of a body, as the parser found it."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """The response is whole."""
        assert self._parser is not None
        assert self._answered is not None
        body = b"".join(self._body)
        status = self._parser.get_status_code()
        if status == 200:
            self._answered.set_result(body)
        else:
            self._answered.set_exception(BadResponse(f"HTTP {status}: {body[:300]!r}"))

    async def ask(self, request: bytes) -> bytes:
        """The body of the response to a request."""
        assert self._transport is not None
        self._parser = httptools.HttpResponseParser(self)
        self._answered = asyncio.get_running_loop().create_future()
        self._body = []
        self._transport.write(request)
        return await self._answered

    def close(self) -> None:
        """Close the socket."""
        if self._transport is not None:
            self._transport.close()


def request_bytes(port: int, path: str, body: bytes) -> bytes:
    """A whole HTTP request."""
    return HEAD.format(path=path, host=f"127.0.0.1:{port}", length=len(body)).encode() + body


async def open_connection(port: int) -> Connection:
    """A connection to a server on this machine."""
    _, connection = await asyncio.get_running_loop().create_connection(Connection, "127.0.0.1", port)
    return connection


async def ask_once(port: int, path: str, body: bytes) -> bytes:
    """The body of one response."""
    connection = await open_connection(port)
    try:
        return await connection.ask(request_bytes(port, path, body))
    finally:
        connection.close()


async def drive(
    port: int,
    path: str,
    body_of: Callable[[int], bytes],
    *,
    clients: int,
    duration_s: float,
    requests_min: int = 0,
) -> Load:
    """Load a server from `clients` connections for `duration_s`, and longer until `requests_min` were answered."""
    load = Load()
    connections = [await open_connection(port) for _ in range(clients)]
    started_s = time.perf_counter()
    end_s = started_s + duration_s
    number = 0

    async def client(connection: Connection) -> None:
        nonlocal number
        while time.perf_counter() < end_s or number < requests_min:
            number += 1
            request = request_bytes(port, path, body_of(number))
            asked_s = time.perf_counter()
            body = await connection.ask(request)
            load.latencies_s.append(time.perf_counter() - asked_s)
            load.body_bytes = len(body)

    try:
        await asyncio.gather(*(client(connection) for connection in connections))
    finally:
        for connection in connections:
            connection.close()
    load.elapsed_s = time.perf_counter() - started_s
    return load
