from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import httpx2
import orjson
import pytest

from tests.server.serving import HOST, connect, post_bytes, read_response

REPOSITORY = Path(__file__).resolve().parents[2]
PROGRAM = """
import socket, sys
from gql.server import create_app, serve
from gql.settings import Settings
from tests.server.stand_in import StandInGateway

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
settings = Settings(port=port, shutdown_timeout_s=float(sys.argv[2]), request_timeout_s=20)
gateway = StandInGateway(settings)
print(port, flush=True)
serve(create_app(gateway), settings, drain_s=float(sys.argv[1]))
print("stopped", gateway.stops, flush=True)
"""
SLOW = post_bytes(orjson.dumps({"query": "sleep", "variables": {"seconds": 1.0}}))


@contextmanager
def process(drain_s: float = 0.0, shutdown_timeout_s: float = 10.0) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server as its own process, and its port, once it is ready."""
    command = [sys.executable, "-c", PROGRAM, str(drain_s), str(shutdown_timeout_s)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GQL_")}
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as server:
        try:
            assert server.stdout is not None
            port = int(server.stdout.readline())
            deadline_s = time.monotonic() + 20
            while readiness(port) != 200:
                assert time.monotonic() < deadline_s, "not ready in time"
                time.sleep(0.05)
            yield server, port
        finally:
            server.kill()


def readiness(port: int) -> int | None:
    """The status of a new connection's health check; None if there is no connection to be had."""
    try:
        return httpx2.get(f"http://{HOST}:{port}/health/ready", trust_env=False, timeout=5).status_code
    except httpx2.TransportError:
        return None


def ask_slowly(port: int) -> Queue[tuple[int, dict[str, str], bytes]]:
    """A request that takes a second, running when this returns; its response arrives in the queue."""
    answers: Queue[tuple[int, dict[str, str], bytes]] = Queue()
    connection = connect(port)
    connection.sendall(SLOW)

    def wait() -> None:
        with connection:
            answers.put(read_response(connection))

    threading.Thread(target=wait, daemon=True).start()
    time.sleep(0.3)
    return answers


def test_sigterm_finishes_the_running_request_and_exits_with_0() -> None:
    with process() as (server, port):
        answers = ask_slowly(port)

        server.send_signal(signal.SIGTERM)
        status, _, body = answers.get(timeout=5)
        output, _ = server.communicate(timeout=5)

        assert (status, orjson.loads(body)) == (200, {"data": {"slept": True}})
        assert server.returncode == 0
        assert "stopped 1" in output
        assert readiness(port) is None


def test_while_it_drains_it_is_not_ready_but_still_serves() -> None:
    with process(drain_s=1.0) as (server, port):
        server.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        health = readiness(port)
        response = httpx2.post(f"http://{HOST}:{port}/graphql", json={"query": "{ a }"}, trust_env=False)
        server.communicate(timeout=5)

        assert health == 503
        assert response.status_code == 200
        assert server.returncode == 0


def test_a_second_signal_skips_the_drain() -> None:
    with process(drain_s=60.0) as (server, _):
        server.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=5)

        assert server.returncode == 0


def test_a_request_that_does_not_finish_in_time_is_told_so() -> None:
    with process(shutdown_timeout_s=1.0) as (server, port):
        connection = connect(port)
        connection.sendall(SLOW.replace(b"1.0", b"9.0"))
        time.sleep(0.3)

        server.send_signal(signal.SIGTERM)
        with connection:
            status, _, body = read_response(connection)
        server.communicate(timeout=5)

        assert status == 503
        assert b"SHUTTING_DOWN" in body
        assert server.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_idle_server_stops_at_once_without_a_trace(number: signal.Signals) -> None:
    with process() as (server, port), connect(port):
        began_s = time.monotonic()

        server.send_signal(number)
        _, errors = server.communicate(timeout=5)

        assert server.returncode == 0
        assert time.monotonic() - began_s < 3.0
        assert "Traceback" not in errors
