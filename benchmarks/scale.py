"""Whether a request costs the same however much data there is: the same operations on 1, 10, 100 and 1,000 times the data.

Every size is a database of its own with a gateway of its own, and all of them take turns in the same rounds. An operation reads
equally many rows in each, which is checked before anything is timed; what may grow is the depth of the indexes. The largest size
has 5,000,000 comments on 1,000,000 posts of 100,000 users; the rows are made inside PostgreSQL, once with --keep.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from typing import Any

import asyncpg
import uvloop
from sqlalchemy import make_url

from benchmarks import command, measure
from benchmarks.cluster import Cluster
from benchmarks.contenders import CONTENDERS_BY_NAME
from benchmarks.data import Sizes
from benchmarks.generated import generate_rows
from benchmarks.http_client import ask_once
from benchmarks.load import load_postgresql
from benchmarks.sameness import canonical, difference
from benchmarks.serving import PATH, Server, running

TARGET = 1.2
OPERATIONS = ("point", "list", "nested", "first", "deep", "tags")
FACTORS = (1, 10, 100, 1000)
QUICK_FACTORS = (1, 10)
EFFORT = measure.Effort(round_s=1.0, rounds=6)
CIRCLE = 100


@dataclass(frozen=True, slots=True)
class Scaled:
    """One operation on one size. The ratios are to the smallest size, CPU of the server and wall time of a request alone."""

    operation: str
    factor: int
    comments: int
    cpu_ms: float
    database_cpu_ms: float | None
    alone_ms: float
    p50_ms: float
    body_bytes: int
    cpu_ratio: float
    wall_ratio: float


def sizes_at(factor: int) -> Sizes:
    """The base data set so many times; tags stay as many, and so do the users who answer each other."""
    return Sizes(
        users=100 * factor,
        posts=1_000 * factor,
        products=0,
        customers=0,
        orders=0,
        categories=0,
        circle=CIRCLE,
    )


async def load(cluster: Cluster, factor: int) -> str:
    """The URL of a database with so many times the data, next to the one of the cluster; made unless it is there."""
    url = make_url(cluster.url)
    name = f"{url.database}_scale_{factor}"
    connection: asyncpg.Connection = await asyncpg.connect(cluster.url)
    try:
        if not await connection.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
            await connection.execute(f'CREATE DATABASE "{name}"')
    finally:
        await connection.close()
    found = url.set(database=name).render_as_string(hide_password=False)
    print(f"data: {factor:,}×, {sizes_at(factor).comments:,} comments", flush=True)
    await load_postgresql(found, sizes_at(factor), generate_rows)
    return found


async def compare(
    urls: Mapping[int, str], cluster: Cluster, operations: Sequence[str], effort: measure.Effort
) -> list[Scaled]:
    """Every operation on every database of `urls`, which has them by factor, smallest first."""
    server_core, own_core = measure.cores()
    ours = CONTENDERS_BY_NAME["ours"]
    with ExitStack() as stack:
        stack.callback(os.sched_setaffinity, 0, os.sched_getaffinity(0))
        if own_core is not None:
            os.sched_setaffinity(0, {own_core})
        servers = {
            factor: stack.enter_context(running(replace(ours, name=f"ours-{factor}"), url, core=server_core))
            for factor, url in urls.items()
        }
        bodies = {
            server.contender.name: await measure.request_bodies(server, operations, sizes_at(factor))
            for factor, server in servers.items()
        }
        await _check_shapes(list(servers.values()), operations, bodies)
        found: list[Scaled] = []
        for number, operation in enumerate(operations, 1):
            print(f"measuring {operation} ({number} of {len(operations)})", flush=True)
            measured = await measure.measure_operation(
                operation, list(servers.values()), bodies, cluster, sizes_at(min(servers)), effort
            )
            found += _scaled(dict(zip(servers, measured, strict=True)))
        return found


def _scaled(measured: Mapping[int, measure.Measured]) -> list[Scaled]:
    smallest = measured[min(measured)]
    return [
        Scaled(
            each.operation,
            factor,
            sizes_at(factor).comments,
            each.cpu_ms,
            each.database_cpu_ms,
            each.alone_ms,
            each.p50_ms,
            each.body_bytes,
            cpu_ratio=each.cpu_ms / smallest.cpu_ms,
            wall_ratio=each.alone_ms / smallest.alone_ms,
        )
        for factor, each in measured.items()
    ]


async def _check_shapes(
    servers: Sequence[Server], operations: Sequence[str], bodies: Mapping[str, Mapping[str, measure.BodyOf]]
) -> None:
    """Raise `SystemExit` unless all sizes answer with equally many rows: otherwise their costs could not be compared."""
    for operation in operations:
        shapes = [
            _shape(canonical(await ask_once(server.port, PATH, bodies[server.contender.name][operation](3))))
            for server in servers
        ]
        for server, shape in zip(servers, shapes, strict=True):
            if where := difference(shapes[0], shape):
                raise SystemExit(
                    f"{operation}: {server.contender.name} answers with other rows than the first: {where}"
                )


def _shape(value: Any) -> Any:
    """A response without its values: which fields, and how many items."""
    if isinstance(value, dict):
        return {name: _shape(item) for name, item in value.items()}
    return [_shape(item) for item in value] if isinstance(value, list) else None


def print_scaled(results: Sequence[Scaled]) -> None:
    """A table with the ratios to the smallest size."""
    print(f"\nms per request on growing data; ratios to the smallest, target at most {TARGET}")
    print(
        f"  {'operation':10} {'comments':>10} {'CPU':>7} {'ratio':>6} {'DB CPU':>7} {'alone':>7} {'ratio':>6} "
        f"{'p50 of 16':>10} {'bytes':>8}"
    )
    for each in results:
        database = "-" if each.database_cpu_ms is None else f"{each.database_cpu_ms:.3f}"
        print(
            f"  {each.operation:10} {each.comments:10,} {each.cpu_ms:7.3f} {each.cpu_ratio:6.2f} {database:>7} "
            f"{each.alone_ms:7.3f} {each.wall_ratio:6.2f} {each.p50_ms:10.2f} {each.body_bytes:8}"
            f"{command.verdict(max(each.cpu_ratio, each.wall_ratio), TARGET)}"
        )


async def _run(
    cluster: Cluster, factors: Sequence[int], operations: Sequence[str], effort: measure.Effort
) -> list[Scaled]:
    urls = {factor: await load(cluster, factor) for factor in factors}
    _, core = measure.cores()
    if core is not None and cluster.pid is not None:
        os.sched_setaffinity(cluster.pid, {core})  # only now: loading may use them all, and later backends inherit this
    return await compare(urls, cluster, operations, effort)


def main(arguments: Sequence[str] | None = None) -> None:
    """Load what is missing, measure, and write `scale.json`."""
    parser = command.parser("benchmarks.scale", __doc__)
    parser.add_argument(
        "--factors", default=None, help="sizes, by commas, as multiples of 5,000 comments: 1,10,100,1000"
    )
    parser.add_argument("--operations", default=",".join(OPERATIONS), help=f"by commas, out of {','.join(OPERATIONS)}")
    options = parser.parse_args(arguments)
    factors = tuple(map(int, options.factors.split(","))) if options.factors else FACTORS
    if options.quick and not options.factors:
        factors = QUICK_FACTORS
    operations = options.operations.split(",")
    effort = measure.QUICK if options.quick else EFFORT
    with (
        command.place(options.keep) as folder,
        command.cluster_in(folder, options.database_url, core=None) as cluster,
    ):
        results = uvloop.run(_run(cluster, sorted(factors), operations, effort))
    print_scaled(results)
    command.write_json(options.output, "scale.json", {"target": TARGET, "scale": [asdict(each) for each in results]})


if __name__ == "__main__":
    main()
