"""Runs all contenders side by side: the same data first, then rounds in which they take turns, then medians."""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import asyncpg
import orjson

from benchmarks.accounting import cpu_s, family_cpu_s, memory_mb
from benchmarks.cluster import Cluster
from benchmarks.contenders import Contender
from benchmarks.data import Sizes
from benchmarks.http_client import ask_once, drive
from benchmarks.load import remove_written
from benchmarks.operations import BY_NAME
from benchmarks.ours import can_answer
from benchmarks.sameness import canonical, difference
from benchmarks.serving import PATH, Server, body_of, running, when_ready

BodyOf = Callable[[int], bytes]
DEEP_SHARE = 0.9
STATEMENT_SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure. `clients` connections at once for throughput; one for the wall time of a request alone."""

    round_s: float = 2.0
    rounds: int = 3
    clients: int = 16
    warm_up_s: float = 1.0


QUICK = Effort(round_s=0.5, rounds=2, warm_up_s=0.3)


@dataclass(frozen=True, slots=True)
class Measured:
    """One contender on one operation: medians of the rounds.

    CPU is that of the server process, `database_cpu_ms` that of PostgreSQL, both in milliseconds per request. Latencies
    are with all clients, `alone_ms` the median with one. `statements` counts queries, `transaction_statements` BEGIN,
    ROLLBACK and the like; None where nobody counts.

    `server_share` is how much of its core the server used while all clients asked, `load_share` how much of theirs the load and
    the database: requests per second are the server's own limit only where the first is near 1.
    """

    contender: str
    operation: str
    cpu_ms: float
    database_cpu_ms: float | None
    requests_per_s: float
    p50_ms: float
    p99_ms: float
    alone_ms: float
    body_bytes: int
    statements: float | None
    transaction_statements: float | None
    server_share: float
    load_share: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory of a server at the end of all rounds, and its peak, in MB."""

    contender: str
    resident_mb: float
    peak_mb: float


@dataclass(slots=True)
class _Round:
    cpu_ms: list[float]
    database_cpu_ms: list[float]
    requests_per_s: list[float]
    p50_ms: list[float]
    p99_ms: list[float]
    alone_ms: list[float]
    server_share: list[float]
    load_share: list[float]


async def measure(
    contenders: Sequence[Contender],
    operations: Sequence[str],
    urls: Mapping[str, str],
    cluster: Cluster,
    sizes: Sizes,
    effort: Effort,
) -> tuple[list[Measured], list[Memory]]:
    """Start every contender, make sure that all return the same data, and measure each operation.

    `urls` has the database by kind, `sqlite` or `postgresql`. Raises `SystemExit` when answers differ.
    """
    server_core, own_core = cores()
    with ExitStack() as stack:
        stack.callback(os.sched_setaffinity, 0, os.sched_getaffinity(0))
        if own_core is not None:
            os.sched_setaffinity(0, {own_core})
        servers = [
            stack.enter_context(
                running(contender, urls["sqlite" if contender.driver == "sqlite" else "postgresql"], core=server_core)
            )
            for contender in contenders
        ]
        bodies = {server.contender.name: await request_bodies(server, operations, sizes) for server in servers}
        await _check_sameness(servers, operations, bodies, sizes)
        results: list[Measured] = []
        for name in operations:
            print(f"measuring {name}", flush=True)
            results += await measure_operation(name, servers, bodies, cluster, sizes, effort)
        return results, [Memory(server.contender.name, *memory_mb(server.pid)) for server in servers]


def cores() -> tuple[int | None, int | None]:
    """The core for the server under test, and the one for the load and the database; None on a single core."""
    available = sorted(os.sched_getaffinity(0))
    return (available[0], available[1]) if len(available) > 1 else (None, None)


async def request_bodies(server: Server, operations: Sequence[str], sizes: Sizes) -> dict[str, BodyOf]:
    """How each operation's n-th request looks for this contender; operations that it cannot answer are left out."""
    contender = server.contender
    point = contender.query("point", BY_NAME["point"].query)
    assert point is not None
    await when_ready(server, point, contender.point(1))
    found: dict[str, BodyOf] = {}
    for name in operations:
        query = contender.query(name, BY_NAME[name].query)
        if query is None or (contender.is_ours and not can_answer(query)):
            continue
        if name == "point":
            found[name] = _point_bodies(contender, query, sizes)
            continue
        if name == "create":
            found[name] = _create_bodies(contender, query, sizes)
            continue
        variables: Mapping[str, Any] = {}
        if name == "deep":
            variables = await contender.deep(server.ask, int(sizes.posts * DEEP_SHARE))
        found[name] = _constant(body_of(query, variables))
    return found


def _point_bodies(contender: Contender, query: str, sizes: Sizes) -> BodyOf:
    return lambda number: body_of(query, contender.point(number * 7919 % sizes.posts + 1))


def _create_bodies(contender: Contender, query: str, sizes: Sizes) -> BodyOf:
    # On the last post, which no other operation reads: nobody's reads change while others write.
    return lambda number: body_of(query, contender.create(sizes.posts, number * 7919 % sizes.users + 1))


def _constant(body: bytes) -> BodyOf:
    return lambda number: body


async def _check_sameness(
    servers: Sequence[Server],
    operations: Sequence[str],
    bodies: Mapping[str, Mapping[str, BodyOf]],
    sizes: Sizes,
) -> None:
    problems = []
    for name in operations:
        reference: Any = None
        first = ""
        for server in servers:
            body = bodies[server.contender.name].get(name)
            if body is None:
                continue
            try:
                found = canonical(await ask_once(server.port, PATH, body(3)))
            except Exception as error:  # noqa: BLE001 - whatever it is, the comparison fails and says so
                problems.append(f"{name}: {server.contender.name}: {error}")
                continue
            if BY_NAME[name].writes:
                await remove_written(server.database_url, sizes)
            if reference is None:
                reference, first = found, server.contender.name
            elif where := difference(reference, found):
                problems.append(f"{name}: {first} and {server.contender.name} differ: {where}")
    if problems:
        raise SystemExit("The contenders do not return the same data.\n" + "\n".join(problems))
    print(f"{len(servers)} contenders return the same data for {', '.join(operations)}", flush=True)


async def measure_operation(
    name: str,
    servers: Sequence[Server],
    bodies: Mapping[str, Mapping[str, BodyOf]],
    cluster: Cluster,
    sizes: Sizes,
    effort: Effort,
) -> list[Measured]:
    """What the rounds of one operation give for each server that can answer it; `bodies` has the requests by contender."""
    able = [server for server in servers if name in bodies[server.contender.name]]
    body_sizes: dict[str, int] = {}
    counts: dict[str, tuple[float, float] | None] = {}
    for server in able:
        body = bodies[server.contender.name][name]
        load = await drive(
            server.port, PATH, body, clients=effort.clients, duration_s=effort.warm_up_s, requests_min=20
        )
        body_sizes[server.contender.name] = load.body_bytes
        counts[server.contender.name] = await _count_statements(server, body, cluster)
    rounds = {server.contender.name: _Round([], [], [], [], [], [], [], []) for server in able}
    gc.collect()
    for _ in range(effort.rounds):
        for server in able:
            await _one_round(
                server, bodies[server.contender.name][name], cluster, effort, rounds[server.contender.name]
            )
            if BY_NAME[name].writes:
                await remove_written(server.database_url, sizes)
    results = []
    for contender, times in rounds.items():
        count = counts[contender]
        results.append(
            Measured(
                contender,
                name,
                statistics.median(times.cpu_ms),
                statistics.median(times.database_cpu_ms) if times.database_cpu_ms else None,
                statistics.median(times.requests_per_s),
                statistics.median(times.p50_ms),
                statistics.median(times.p99_ms),
                statistics.median(times.alone_ms),
                body_sizes[contender],
                count[0] if count else None,
                count[1] if count else None,
                statistics.median(times.server_share),
                statistics.median(times.load_share),
            )
        )
    return results


async def _one_round(server: Server, body: BodyOf, cluster: Cluster, effort: Effort, times: _Round) -> None:
    counts_database = cluster.pid is not None and server.contender.driver != "sqlite"
    before, database_before = cpu_s(server.pid), _database_cpu_s(cluster) if counts_database else 0.0
    own_before = time.process_time()
    load = await drive(
        server.port, PATH, body, clients=effort.clients, duration_s=effort.round_s, requests_min=effort.clients * 2
    )
    count = len(load.latencies_s)
    used_s, own_s = cpu_s(server.pid) - before, time.process_time() - own_before
    database_s = _database_cpu_s(cluster) - database_before if counts_database else 0.0
    times.cpu_ms.append(used_s / count * 1000)
    if counts_database:
        times.database_cpu_ms.append(database_s / count * 1000)
    times.server_share.append(used_s / load.elapsed_s)
    times.load_share.append((own_s + database_s) / load.elapsed_s)
    times.requests_per_s.append(count / load.elapsed_s)
    ordered = sorted(load.latencies_s)
    times.p50_ms.append(ordered[count // 2] * 1000)
    times.p99_ms.append(ordered[min(count - 1, int(count * 0.99))] * 1000)
    alone = await drive(server.port, PATH, body, clients=1, duration_s=effort.round_s / 2, requests_min=5)
    times.alone_ms.append(statistics.median(alone.latencies_s) * 1000)


def _database_cpu_s(cluster: Cluster) -> float:
    assert cluster.pid is not None
    return family_cpu_s(cluster.pid)


async def _count_statements(server: Server, body: BodyOf, cluster: Cluster) -> tuple[float, float] | None:
    """Queries and transaction statements per request, as pg_stat_statements counts them; None without it."""
    if server.contender.driver == "sqlite":
        return None
    connection: asyncpg.Connection = await asyncpg.connect(cluster.url)
    try:
        try:
            await connection.execute("SELECT pg_stat_statements_reset()")
        except asyncpg.PostgresError:
            return None
        for number in range(STATEMENT_SAMPLE):
            orjson.loads(await ask_once(server.port, PATH, body(number + 1)))
        row = await connection.fetchrow(
            """
            SELECT coalesce(sum(calls) FILTER (WHERE query ~* '^\\s*(SELECT|WITH|INSERT|UPDATE|DELETE)'), 0)::float,
                   coalesce(sum(calls) FILTER (WHERE query !~* '^\\s*(SELECT|WITH|INSERT|UPDATE|DELETE)'), 0)::float
            FROM pg_stat_statements
            WHERE query !~ 'pg_stat_statements'
            """
        )
        return row[0] / STATEMENT_SAMPLE, row[1] / STATEMENT_SAMPLE
    finally:
        await connection.close()
