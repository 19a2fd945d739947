"""Latency under load: 64 connections at 70 % of the most that the server can do, arrivals at a fixed rate.

For every operation the most is measured first, with all connections asking as fast as they are answered; then requests fall due
evenly at 70 % of that, and each latency counts from the moment when its request was due (`benchmarks.open_loop`). Every round
goes through all operations, so that a disturbance does not fall on one of them alone.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass

import uvloop

from benchmarks import command, measure
from benchmarks.accounting import cpu_s
from benchmarks.contenders import CONTENDERS_BY_NAME
from benchmarks.data import FULL, QUICK, Sizes
from benchmarks.http_client import drive
from benchmarks.load import load_postgresql
from benchmarks.open_loop import drive_at_rate
from benchmarks.serving import PATH, Server, is_installed, running

TARGET = 3.0
SHARE = 0.7
CLIENTS = 64
OPERATIONS = ("point", "list", "first", "nested", "tags")


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure each operation in each round: the most that the server can do, then the fixed rate."""

    rounds: int = 3
    most_s: float = 2.0
    rate_s: float = 6.0
    warm_up_s: float = 1.0


QUICK_EFFORT = Effort(rounds=1, most_s=1.0, rate_s=2.0, warm_up_s=0.5)


@dataclass(frozen=True, slots=True)
class Latency:
    """One operation of one contender: medians of the rounds, in milliseconds.

    `sent_p99_ms` is how late the requests were sent, which is part of the latencies. `server_share` is how much of its core the
    server used at the fixed rate, `load_share` how much of its own the load generator did.
    """

    contender: str
    operation: str
    most_per_s: float
    rate_per_s: float
    p50_ms: float
    p99_ms: float
    sent_p99_ms: float
    server_share: float
    load_share: float

    @property
    def ratio(self) -> float:
        """p99 by p50."""
        return self.p99_ms / self.p50_ms


async def measure_latency(
    servers: Sequence[Server], operations: Sequence[str], sizes: Sizes, effort: Effort, clients: int = CLIENTS
) -> list[Latency]:
    """Every operation of every server, in rounds in which they take turns."""
    bodies = {server.contender.name: await measure.request_bodies(server, operations, sizes) for server in servers}
    able = [(server, name) for name in operations for server in servers if name in bodies[server.contender.name]]
    for server, name in able:
        body = bodies[server.contender.name][name]
        await drive(server.port, PATH, body, clients=clients, duration_s=effort.warm_up_s, requests_min=clients)
    rounds: dict[tuple[str, str], list[Latency]] = {(server.contender.name, name): [] for server, name in able}
    for number in range(effort.rounds):
        for server, name in able:
            print(f"round {number + 1} of {effort.rounds}: {server.contender.name}, {name}", flush=True)
            found = await _one_round(server, name, bodies[server.contender.name][name], effort, clients)
            rounds[server.contender.name, name].append(found)
    return [_median(found) for found in rounds.values()]


async def _one_round(server: Server, name: str, body: measure.BodyOf, effort: Effort, clients: int) -> Latency:
    most = await drive(server.port, PATH, body, clients=clients, duration_s=effort.most_s, requests_min=clients * 2)
    most_per_s = len(most.latencies_s) / most.elapsed_s
    gc.collect()  # ours, before rather than while the clock runs
    used_s, own_s = cpu_s(server.pid), time.process_time()
    load = await drive_at_rate(
        server.port, PATH, body, clients=clients, rate_per_s=most_per_s * SHARE, duration_s=effort.rate_s
    )
    return Latency(
        server.contender.name,
        name,
        most_per_s,
        len(load.latencies_s) / load.elapsed_s,
        _at(load.latencies_s, 0.5) * 1000,
        _at(load.latencies_s, 0.99) * 1000,
        _at(load.waits_s, 0.99) * 1000,
        server_share=(cpu_s(server.pid) - used_s) / load.elapsed_s,
        load_share=(time.process_time() - own_s) / load.elapsed_s,
    )


def _at(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _median(rounds: Sequence[Latency]) -> Latency:
    numbers: Mapping[str, float] = {
        name: statistics.median(getattr(each, name) for each in rounds)
        for name in Latency.__dataclass_fields__
        if name not in {"contender", "operation"}
    }
    return Latency(rounds[0].contender, rounds[0].operation, **numbers)


def print_latencies(results: Sequence[Latency]) -> None:
    """A table with the ratio of p99 to p50."""
    print(f"\nms at {SHARE:.0%} of the most, {CLIENTS} connections; p99 at most {TARGET:g} times p50")
    print(
        f"  {'':28} {'operation':10} {'most/s':>8} {'rate/s':>8} {'p50':>7} {'p99':>7} {'ratio':>6} {'sent p99':>9} "
        f"{'server':>7} {'load':>6}"
    )
    for each in results:
        print(
            f"  {CONTENDERS_BY_NAME[each.contender].title:28} {each.operation:10} {each.most_per_s:8.0f} {each.rate_per_s:8.0f} "
            f"{each.p50_ms:7.2f} {each.p99_ms:7.2f} {each.ratio:6.2f} {each.sent_p99_ms:9.2f} {each.server_share:7.0%} "
            f"{each.load_share:6.0%}{command.verdict(each.ratio, TARGET)}"
        )


async def _run(
    url: str, contenders: Sequence[str], operations: Sequence[str], sizes: Sizes, effort: Effort
) -> list[Latency]:
    print(f"data: {sizes.mark}", flush=True)
    await load_postgresql(url, sizes)
    server_core, own_core = measure.cores()
    with ExitStack() as stack:
        stack.callback(os.sched_setaffinity, 0, os.sched_getaffinity(0))
        if own_core is not None:
            os.sched_setaffinity(0, {own_core})
        servers = [stack.enter_context(running(CONTENDERS_BY_NAME[name], url, core=server_core)) for name in contenders]
        return await measure_latency(servers, operations, sizes, effort)


def main(arguments: Sequence[str] | None = None) -> None:
    """Load what is missing, measure, and write `latency.json`."""
    parser = command.parser("benchmarks.latency", __doc__)
    parser.add_argument("--only", default="ours", metavar="NAMES", help="contenders on PostgreSQL, by commas; ours")
    parser.add_argument("--operations", default=",".join(OPERATIONS), help=f"by commas; {','.join(OPERATIONS)}")
    options = parser.parse_args(arguments)
    contenders = options.only.split(",")
    for name in contenders:
        if name not in CONTENDERS_BY_NAME or CONTENDERS_BY_NAME[name].driver == "sqlite":
            raise SystemExit(f"There is no contender {name} on PostgreSQL.")
        if not is_installed(CONTENDERS_BY_NAME[name]):
            raise SystemExit(f"{name} is not installed; run python -m benchmarks --install first.")
    sizes, effort = (QUICK, QUICK_EFFORT) if options.quick else (FULL, Effort())
    _, core = measure.cores()
    with (
        command.place(options.keep) as folder,
        command.cluster_in(folder, options.database_url, core=core) as cluster,
    ):
        results = uvloop.run(_run(cluster.url, contenders, options.operations.split(","), sizes, effort))
    print_latencies(results)
    command.write_json(
        options.output,
        "latency.json",
        {"target": TARGET, "latency": [{**asdict(each), "ratio": each.ratio} for each in results]},
    )


if __name__ == "__main__":
    main()
