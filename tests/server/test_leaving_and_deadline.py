from __future__ import annotations

import time
from typing import Any

import httpx2
import orjson
import pytest

from gql.settings import Settings
from tests.server.serving import connect, error_of, exchange, post_bytes, wait_until
from tests.server.stand_in import StandInGateway


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(request_timeout_s=0.6)


def sleeping(seconds: float) -> dict[str, Any]:
    return {"query": "sleep", "variables": {"seconds": seconds}}


def test_an_operation_past_the_deadline_is_cancelled_and_a_504(client: httpx2.Client, gateway: StandInGateway) -> None:
    cancelled = gateway.cancelled
    began_s = time.monotonic()

    response = client.post("/graphql", json=sleeping(30), headers={"accept": "application/graphql-response+json"})

    assert error_of(response) == (504, "TIMEOUT")
    assert response.headers["content-type"].startswith("application/graphql-response+json")
    assert 0.5 < time.monotonic() - began_s < 2.0
    assert (gateway.cancelled, gateway.running) == (cancelled + 1, 0)


def test_the_connection_goes_on_after_a_504(client: httpx2.Client, port: int) -> None:
    first = client.post("/graphql", json=sleeping(30))
    second = client.post("/graphql", json={"query": "{ a }"})

    assert (first.status_code, second.status_code) == (504, 200)


@pytest.mark.parametrize("seconds", [0.0, 0.04, 0.06, 0.3])
def test_an_operation_within_the_deadline_finishes_however_long_it_takes(client: httpx2.Client, seconds: float) -> None:
    response = client.post("/graphql", json=sleeping(seconds))

    assert response.json() == {"data": {"slept": True}}


@pytest.mark.parametrize("after_s", [0.0, 0.02, 0.2])
def test_a_client_that_leaves_cancels_its_operation_at_once(port: int, gateway: StandInGateway, after_s: float) -> None:
    cancelled = gateway.cancelled
    connection = connect(port)
    connection.sendall(post_bytes(orjson.dumps(sleeping(30))))
    wait_until(lambda: gateway.running == 1)
    time.sleep(after_s)

    left_at_s = time.monotonic()
    connection.close()
    wait_until(lambda: gateway.running == 0)

    assert time.monotonic() - left_at_s < 0.3
    assert gateway.cancelled == cancelled + 1


def test_many_clients_that_leave_leave_nothing_behind(
    port: int, gateway: StandInGateway, caplog: pytest.LogCaptureFixture
) -> None:
    connections = [connect(port) for _ in range(50)]
    for connection in connections:
        connection.sendall(post_bytes(orjson.dumps(sleeping(30))))
    wait_until(lambda: gateway.running == 50)

    for connection in connections:
        connection.close()
    wait_until(lambda: gateway.running == 0)

    status, _, _ = exchange(port, post_bytes(b'{"query": "{ a }"}'))
    assert status == 200
    assert caplog.records == []


def test_slow_and_quick_requests_share_a_connection(port: int) -> None:
    for body in (sleeping(0.1), {"query": "{ a }"}, sleeping(0.1), {"query": "{ a }"}) * 2:
        status, _, _ = exchange(port, post_bytes(orjson.dumps(body)))

        assert status == 200
