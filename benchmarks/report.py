"""What a run found: a table to read, JSON to keep, a plot to show."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.command import write_json
from benchmarks.contenders import CONTENDERS_BY_NAME
from benchmarks.deep_pages import Deep
from benchmarks.in_process import Compared
from benchmarks.measure import Measured, Memory
from benchmarks.operations import BY_NAME
from benchmarks.serving import ENVIRONMENTS, HERE

TARGET_TO_ROWS = 1.5
PLOT_ENVIRONMENT = "plot"


@dataclass(slots=True)
class Results:
    """Everything that one run measured; `data` says on which rows."""

    data: str
    http: list[Measured] = field(default_factory=list)
    memory: list[Memory] = field(default_factory=list)
    in_process: list[Compared] = field(default_factory=list)
    deep: list[Deep] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """All of it."""
        return {
            "data": self.data,
            "http": [asdict(each) for each in self.http],
            "memory": [asdict(each) for each in self.memory],
            "in_process": [{**asdict(each), "ratio": each.ratio} for each in self.in_process],
            "deep_pages": [{**asdict(each), "ratio": each.ratio} for each in self.deep],
        }


def print_http(results: Sequence[Measured], memory: Sequence[Memory]) -> None:
    """A table for each operation; ratios are to the `rows` floor, by CPU of the server process."""
    for name in dict.fromkeys(result.operation for result in results):
        rows = [result for result in results if result.operation == name]
        floor = next((result for result in rows if result.contender == "rows"), None)
        print(f"\n{name}: {BY_NAME[name].title}")
        print(
            f"  {'':28} {'CPU ms':>8} {'× rows':>7} {'DB CPU':>7} {'req/s':>8} {'p50 ms':>8} {'p99 ms':>8} {'alone':>7} "
            f"{'statements':>10} {'bytes':>8}"
        )
        for result in sorted(rows, key=lambda each: each.cpu_ms):
            ratio = f"{result.cpu_ms / floor.cpu_ms:7.2f}" if floor else "      -"
            database = "-" if result.database_cpu_ms is None else f"{result.database_cpu_ms:.2f}"
            print(
                f"  {CONTENDERS_BY_NAME[result.contender].title:28} {result.cpu_ms:8.3f} {ratio} {database:>7} "
                f"{result.requests_per_s:8.0f} {result.p50_ms:8.2f} {result.p99_ms:8.2f} {result.alone_ms:7.2f} "
                f"{_statements(result):>10} {result.body_bytes:8}"
            )
    if memory:
        print("\nmemory, MB at the end (peak)")
        for each in memory:
            print(f"  {CONTENDERS_BY_NAME[each.contender].title:28} {each.resident_mb:8.0f} ({each.peak_mb:.0f})")


def _statements(result: Measured) -> str:
    if result.statements is None:
        return "-"
    return f"{result.statements:g}+{result.transaction_statements:g}"


def write(results: Results, folder: Path) -> None:
    """`results.json`, and `results.png` where the plot's environment is installed."""
    target = write_json(folder, "results.json", results.as_json())
    if results.http:
        draw(target, folder / "results.png")


def draw(source: Path, target: Path) -> None:
    """Draw the plot with matplotlib, which lives in an environment of its own."""
    python = ENVIRONMENTS / PLOT_ENVIRONMENT / "bin" / "python"
    if not python.exists():
        print("no plot: matplotlib is not installed; run with --install")
        return
    subprocess.run([str(python), str(HERE / "contenders" / "plot" / "draw.py"), str(source), str(target)], check=True)
    print(f"wrote {target}")
