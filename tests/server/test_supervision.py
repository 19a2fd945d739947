from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx2
import pytest
from starlette.types import Message

from gql.server import create_app
from gql.server.supervision import Ending, Supervision, Supervisor
from gql.settings import Settings
from tests.server.stand_in import StandInGateway


async def silence() -> Message:
    await asyncio.Event().wait()
    raise AssertionError("nobody sets it")


async def supervised(supervision: Supervision, seconds: float) -> Ending | None:
    """How a request that takes so long ends."""
    supervisor = Supervisor(silence, supervision)
    supervisor.start_executing()
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        return supervisor.claim_cancellation()
    finally:
        supervisor.stop()
    return None


async def test_quick_requests_share_one_timer_and_start_no_task(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = asyncio.get_running_loop()
    supervision = Supervision(loop, timeout_s=10.0)
    timers: list[Any] = []
    call_later = loop.call_later

    def count_timer(delay_s: float, callback: Any, *arguments: Any) -> asyncio.TimerHandle:
        if getattr(callback, "__self__", None) is supervision:
            timers.append(callback)
        return call_later(delay_s, callback, *arguments)

    monkeypatch.setattr(loop, "call_later", count_timer)
    tasks = asyncio.all_tasks()

    endings = [await supervised(supervision, 0) for _ in range(100)]
    tasks_then = asyncio.all_tasks()
    await asyncio.sleep(0.1)

    assert [None] * 100 == endings
    assert tasks_then <= tasks
    assert 1 == len(timers)


async def test_a_slow_request_ends_at_its_deadline_while_others_come_and_go() -> None:
    supervision = Supervision(asyncio.get_running_loop(), timeout_s=0.15)
    began_s = time.monotonic()
    slow = asyncio.create_task(supervised(supervision, 30))

    while not slow.done():
        assert await supervised(supervision, 0.004) is None

    assert Ending.TIMEOUT == slow.result()
    assert 0.14 < time.monotonic() - began_s < 1.0


async def test_a_request_after_a_quiet_time_is_watched_too() -> None:
    supervision = Supervision(asyncio.get_running_loop(), timeout_s=0.06)
    await supervised(supervision, 0)
    await asyncio.sleep(0.1)

    assert Ending.TIMEOUT == await supervised(supervision, 30)


def test_an_application_on_another_loop_than_before_still_has_its_deadline() -> None:
    app = create_app(StandInGateway(Settings(request_timeout_s=0.2)))

    async def status_of(seconds: float) -> int:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://test") as client:
            body = {"query": "sleep", "variables": {"seconds": seconds}}
            return (await client.post("/graphql", json=body)).status_code

    statuses = [asyncio.run(status_of(0)), asyncio.run(status_of(5))]

    assert [200, 504] == statuses
