"""The command line as people run it: in this process where nothing stays open, as a process of its own where it serves."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest

from gql.cli import main
from tests import services

START_TIMEOUT_S = 90


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left: exit code, stdout and stderr."""

    code: int
    out: str
    err: str


RunCommand = Callable[..., Outcome]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working directory, and an environment without settings."""
    for name in list(os.environ):
        if name == "DATABASE_URL" or (name.startswith("GQL_") and not name.startswith("GQL_TEST_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for name, module in list(sys.modules.items()):  # the next test may write another module of that name
        if (getattr(module, "__file__", None) or "").startswith(str(tmp_path)):
            del sys.modules[name]


@pytest.fixture
def gql(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> RunCommand:
    """Runs `gql-gateway` with arguments in this process and in `home`."""

    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["gql-gateway", *map(str, arguments)])
        monkeypatch.setattr(sys, "path", sys.path.copy())
        capfd.readouterr()
        with pytest.raises(SystemExit) as exit_:
            main()
        captured = capfd.readouterr()
        code = exit_.value.code
        return Outcome(code if isinstance(code, int) else 0, captured.out, captured.err)

    return run


@dataclass(frozen=True, slots=True)
class Server:
    """A gateway that serves in a process of its own."""

    address: str
    process: subprocess.Popen[str]

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body."""
        with urllib.request.urlopen(f"{self.address}{path}", timeout=10) as response:
            return response.status, response.read()

    def query(self, query: str) -> dict[str, object]:
        """The data of a GraphQL operation; there must be no errors."""
        request = urllib.request.Request(
            f"{self.address}/graphql", orjson.dumps({"query": query}), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=10) as response:
            answer = orjson.loads(response.read())
        assert "errors" not in answer, answer
        data: dict[str, object] = answer["data"]
        return data

    def stop(self) -> str:
        """End it as a supervisor would; what it wrote to stderr. It must have ended well."""
        self.process.send_signal(signal.SIGTERM)
        _, err = self.process.communicate(timeout=30)
        assert 0 == self.process.returncode, err
        return err


@contextmanager
def serving(home: Path, *arguments: object, **environment: str) -> Iterator[Server]:
    """`python -m gql serve …` in `home` on a free port, once it is ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gql", "serve", "--port", str(port), *map(str, arguments)],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(services.REPOSITORY), **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    server = Server(f"http://127.0.0.1:{port}", process)
    try:
        _wait(server)
        yield server
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def _wait(server: Server) -> None:
    deadline_s = time.monotonic() + START_TIMEOUT_S
    while True:
        assert server.process.poll() is None, server.process.stderr and server.process.stderr.read()
        try:
            server.get("/health/ready")
        except OSError:
            assert time.monotonic() < deadline_s, "not ready in time"
            time.sleep(0.1)
        else:
            return
