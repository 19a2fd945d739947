"""What a run found: a table to read, JSON to keep, a plot to show.

`python -m benchmarks.report [FOLDER]` draws the plot of a `results.json` again and prints the tables of the READMEs from it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
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
SERVER_SHARE_MIN = 0.9
"""Of its core: a server that used less was waiting for the load or the database."""
README_OPERATIONS = ("point", "list", "nested", "tags")
README_CONTENDERS = ("ours", "mercurius", "strawberry")
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
            f"{'statements':>10} {'bytes':>8} {'server':>7} {'load':>6}"
        )
        for result in sorted(rows, key=lambda each: each.cpu_ms):
            ratio = f"{result.cpu_ms / floor.cpu_ms:7.2f}" if floor else "      -"
            database = "-" if result.database_cpu_ms is None else f"{result.database_cpu_ms:.2f}"
            print(
                f"  {CONTENDERS_BY_NAME[result.contender].title:28} {result.cpu_ms:8.3f} {ratio} {database:>7} "
                f"{result.requests_per_s:8.0f} {result.p50_ms:8.2f} {result.p99_ms:8.2f} {result.alone_ms:7.2f} "
                f"{_statements(result):>10} {result.body_bytes:8} {result.server_share:7.0%} {result.load_share:6.0%}"
            )
    if any(result.server_share < SERVER_SHARE_MIN for result in results):
        print(
            f"\nserver, load: how much of its core the server used, and of theirs the load and the database. Below "
            f"{SERVER_SHARE_MIN:.0%} of the server's, requests per second are not the server's limit but that of the other side."
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


def markdown(http: Sequence[Mapping[str, Any]], contenders: Sequence[str], operations: Sequence[str]) -> str:
    """A table of CPU milliseconds per request, one line for each contender; in brackets times the floor `rows`."""
    cpu = {(row["contender"], row["operation"]): row["cpu_ms"] for row in http}
    lines = ["| | " + " | ".join(BY_NAME[name].title for name in operations) + " |", "|---|" + "---|" * len(operations)]
    for contender in contenders:
        cells = [_cell(cpu.get((contender, name)), cpu.get(("rows", name))) for name in operations]
        lines.append(f"| {CONTENDERS_BY_NAME[contender].title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(cpu_ms: float | None, floor_ms: float | None) -> str:
    if cpu_ms is None:
        return "–"
    text = f"{cpu_ms:.2f}" if cpu_ms < 10 else f"{cpu_ms:.1f}" if cpu_ms < 100 else f"{cpu_ms:.0f}"
    return f"{text} ({cpu_ms / floor_ms:.1f})" if floor_ms else text


def main(folder: str = str(HERE / "results")) -> None:
    """Draw and print what `results.json` in a folder says."""
    source = Path(folder) / "results.json"
    http = json.loads(source.read_text())["http"]
    measured = {row["operation"] for row in http}
    present = [name for name in CONTENDERS_BY_NAME if any(row["contender"] == name for row in http)]
    print(markdown(http, present, [name for name in BY_NAME if name in measured]))
    print()
    print(markdown(http, README_CONTENDERS, [name for name in README_OPERATIONS if name in measured]))
    draw(source, source.with_suffix(".png"))


if __name__ == "__main__":
    main(*sys.argv[1:])
