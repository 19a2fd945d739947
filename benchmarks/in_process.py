"""CPU per operation without HTTP: our plan, and the same statements by hand, in the same run.

On PostgreSQL by hand means SQLAlchemy Core (`benchmarks.by_core`), DESIGN's column "plan over SQLAlchemy Core"; on SQLite it is
the standard library's sqlite3 (`benchmarks.by_sqlite3`). Both sides have to give the same bytes before they are timed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.by_core import BY_CORE
from benchmarks.by_sqlite3 import nested_by_sqlite3, open_sqlite
from benchmarks.data import Sizes
from benchmarks.operations import BY_NAME, IN_PROCESS, Operation
from benchmarks.ours import answer, gateway
from benchmarks.turns import Run, cpu_medians_ms, wall_medians_ms

TARGET_TO_CORE = 1.3
TARGET_TO_SQLITE3 = 2.5


@dataclass(frozen=True, slots=True)
class Compared:
    """Milliseconds of one operation: CPU of our plan and of the same by hand, and the wall time of both.

    `design_ms` are DESIGN's numbers for the operation (`benchmarks.operations`), `statements` how many our plan sent.
    """

    operation: str
    database: str
    plan_ms: float
    by_hand_ms: float
    plan_wall_ms: float
    by_hand_wall_ms: float
    target: float
    statements: int
    design_ms: tuple[float, float, float, float] | None = None

    @property
    def ratio(self) -> float:
        """Ours by theirs, in CPU."""
        return self.plan_ms / self.by_hand_ms


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a comparison takes: rounds of about so many seconds for each side."""

    round_s: float = 0.5
    rounds: int = 9


QUICK = Timing(round_s=0.2, rounds=5)


async def compare_on_postgresql(url: str, sizes: Sizes, timing: Timing) -> list[Compared]:
    """DESIGN's four operations, by plan and by hand over SQLAlchemy Core."""
    ours = gateway(url)
    engine = create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"))
    results = []
    try:
        for operation in (BY_NAME[name] for name in IN_PROCESS):

            async def plan(number: int, operation: Operation = operation) -> bytes:
                return await answer(ours, operation.query, operation.variables(number, sizes))

            async def core(number: int, operation: Operation = operation) -> bytes:
                return await BY_CORE[operation.name](engine, operation.variables(number, sizes))

            statements = await _statements(url, operation, sizes)
            results.append(await _compare(operation, "PostgreSQL", plan, core, timing, TARGET_TO_CORE, statements))
    finally:
        await ours.stop()
        await engine.dispose()
    return results


async def compare_on_sqlite(path: Path, sizes: Sizes, timing: Timing) -> list[Compared]:
    """The nested operation, by plan and by hand on sqlite3, which needs neither an event loop nor a thread."""
    ours = gateway(f"sqlite:///{path}")
    connection = open_sqlite(path)
    operation = BY_NAME["nested"]
    try:

        async def plan(number: int) -> bytes:
            return await answer(ours, operation.query)

        async def by_hand(number: int) -> bytes:
            return nested_by_sqlite3(connection)

        statements = await _statements(f"sqlite:///{path}", operation, sizes)
        return [await _compare(operation, "SQLite", plan, by_hand, timing, TARGET_TO_SQLITE3, statements)]
    finally:
        connection.close()
        await ours.stop()


async def _compare(
    operation: Operation, database: str, plan: Run, by_hand: Run, timing: Timing, target: float, statements: int
) -> Compared:
    if (left := await plan(1)) != (right := await by_hand(1)):
        raise SystemExit(f"{operation.name} on {database}: the two differ: {left[:200]!r} and {right[:200]!r}")
    cpu = await cpu_medians_ms((plan, by_hand), round_s=timing.round_s, rounds=timing.rounds)
    wall = await wall_medians_ms((plan, by_hand), count=10 * timing.rounds)
    return Compared(
        operation.name,
        database,
        plan_ms=cpu[0],
        by_hand_ms=cpu[1],
        plan_wall_ms=wall[0],
        by_hand_wall_ms=wall[1],
        target=target,
        statements=statements,
        design_ms=operation.design_ms,
    )


async def _statements(url: str, operation: Operation, sizes: Sizes) -> int:
    """How many statements our plan of an operation sends, as the gateway itself reports in development."""
    ours = gateway(url, mode="development", explain_path=True)
    try:
        response = orjson.loads(await answer(ours, operation.query, operation.variables(1, sizes)))
        return int(response["extensions"]["execution"]["statements"])
    finally:
        await ours.stop()


def print_compared(results: Sequence[Compared]) -> None:
    """A table; in brackets DESIGN's numbers, which come from another machine."""
    print("\nCPU ms per operation, in process [DESIGN: over Core, on the driver]")
    print(
        f"  {'':22} {'plan':>8} {'by hand':>8} {'ratio':>6} {'target':>7} {'statements':>11} {'wall: plan':>11} {'by hand':>8}"
    )
    for result in results:
        design = f"[{result.design_ms[1]}, {result.design_ms[2]}]" if result.design_ms else ""
        missed = "" if result.ratio <= result.target else "  MISSED"
        print(
            f"  {result.operation + ' ' + result.database:22} {result.plan_ms:8.3f} {result.by_hand_ms:8.3f} "
            f"{result.ratio:6.2f} {result.target:7.1f} {result.statements:11} {result.plan_wall_ms:11.2f} "
            f"{result.by_hand_wall_ms:8.2f}  {design}{missed}"
        )
