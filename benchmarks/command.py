"""What all commands of the benchmark share: their options, the folder and the database to measure on, and the JSON they write."""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.cluster import Cluster, own_cluster
from benchmarks.load import plain_url
from benchmarks.serving import HERE

OUTPUT = HERE / ".results"


def parser(program: str, description: str | None) -> argparse.ArgumentParser:
    """A parser with the options that every command has."""
    made = argparse.ArgumentParser(
        prog=f"python -m {program}", description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--quick", action="store_true", help="less data and short rounds: to see that it works")
    made.add_argument(
        "--database-url",
        metavar="URL",
        help="a PostgreSQL database to use instead of a cluster of its own; tables are replaced",
    )
    made.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the databases there for the next run")
    made.add_argument("--output", type=Path, default=OUTPUT, metavar="FOLDER", help="where the results go")
    return made


@contextmanager
def place(keep: Path | None) -> Iterator[Path]:
    """The folder for databases: the one to keep, or one that goes at the end."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="gql-benchmark-") as name:
        Path(name).chmod(0o711)  # the database server runs as another user
        yield Path(name)


@contextmanager
def cluster_in(folder: Path, database_url: str | None, *, core: int | None) -> Iterator[Cluster]:
    """The server of `database_url` if there is one, else a cluster of our own in `folder`, on that processor core."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # servers are stopped then, as after Control-C
    if database_url:
        yield Cluster(plain_url(database_url))
        return
    with own_cluster(folder / "postgresql", core=core) as cluster:
        yield cluster


def circumstances() -> dict[str, Any]:
    """When and on what a command ran."""
    return {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "load_average": os.getloadavg(),
    }


def write_json(folder: Path, name: str, results: Mapping[str, Any]) -> Path:
    """The file that was written, results with their circumstances."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    target.write_text(json.dumps({**circumstances(), **results}, indent=1) + "\n")
    print(f"\nwrote {target}", flush=True)
    return target


def verdict(value: float, target: float) -> str:
    """A mark behind a number that misses its target."""
    return "" if value <= target else f"  MISSED ({target:g})"
