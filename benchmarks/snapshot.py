"""What the read-only snapshot costs: the same operations with it and without it, in turns in one process.

An operation with several statements reads one state of the database: a transaction around them, for two round trips more. Without
it every statement stands alone. Both have to give the same bytes before they are timed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import uvloop
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks import command, in_process, measure
from benchmarks.data import FULL, QUICK, Sizes
from benchmarks.load import load_postgresql
from benchmarks.operations import BY_NAME, Operation
from benchmarks.ours import answer, settings
from benchmarks.turns import cpu_medians_ms, wall_medians_ms
from gql.database import Database
from gql.database.direct import DirectConnection
from gql.gateway import Gateway
from gql.reference import Base

OPERATIONS = ("point", "list", "nested", "tags")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Milliseconds of one operation with the snapshot and without: CPU of this process, and wall time with the database.

    `share` is the part of the CPU that the snapshot takes.
    """

    operation: str
    with_ms: float
    without_ms: float
    with_wall_ms: float
    without_wall_ms: float

    @property
    def share(self) -> float:
        """Of the CPU with the snapshot."""
        return 1 - self.without_ms / self.with_ms


class WithoutSnapshots(Database):
    """A database on which every statement stands alone, whatever is asked for."""

    async def read(self, load: Callable[[AsyncConnection], Awaitable[Found]], *, snapshot: bool) -> Found:
        """As always, without the transaction."""
        return await super().read(load, snapshot=False)

    async def read_directly(self, load: Callable[[DirectConnection], Awaitable[Found]], *, snapshot: bool) -> Found:
        """As always, without the transaction."""
        return await super().read_directly(load, snapshot=False)


async def compare(url: str, sizes: Sizes, operations: Sequence[str], timing: in_process.Timing) -> list[Snapshot]:
    """The operations with snapshots and without."""
    chosen = settings(url)
    assert chosen.database_url is not None
    sides = [
        Gateway(Base, settings=chosen, database=kind(chosen.database_url, chosen))
        for kind in (Database, WithoutSnapshots)
    ]
    results = []
    try:
        for operation in (BY_NAME[name] for name in operations):
            runs = [_run_of(side, operation, sizes) for side in sides]
            if (left := await runs[0](1)) != (right := await runs[1](1)):
                raise SystemExit(f"{operation.name}: the two differ: {left[:200]!r} and {right[:200]!r}")
            print(f"measuring {operation.name}", flush=True)
            cpu = await cpu_medians_ms(runs, round_s=timing.round_s, rounds=timing.rounds)
            wall = await wall_medians_ms(runs, count=20 * timing.rounds)
            results.append(Snapshot(operation.name, *cpu, *wall))
    finally:
        for side in sides:
            await side.stop()
    return results


def _run_of(side: Gateway, operation: Operation, sizes: Sizes) -> Callable[[int], Awaitable[bytes]]:
    async def run(number: int) -> bytes:
        return await answer(side, operation.query, operation.variables(number, sizes))

    return run


def print_snapshots(results: Sequence[Snapshot]) -> None:
    """A table with the snapshot's share of the CPU."""
    print("\nms per operation in process, with the snapshot of one state and without")
    print(f"  {'operation':10} {'CPU: with':>10} {'without':>8} {'share':>6} {'wall: with':>11} {'without':>8}")
    for each in results:
        print(
            f"  {each.operation:10} {each.with_ms:10.3f} {each.without_ms:8.3f} {each.share:6.0%} {each.with_wall_ms:11.3f} "
            f"{each.without_wall_ms:8.3f}"
        )


async def _run(url: str, options: Any) -> list[Snapshot]:
    sizes = QUICK if options.quick else FULL
    print(f"data: {sizes.mark}", flush=True)
    await load_postgresql(url, sizes)
    timing = in_process.QUICK if options.quick else in_process.Timing(rounds=15)
    return await compare(url, sizes, OPERATIONS, timing)


def main(arguments: Sequence[str] | None = None) -> None:
    """Load what is missing, measure, and write `snapshot.json`."""
    options = command.parser("benchmarks.snapshot", __doc__).parse_args(arguments)
    _, core = measure.cores()
    with (
        command.place(options.keep) as folder,
        command.cluster_in(folder, options.database_url, core=core) as cluster,
    ):
        results = uvloop.run(_run(cluster.url, options))
    print_snapshots(results)
    command.write_json(
        options.output, "snapshot.json", {"snapshot": [{**asdict(each), "share": each.share} for each in results]}
    )


if __name__ == "__main__":
    main()
