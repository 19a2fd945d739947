"""The commands beside the comparison: growing data, memory, latency under load, the snapshot."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any

import asyncpg
import orjson
import pytest
from sqlalchemy import make_url

from benchmarks import in_process, latency, measure, memory, report, scale, snapshot
from benchmarks.accounting import cpu_s
from benchmarks.cluster import Cluster
from benchmarks.contenders import CONTENDERS_BY_NAME
from benchmarks.data import TINY, Sizes, tables
from benchmarks.http_client import BadResponse, drive
from benchmarks.load import load_postgresql, plain_url
from benchmarks.open_loop import drive_at_rate
from benchmarks.ours import settings
from benchmarks.serving import running
from gql.database import Database
from gql.database.direct import DirectConnection

SMALLEST = scale.sizes_at(1)


@pytest.fixture(scope="module")
async def tiny_url(postgresql_url: str) -> str:
    await load_postgresql(postgresql_url, TINY)
    return postgresql_url


@pytest.fixture(scope="module")
async def smallest_url(tiny_url: str) -> AsyncIterator[str]:
    url = await scale.load(Cluster(plain_url(tiny_url)), 1)
    yield url
    connection = await asyncpg.connect(plain_url(tiny_url))
    await connection.execute(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')
    await connection.close()


async def test_rows_made_inside_the_database_are_those_of_the_data_set(smallest_url: str) -> None:
    connection = await asyncpg.connect(plain_url(smallest_url))
    try:
        for table, count, rows in tables(SMALLEST):
            if not count:
                continue
            expected = [_comparable(row) for row in rows]
            names = ", ".join(expected[0])
            order = ", ".join(column.name for column in table.primary_key.columns)
            found = await connection.fetch(f"SELECT {names} FROM {table.name} ORDER BY {order}")
            expected.sort(key=lambda row: [row[column.name] for column in table.primary_key.columns])
            assert expected == [_comparable(dict(row)) for row in found], table.name
    finally:
        await connection.close()


def _comparable(row: dict[str, Any]) -> dict[str, Any]:
    values = {
        name: orjson.loads(value) if name == "preferences" and isinstance(value, str) else value
        for name, value in row.items()
    }
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in values.items()}


@pytest.mark.parametrize("factor", [1, 10])
def test_the_first_users_are_answered_by_equally_many_whatever_the_size(factor: int) -> None:
    posts: set[int] = set()
    writers: list[int] = []
    for table, _, rows in tables(scale.sizes_at(factor)):  # posts come before comments
        if table.name == "posts":
            posts = {row["id"] for row in rows if row["author_id"] <= 20}
        if table.name == "comments":
            writers = [row["user_id"] for row in rows if row["post_id"] in posts]

    assert 200 == len(posts)
    assert 1000 == len(writers)
    assert 0.9 * scale.CIRCLE <= len(set(writers)) <= scale.CIRCLE


async def test_scale_measures_every_operation_on_every_size(smallest_url: str) -> None:
    once = measure.Effort(round_s=0.02, rounds=1, clients=2, warm_up_s=0)

    results = await scale.compare({1: smallest_url}, Cluster(plain_url(smallest_url)), scale.OPERATIONS, once)

    assert list(scale.OPERATIONS) == [each.operation for each in results]
    assert {(SMALLEST.comments, 1.0, 1.0)} == {(each.comments, each.cpu_ratio, each.wall_ratio) for each in results}


async def test_memory_is_sampled_after_every_so_many_requests(tiny_url: str) -> None:
    with running(CONTENDERS_BY_NAME["ours"], tiny_url, core=None) as server:
        bodies = await measure.request_bodies(server, memory.OPERATIONS, TINY)

        result = await memory.sample(server, bodies, requests=200, every=100, documents=5)

    assert [0, 100, 200] == [at for at, _ in result.samples_mb]
    assert 200 == result.requests
    assert result.peak_mb >= result.last_mb > 0


def test_cpu_of_a_process_is_counted_finer_than_a_request_takes() -> None:
    before, own = cpu_s(os.getpid()), time.process_time()
    while time.process_time() < own + 0.002:
        pass
    used = cpu_s(os.getpid()) - before

    assert 0.002 <= used < 0.02


def test_growth_is_that_of_the_fitted_line() -> None:
    flat = memory.flatness([(0, 100.0), (1000, 101.0), (2000, 100.0)], 101.0)
    growing = memory.flatness([(0, 100.0), (1000, 105.0), (2000, 110.0)], 110.0)

    assert pytest.approx(0) == flat.growth
    assert pytest.approx(0.1) == growing.growth
    assert pytest.approx(500) == growing.slope_mb


def test_every_hundred_requests_have_the_whole_mix_and_new_documents_stay_new() -> None:
    body = memory.mixed(dict.fromkeys(memory.OPERATIONS, lambda number: b"kept"))

    sent = [body(number) for number in range(200, 400)]

    others = [each for each in sent if each != b"kept"]
    assert 100 == sum(memory.OF_A_HUNDRED.values())
    assert 4 == len(set(others)) == len(others)
    assert 2 == sum(b"missing" in each for each in others)


class _Server(asyncio.Protocol):
    """Answers every request, which comes in one piece here, with what `answer` gives."""

    def __init__(self, answer: Callable[[], bytes]) -> None:
        self._answer = answer
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        self._transport.write(self._answer())

    def eof_received(self) -> None:
        assert self._transport is not None
        self._transport.close()


@asynccontextmanager
async def _serving(answer: Callable[[], bytes]) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(lambda: _Server(answer), "127.0.0.1", 0)
    async with server:
        port: int = server.sockets[0].getsockname()[1]
        yield port
        await asyncio.sleep(0.05)  # the connections see that their clients have gone


def _stalling(stall_s: float) -> Callable[[], bytes]:
    """An answer at once, except that everything stands still for a while at the tenth."""
    answered = 0

    def answer() -> bytes:
        nonlocal answered
        answered += 1
        if answered == 10:
            time.sleep(stall_s)
        return b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

    return answer


async def test_requests_that_fall_due_while_the_server_stands_still_count_their_wait() -> None:
    async with _serving(_stalling(0.4)) as port:
        open_load = await drive_at_rate(port, "/", lambda number: b"{}", clients=2, rate_per_s=200, duration_s=1)

    assert 200 == len(open_load.latencies_s) == len(open_load.waits_s)
    # 80 requests fall due in 0.4 s; a quarter of them at the latest waits more than 0.1 s.
    assert 40 <= sum(each > 0.1 for each in open_load.latencies_s) <= 120
    assert open_load.elapsed_s >= 0.99


async def test_clients_that_wait_for_answers_see_a_standstill_only_once_each() -> None:
    async with _serving(_stalling(0.4)) as port:
        load = await drive(port, "/", lambda number: b"{}", clients=2, duration_s=0, requests_min=200)

    assert sum(each > 0.1 for each in load.latencies_s) <= 2


async def test_a_failure_ends_the_load() -> None:
    async with _serving(lambda: b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n") as port:
        with pytest.raises(BadResponse, match="HTTP 500"):
            await drive_at_rate(port, "/", lambda number: b"{}", clients=2, rate_per_s=50, duration_s=1)


async def test_latency_is_measured_at_a_share_of_the_most(tiny_url: str) -> None:
    effort = latency.Effort(rounds=1, most_s=0.2, rate_s=0.3, warm_up_s=0)
    with running(CONTENDERS_BY_NAME["ours"], tiny_url, core=None) as server:
        (result,) = await latency.measure_latency([server], ("point",), TINY, effort, clients=4)

    assert ("ours", "point") == (result.contender, result.operation)
    assert result.most_per_s > 0
    assert 0 < result.rate_per_s < result.most_per_s
    assert result.p99_ms >= result.p50_ms > 0


async def test_without_snapshots_no_transaction_is_open(tiny_url: str) -> None:
    async def in_snapshot(connection: DirectConnection) -> Any:
        rows = await connection.fetch("SELECT current_setting('transaction_isolation')", [])
        return rows[0][0]

    chosen = settings(tiny_url)
    assert chosen.database_url is not None
    found = []
    for kind in (Database, snapshot.WithoutSnapshots):
        database = kind(chosen.database_url, chosen)
        found.append(await database.read_directly(in_snapshot, snapshot=True))
        await database.dispose()

    assert ["repeatable read", "read committed"] == found


async def test_the_snapshot_is_measured_on_both_sides(tiny_url: str) -> None:
    timing = in_process.Timing(round_s=0.01, rounds=1)

    results = await snapshot.compare(tiny_url, TINY, snapshot.OPERATIONS, timing)

    assert list(snapshot.OPERATIONS) == [each.operation for each in results]
    assert all(each.with_ms > 0 and each.without_ms > 0 for each in results)


def test_the_table_says_cpu_and_times_the_floor() -> None:
    http = [
        {"contender": "ours", "operation": "point", "cpu_ms": 0.42},
        {"contender": "rows", "operation": "point", "cpu_ms": 0.1},
    ]

    table = report.markdown(http, ("ours", "mapper"), ("point",))

    assert "| gql-gateway, PostgreSQL | 0.42 (4.2) |" in table
    assert "| strawberry-sqlalchemy-mapper | – |" in table


def test_a_data_set_with_circles_is_another_one() -> None:
    assert replace(TINY, circle=10).mark != TINY.mark
    assert Sizes().mark == replace(Sizes(), circle=0).mark
