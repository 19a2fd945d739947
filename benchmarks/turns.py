"""Sides that take turns in one process, so that whatever else the machine does falls on all of them."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence

Run = Callable[[int], Awaitable[bytes]]
"""One operation; the argument numbers it."""


async def cpu_medians_ms(runs: Sequence[Run], *, round_s: float, rounds: int) -> list[float]:
    """CPU milliseconds of this process per operation, for each side: the medians of its rounds.

    A garbage collection is part of the cost of the objects that a side makes, so it stays on, with what was there before
    frozen, as a server would.
    """
    counts = [max(5, int(round_s / await _seconds(run))) for run in runs]
    found: list[list[float]] = [[] for _ in runs]
    gc.collect()
    gc.freeze()
    for turn in range(rounds):
        for run, count, times in zip(runs, counts, found, strict=True):
            started_s = time.process_time()
            for number in range(count):
                await run(turn * count + number)
            times.append((time.process_time() - started_s) / count * 1000)
    gc.unfreeze()
    return [statistics.median(times) for times in found]


async def wall_medians_ms(runs: Sequence[Run], *, count: int) -> list[float]:
    """Wall milliseconds of single operations, for each side: medians, which other work on the machine moves little."""
    found: list[list[float]] = [[] for _ in runs]
    for number in range(count):
        for run, times in zip(runs, found, strict=True):
            started_s = time.perf_counter()
            await run(number)
            times.append((time.perf_counter() - started_s) * 1000)
    return [statistics.median(times) for times in found]


async def _seconds(run: Run) -> float:
    """About how long one operation takes, once warm."""
    for number in range(5):
        await run(number)
    started_s = time.perf_counter()
    for number in range(5):
        await run(number)
    return max(1e-6, (time.perf_counter() - started_s) / 5)
