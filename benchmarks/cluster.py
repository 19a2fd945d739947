"""A PostgreSQL cluster of our own in a temporary folder, so that a run disturbs nobody and nobody's settings disturb it.

The server refuses to run as root; it then runs as the system's `postgres` user, or `nobody`. Durability is off and
pg_stat_statements on: writes are not what is measured, and statements are counted.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "300",
    "shared_buffers": "512MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.track_utility": "on",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A PostgreSQL server to measure on. `pid` is its main process if it is ours, else None."""

    url: str
    pid: int | None = None


def programs() -> Path | None:
    """The folder with initdb and postgres, newest version first; None if PostgreSQL's server is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return candidates[-1].parent if candidates else None


@contextmanager
def own_cluster(folder: Path | None = None, *, core: int | None = None) -> Iterator[Cluster]:
    """A running cluster with a database `benchmark`; with `folder` it is kept there for the next run, else removed.

    `core` is the processor core that the server is to stay on.
    """
    binaries = programs()
    if binaries is None:
        raise SystemExit("initdb was not found; install PostgreSQL's server, or name a database with --database-url.")
    place = folder or Path(tempfile.mkdtemp(prefix="gql-benchmark-"))
    place.mkdir(parents=True, exist_ok=True)
    user = _server_user()
    if user is not None:
        os.chown(place, user.pw_uid, user.pw_gid)
        place.chmod(0o755)
    data, port = place / "data", _free_port()
    if not (data / "PG_VERSION").exists():
        _run(
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
            user=user,
        )
    log = (place / "log").open("ab")
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    server = subprocess.Popen(
        [binaries / "postgres", "-D", data, "-p", str(port), "-k", str(place), *options],
        stdout=log,
        stderr=log,
        cwd=place,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )
    try:
        if core is not None:
            os.sched_setaffinity(server.pid, {core})
        _wait(binaries, port, server)
        # A folder that was kept has the database already.
        _run(
            binaries / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "benchmark", user=user, check=False
        )
        url = f"postgresql://postgres@127.0.0.1:{port}/benchmark"
        _run(binaries / "psql", url, "-qc", "CREATE EXTENSION IF NOT EXISTS pg_stat_statements", user=user, check=False)
        yield Cluster(url, server.pid)
    finally:
        server.send_signal(signal.SIGINT)  # fast shutdown
        server.wait(timeout=30)
        log.close()
        if folder is None:
            shutil.rmtree(place, ignore_errors=True)


def _server_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise SystemExit("PostgreSQL does not run as root, and there is neither a user postgres nor nobody.")


def _run(program: Path, *arguments: object, user: pwd.struct_passwd | None, check: bool = True) -> None:
    done = subprocess.run(
        [program, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        env={"LC_ALL": "C", "PATH": os.environ.get("PATH", "")},
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )
    if check and done.returncode:
        raise SystemExit(f"{program.name} failed: {done.stderr.strip()}")


def _wait(binaries: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        ready = subprocess.run(
            [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "1"], check=False
        ).returncode
        if ready == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit("The PostgreSQL cluster did not start; its log is in its folder.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
