"""A server as a process of its own, as a user starts it: begun, waited for, asked, and ended."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_TIMEOUT_S = 60


def free_port() -> int:
    """A port of this machine that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], folder: Path, environment: Mapping[str, str], ready: str) -> Iterator[None]:
    """`command` runs in `folder` and answers at the address `ready`; at the end it is told to stop, and stops."""
    with subprocess.Popen(command, cwd=folder, env=dict(environment)) as server:
        try:
            _wait(ready, server)
            yield
        finally:
            server.terminate()
            server.wait(timeout=30)


def ask(address: str, query: str) -> dict[str, Any]:
    """The whole response to a GraphQL query, sent as a browser's page or a client sends it."""
    body = json.dumps({"query": query}).encode()
    request = urllib.request.Request(address, data=body, headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as response:
        answer: dict[str, Any] = json.load(response)
        return answer


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline_s = time.monotonic() + START_TIMEOUT_S
    while True:
        assert server.poll() is None, f"the server ended with {server.returncode} before it answered at {address}"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if time.monotonic() > deadline_s:
                raise
            time.sleep(0.2)
