"""Runs an application behind the real server on a free port, in a thread, and talks to it byte by byte where needed."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import orjson
from starlette.applications import Starlette

from gql.server.process import make_server
from gql.settings import Settings

HOST = "127.0.0.1"


@contextmanager
def served(app: Starlette, settings: Settings) -> Iterator[int]:
    """The port on which `app` is served until the block ends."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen(128)
        server = make_server(app, settings, log_level="critical")
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        wait_until(lambda: server.started or not thread.is_alive())
        try:
            yield int(listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(timeout=10)
            assert not thread.is_alive(), "the server did not stop"


def wait_until(claim: Callable[[], bool], *, within_s: float = 5.0) -> None:
    """Return when `claim` holds; fail when it does not in time."""
    deadline_s = time.monotonic() + within_s
    while not claim():
        assert time.monotonic() < deadline_s, "did not happen in time"
        time.sleep(0.005)


def connect(port: int) -> socket.socket:
    """A plain connection whose reads fail after ten seconds."""
    return socket.create_connection((HOST, port), timeout=10)


def read_response(connection: socket.socket) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one response that has a Content-Length."""
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = connection.recv(65536)
        assert chunk, f"closed before the response was complete: {received!r}"
        received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    status_line, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers["content-length"]):
        body += connection.recv(65536)
    return int(status_line.split()[1]), headers, body


def exchange(port: int, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """What the server answers to these bytes."""
    with connect(port) as connection:
        connection.sendall(request)
        return read_response(connection)


def post_bytes(body: bytes, *headers: str, path: str = "/graphql") -> bytes:
    """A POST of a JSON body, as bytes."""
    lines = [f"POST {path} HTTP/1.1", "Host: test", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


def error_of(response: httpx2.Response) -> tuple[int, str]:
    """Status and code of a response that must be one JSON error without data."""
    assert "json" in response.headers["content-type"], response.text
    return response.status_code, code_of(response.content)


def code_of(body: bytes) -> str:
    """The code in a body that must hold one error and no data."""
    content = orjson.loads(body)
    assert "data" not in content
    (error,) = content["errors"]
    assert error["message"]
    code: str = error["extensions"]["code"]
    return code
