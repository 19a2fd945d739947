from __future__ import annotations

import socket
import time

import pytest

from gql.server import process
from gql.settings import Settings
from tests.server.serving import code_of, connect, exchange, post_bytes, read_response
from tests.server.stand_in import StandInGateway

GOOD = post_bytes(b'{"query": "{ a }"}')


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(max_body_bytes=10_000, request_timeout_s=0.5)


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "HEAD_TIMEOUT_S", 0.4)


def chunked(*chunks: bytes) -> bytes:
    head = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)


def is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def test_a_body_in_chunks_is_read(port: int) -> None:
    status, _, _ = exchange(port, chunked(b'{"query": ', b'"{ a }"}', b""))

    assert status == 200


def test_a_declared_body_above_the_limit_is_a_413_and_the_end_of_the_connection(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(post_bytes(b"x" * 10_001))
        status, headers, body = read_response(connection)

        assert (status, code_of(body)) == (413, "PAYLOAD_TOO_LARGE")
        assert headers["connection"] == "close"
        assert is_closed(connection)


def test_a_client_that_still_sends_a_far_too_large_body_sees_the_413(port: int) -> None:
    status, _, body = exchange(port, post_bytes(b"x" * 5_000_000))

    assert (status, code_of(body)) == (413, "PAYLOAD_TOO_LARGE")


def test_a_body_in_chunks_is_counted_while_it_is_read(port: int) -> None:
    status, _, body = exchange(port, chunked(*[b"x" * 4_000] * 3, b""))

    assert (status, code_of(body)) == (413, "PAYLOAD_TOO_LARGE")


def test_an_endless_body_is_a_413_without_waiting_for_its_end(port: int) -> None:
    began_s = time.monotonic()

    status, _, body = exchange(port, chunked(*[b"x" * 4_000] * 3))

    assert (status, code_of(body)) == (413, "PAYLOAD_TOO_LARGE")
    assert time.monotonic() - began_s < 3.0


def test_a_too_large_body_that_waits_for_a_go_ahead_does_not_get_it(port: int) -> None:
    head = post_bytes(b"", "Expect: 100-continue").replace(b"Content-Length: 0", b"Content-Length: 10001")

    status, _, body = exchange(port, head)

    assert (status, code_of(body)) == (413, "PAYLOAD_TOO_LARGE")


def test_a_body_that_never_comes_is_a_408_at_the_deadline(port: int) -> None:
    with connect(port) as connection:
        began_s = time.monotonic()
        connection.sendall(GOOD[:-3])
        status, _, body = read_response(connection)

        assert (status, code_of(body)) == (408, "REQUEST_TIMEOUT")
        assert 0.4 < time.monotonic() - began_s < 2.0
        assert is_closed(connection)


def test_a_body_that_comes_drop_by_drop_is_a_408_at_the_same_deadline(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(GOOD.replace(b"Content-Length: 18", b"Content-Length: 1000")[:-18])
        began_s = time.monotonic()
        connection.settimeout(0.05)
        answered = False
        while not answered and time.monotonic() - began_s < 3.0:
            connection.sendall(b" ")
            try:
                answered = connection.recv(1, socket.MSG_PEEK) != b""
            except TimeoutError:
                continue
        connection.settimeout(5)
        status, _, _ = read_response(connection)

        assert status == 408


def test_a_client_that_leaves_in_the_middle_of_its_body_disturbs_nobody(port: int, gateway: StandInGateway) -> None:
    executed = len(gateway.executed)
    for _ in range(20):
        with connect(port) as connection:
            connection.sendall(GOOD[:-3])

    status, _, _ = exchange(port, GOOD)

    assert status == 200
    assert len(gateway.executed) == executed + 1


def test_half_a_head_is_a_408_and_silence_is_closed(port: int) -> None:
    with connect(port) as talking, connect(port) as silent:
        talking.sendall(GOOD[:30])
        status, _, body = read_response(talking)

        assert (status, code_of(body)) == (408, "REQUEST_TIMEOUT")
        assert is_closed(talking)
        assert is_closed(silent)


def test_a_head_that_comes_drop_by_drop_is_ended_too(port: int) -> None:
    with connect(port) as connection:
        began_s = time.monotonic()
        connection.sendall(b"GET /graphql HTTP/1.1\r\n")
        try:
            while time.monotonic() - began_s < 3.0:
                connection.sendall(b"X: y\r\n")
                time.sleep(0.05)
        except OSError:
            pass

        assert time.monotonic() - began_s < 2.0


@pytest.mark.parametrize(
    "head",
    [
        b"".join(b"X-%d: y\r\n" % number for number in range(101)),
        b"X: " + b"y" * 33_000 + b"\r\n",
        b"X: " + b"y" * 500_000 + b"\r\n",
    ],
)
def test_too_many_or_too_large_headers_are_a_431(port: int, head: bytes) -> None:
    status, _, body = exchange(port, b"GET /graphql?query=a HTTP/1.1\r\nHost: a\r\n" + head + b"\r\n")

    assert (status, code_of(body)) == (431, "HEADERS_TOO_LARGE")


def test_endless_headers_are_cut_off(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(b"GET /graphql?query=a HTTP/1.1\r\nHost: a\r\nX: ")
        sent = 0
        try:
            while sent < 50_000_000:
                connection.sendall(b"y" * 65_536)
                sent += 65_536
        except OSError:
            pass

        assert sent < 20_000_000


def test_an_unwanted_body_does_not_hold_the_connection(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_UNWANTED_BODY_S", 0.2)
    with connect(port) as connection:
        connection.sendall(b"POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nx")
        status, _, _ = read_response(connection)
        began_s = time.monotonic()

        assert status == 404
        assert is_closed(connection)
        assert time.monotonic() - began_s < 2.0


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"nonsense\r\n\r\n",
        b"GET /gr\xffaphql HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_what_is_not_http_is_a_400_in_json(port: int, request_bytes: bytes) -> None:
    status, headers, body = exchange(port, request_bytes)

    assert (status, code_of(body)) == (400, "BAD_REQUEST")
    assert headers["content-type"].startswith("application/json")


def test_two_content_types_are_a_415(port: int) -> None:
    status, _, body = exchange(port, post_bytes(b'{"query": "{ a }"}', "Content-Type: text/plain"))

    assert (status, code_of(body)) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_accept_headers_on_several_lines_are_one(port: int) -> None:
    headers = ("Accept: text/csv", "Accept: application/graphql-response+json")

    _, received, _ = exchange(port, post_bytes(b'{"query": "{ a }"}', *headers))

    assert received["content-type"].startswith("application/graphql-response+json")


def test_a_connection_serves_many_requests_also_pipelined_and_after_errors(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(post_bytes(b"{") + GOOD + GOOD)
        statuses: list[int] = []
        buffered = b""
        while len(statuses) < 3:
            while b"\r\n\r\n" not in buffered:
                buffered += connection.recv(65536)
            head, _, buffered = buffered.partition(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            while len(buffered) < length:
                buffered += connection.recv(65536)
            buffered = buffered[length:]
            statuses.append(int(head.split()[1]))

        assert statuses == [400, 200, 200]


def test_the_host_header_decides_nothing(port: int) -> None:
    for host in (b"evil.example", b"a/nothing?", b"[::1", b""):
        status, _, _ = exchange(port, GOOD.replace(b"Host: test", b"Host: " + host))

        assert status == 200, host
