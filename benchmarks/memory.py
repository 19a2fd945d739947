"""Whether the server's memory stays flat: its resident memory over 200,000 mixed requests over HTTP.

The mix has every read operation, a document that was never sent before in one request of a hundred (parsed, planned, kept in a
cache of bounded size), and one that is refused (an unknown field). The warm-up fills that cache, so that what grows
afterwards would grow for ever. Connections are opened anew for every sample.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import Any

import uvloop

from benchmarks import command, measure
from benchmarks.accounting import memory_mb
from benchmarks.contenders import CONTENDERS_BY_NAME
from benchmarks.data import FULL, QUICK, Sizes
from benchmarks.http_client import drive
from benchmarks.load import load_postgresql
from benchmarks.measure import BodyOf
from benchmarks.serving import PATH, Server, body_of, running

REQUESTS = 200_000
SAMPLE_REQUESTS = 10_000
QUICK_REQUESTS = 10_000
CLIENTS = 16
GROWTH_MAX = 0.03
"""More of the first sample than this, over the whole run by the fitted line, is not flat."""
WARM_UP_DOCUMENTS = 3_000
"""Three times as many as the gateway keeps: memory settles only after some have been replaced."""
OF_A_HUNDRED: Mapping[str, int] = {
    "point": 40,
    "list": 15,
    "first": 20,
    "deep": 10,
    "tags": 8,
    "nested": 4,
    "wide": 1,
    "new": 1,
    "refused": 1,
}
OPERATIONS = tuple(name for name in OF_A_HUNDRED if name not in {"new", "refused"})


@dataclass(frozen=True, slots=True)
class Flatness:
    """Resident memory in MB by the number of requests after the warm-up, and what they say together.

    `slope_mb` is that of the line fitted to all samples, for 100,000 requests; `growth` what the line gains over the whole run,
    as a part of the first sample.
    """

    requests: int
    samples_mb: Sequence[tuple[int, float]]
    first_mb: float
    last_mb: float
    peak_mb: float
    slope_mb: float
    growth: float


def mixed(bodies: Mapping[str, BodyOf]) -> BodyOf:
    """The n-th request of the mix; each hundred has every kind as often as `OF_A_HUNDRED` says, spread out."""
    kinds = [name for name, count in OF_A_HUNDRED.items() for _ in range(count)]
    others: Mapping[str, Callable[[int], bytes]] = {"new": new_document, "refused": refused_document}

    def body(number: int) -> bytes:
        kind = kinds[number * 37 % 100]
        return (others.get(kind) or bodies[kind])(number)

    return body


def new_document(number: int) -> bytes:
    """A request whose text no other number has."""
    return body_of(f"query New {{ posts(first: 5) {{ nodes {{ title number{number}: viewCount }} }} }}", {})


def refused_document(number: int) -> bytes:
    """A request that validation refuses, with a text of its own."""
    return body_of(f"query Refused {{ posts(first: 5) {{ nodes {{ missing{number} }} }} }}", {})


def flatness(samples_mb: Sequence[tuple[int, float]], peak_mb: float) -> Flatness:
    """What samples, each with the number of requests before it, say together."""
    slope = statistics.linear_regression([at for at, _ in samples_mb], [value for _, value in samples_mb]).slope
    (start, first), (end, last) = samples_mb[0], samples_mb[-1]
    return Flatness(end - start, samples_mb, first, last, peak_mb, slope * 100_000, slope * (end - start) / first)


async def sample(
    server: Server, bodies: Mapping[str, BodyOf], *, requests: int, every: int, documents: int = WARM_UP_DOCUMENTS
) -> Flatness:
    """Warm up with so many documents, send the requests, and look at the memory after `every` so many."""
    body = mixed(bodies)
    print(f"warming up: {documents:,} documents, then {every:,} mixed requests", flush=True)
    await drive(server.port, PATH, new_document, clients=CLIENTS, duration_s=0, requests_min=documents)
    sent = documents  # numbers go on, so that what is new stays new
    found: list[tuple[int, float]] = []
    while True:
        await drive(server.port, PATH, _from(sent, body), clients=CLIENTS, duration_s=0, requests_min=every)
        sent += every
        resident, peak = memory_mb(server.pid)
        found.append((sent - documents - every, resident))
        print(f"  {found[-1][0]:9,} requests  {resident:7.1f} MB", flush=True)
        if found[-1][0] >= requests:
            return flatness(found, peak)


def _from(start: int, body: BodyOf) -> BodyOf:
    return lambda number: body(start + number)


async def _run(url: str, sizes: Sizes, *, requests: int, every: int) -> Flatness:
    print(f"data: {sizes.mark}", flush=True)
    await load_postgresql(url, sizes)
    server_core, own_core = measure.cores()
    with ExitStack() as stack:
        stack.callback(os.sched_setaffinity, 0, os.sched_getaffinity(0))
        if own_core is not None:
            os.sched_setaffinity(0, {own_core})
        server = stack.enter_context(running(CONTENDERS_BY_NAME["ours"], url, core=server_core))
        bodies = await measure.request_bodies(server, OPERATIONS, sizes)
        return await sample(server, bodies, requests=requests, every=every)


def print_flatness(result: Flatness) -> None:
    """First, last, peak and slope."""
    print(
        f"\nresident memory over {result.requests:,} requests: first {result.first_mb:.1f} MB, last {result.last_mb:.1f}, "
        f"peak {result.peak_mb:.1f}; slope {result.slope_mb:+.2f} MB for 100,000 requests, {result.growth:+.1%} over the run"
        f"{command.verdict(result.growth, GROWTH_MAX)}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Load what is missing, measure, and write `memory.json`."""
    parser = command.parser("benchmarks.memory", __doc__)
    parser.add_argument("--requests", type=int, default=None, help=f"how many after the warm-up: {REQUESTS}")
    options = parser.parse_args(arguments)
    requests = options.requests or (QUICK_REQUESTS if options.quick else REQUESTS)
    every = min(SAMPLE_REQUESTS, max(1, requests // 10))
    _, core = measure.cores()
    with (
        command.place(options.keep) as folder,
        command.cluster_in(folder, options.database_url, core=core) as cluster,
    ):
        result = uvloop.run(_run(cluster.url, QUICK if options.quick else FULL, requests=requests, every=every))
    print_flatness(result)
    written: dict[str, Any] = {"growth_max": GROWTH_MAX, "memory": asdict(result)}
    command.write_json(options.output, "memory.json", written)


if __name__ == "__main__":
    main()
