"""The npm packages of this folder, installed once, and a way to run them."""

from __future__ import annotations

import fcntl
import hashlib
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.explorer.blog import served_blog
from tests.services import is_ci, require

HERE = Path(__file__).parent
TOOLS = HERE / "node_modules"
INSTALL_TIMEOUT_S = 300
RUN_TIMEOUT_S = 120

Run = Callable[..., str]


@pytest.fixture(scope="session")
def tools() -> Path:
    """The folder of the installed packages, as package-lock.json says now."""
    require("node")
    wanted = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    with (HERE / ".npmrc").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests may run in several processes; one of them installs
        stamp = TOOLS / ".installed-from"
        if not stamp.is_file() or stamp.read_text() != wanted:
            _install()
            stamp.write_text(wanted)
    return TOOLS


@pytest.fixture(scope="session")
def run(tools: Path) -> Run:
    """Runs a program, `node` or one of the packages', and returns what it printed; anything but success fails the test."""

    def run(program: str, *arguments: str | Path, cwd: Path = HERE) -> str:
        path = program if program == "node" else str(tools / ".bin" / program)
        command = [path, *(str(argument) for argument in arguments)]
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=RUN_TIMEOUT_S, check=False)
        assert 0 == done.returncode, f"{program} failed:\n{done.stdout}\n{done.stderr}"
        return done.stdout

    return run


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the blog is served."""
    with served_blog(tmp_path_factory.mktemp("blog")) as origin:
        yield f"{origin}/graphql"


def _install() -> None:
    command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=INSTALL_TIMEOUT_S, check=False)
    if done.returncode == 0:
        return
    reason = f"npm ci failed in tests/node: {' '.join(done.stderr.split())[:300]}"
    if is_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
