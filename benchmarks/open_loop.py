"""Load at a fixed rate, whether or not the server keeps up: users do not wait for each other's responses before they ask.

A client that waits for a response before it sends the next request asks less just when the server is slow, so the slow moments
hardly show (coordinated omission). Here requests fall due at even distances. One that finds no free connection waits for one, and
every latency counts from the moment when its request was due. A timer of the kernel gives the beat, because those of the event
loop have steps of a millisecond.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks.http_client import Connection, open_connection, request_bytes
from benchmarks.measure import BodyOf

_CLOCK_MONOTONIC = 1
_EXPIRATIONS_BYTES = 8


@dataclass(slots=True)
class OpenLoad:
    """What one run saw: seconds from due to answered and from due to sent for each request, and the whole time.

    The wait before sending is in the latency. It is long when all connections are busy, or when the load generator is late.
    """

    latencies_s: list[float] = field(default_factory=list)
    waits_s: list[float] = field(default_factory=list)
    elapsed_s: float = 0.0


class _Timespec(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


class _Interval(ctypes.Structure):
    _fields_ = (("every", _Timespec), ("first", _Timespec))


@contextmanager
def beat(interval_s: float) -> Iterator[int]:
    """A file descriptor that can be read after every interval: timerfd_create(2), which Python wraps from 3.13 on."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.timerfd_create(_CLOCK_MONOTONIC, os.O_NONBLOCK | os.O_CLOEXEC)
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), "timerfd_create failed")
    try:
        seconds, nanoseconds = divmod(int(interval_s * 1e9), 1_000_000_000)
        step = _Timespec(seconds, nanoseconds)
        if libc.timerfd_settime(descriptor, 0, ctypes.byref(_Interval(step, step)), None) < 0:
            raise OSError(ctypes.get_errno(), "timerfd_settime failed")
        yield descriptor
    finally:
        os.close(descriptor)


async def drive_at_rate(
    port: int, path: str, body_of: BodyOf, *, clients: int, rate_per_s: float, duration_s: float
) -> OpenLoad:
    """Send `rate_per_s` requests a second for `duration_s` over `clients` connections, and wait for the last answers."""
    loop = asyncio.get_running_loop()
    load = OpenLoad()
    total = max(1, int(rate_per_s * duration_s))
    # The one that has rested longest is used next: servers close connections that rest for seconds.
    free: deque[Connection] = deque([await open_connection(port) for _ in range(clients)])
    every = tuple(free)
    waiting: deque[int] = deque()
    done = loop.create_future()
    tasks: set[asyncio.Task[None]] = set()
    fallen_due = 0

    async def send(connection: Connection, number: int) -> None:
        due_s = started_s + number / rate_per_s
        load.waits_s.append(time.perf_counter() - due_s)
        await connection.ask(request_bytes(port, path, body_of(number)))
        load.latencies_s.append(time.perf_counter() - due_s)
        if waiting:
            start(connection, waiting.popleft())
        else:
            free.append(connection)

    def start(connection: Connection, number: int) -> None:
        task = loop.create_task(send(connection, number))
        tasks.add(task)
        task.add_done_callback(finish)

    def finish(task: asyncio.Task[None]) -> None:
        tasks.discard(task)
        if done.done():
            return
        if not task.cancelled() and (error := task.exception()):
            done.set_exception(error)
        elif len(load.latencies_s) == total:
            done.set_result(None)

    def tick() -> None:
        nonlocal fallen_due
        expired = int.from_bytes(os.read(descriptor, _EXPIRATIONS_BYTES), "little")
        for _ in range(min(expired, total - fallen_due)):
            fallen_due += 1
            if free:
                start(free.popleft(), fallen_due)
            else:
                waiting.append(fallen_due)

    try:
        with beat(1 / rate_per_s) as descriptor:
            started_s = time.perf_counter()
            loop.add_reader(descriptor, tick)
            try:
                await done
            finally:
                loop.remove_reader(descriptor)
    finally:
        for connection in every:
            connection.close()
        for task in tuple(tasks):
            task.cancel()
    load.elapsed_s = time.perf_counter() - started_s
    return load
