from __future__ import annotations

import asyncio

import pytest

from gql.server.response_transport import ResponseTransport
from tests.server.serving import connect, post_bytes, read_response

HEAD = b"HTTP/1.1 200 OK\r\n\r\n"
GO_AHEAD = b"HTTP/1.1 100 Continue\r\n\r\n"


class Wire(asyncio.Transport):
    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes) -> None:  # type: ignore[override]  # what is passed on
        self.written.append(data)

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def responses(wire: Wire) -> ResponseTransport:
    return ResponseTransport(wire)


def test_head_and_body_are_one_write_for_each_response(wire: Wire, responses: ResponseTransport) -> None:
    for _ in range(2):
        responses.write(HEAD)
        assert HEAD not in wire.written
        responses.write(b"body")
        responses.end_response()

    assert [HEAD + b"body"] * 2 == wire.written


def test_only_the_first_piece_of_a_body_is_joined(wire: Wire, responses: ResponseTransport) -> None:
    for data in (HEAD, b"a", b"b", HEAD):
        responses.write(data)

    assert [HEAD + b"a", b"b", HEAD] == wire.written


def test_a_large_body_is_not_copied(wire: Wire, responses: ResponseTransport) -> None:
    body = b"x" * 100_000
    responses.write(HEAD)
    responses.write(body)

    assert HEAD == wire.written[0]
    assert body is wire.written[1]


def test_a_go_ahead_is_written_at_once(wire: Wire, responses: ResponseTransport) -> None:
    responses.write(GO_AHEAD)
    assert [GO_AHEAD] == wire.written

    responses.write(HEAD)
    responses.write(b"body")

    assert [GO_AHEAD, HEAD + b"body"] == wire.written


def test_a_head_without_a_body_is_written_at_the_end(wire: Wire, responses: ResponseTransport) -> None:
    responses.write(HEAD)
    responses.end_response()

    assert [HEAD] == wire.written


def test_a_head_without_a_body_is_written_before_the_connection_closes(
    wire: Wire, responses: ResponseTransport
) -> None:
    responses.write(HEAD)
    responses.close()

    assert [HEAD] == wire.written
    assert wire.is_closed
    assert responses.is_closing()


def test_a_body_that_waits_for_a_go_ahead_gets_it(port: int) -> None:
    request = post_bytes(b'{"query": "{ a }"}', "Expect: 100-continue")
    head, _, body = request.partition(b"\r\n\r\n")

    with connect(port) as connection:
        connection.sendall(head + b"\r\n\r\n")
        go_ahead = connection.recv(65536)
        connection.sendall(body)
        status, _, _ = read_response(connection)

    assert GO_AHEAD == go_ahead
    assert 200 == status


def test_answers_to_head_and_get_share_a_connection_also_pipelined(port: int) -> None:
    heads = [f"{method} /graphql?query=a HTTP/1.1\r\nHost: a\r\n\r\n".encode() for method in ("HEAD", "HEAD", "GET")]

    with connect(port) as connection:
        connection.sendall(b"".join(heads))
        received = b""
        while not received.endswith(b"}"):
            received += connection.recv(65536)
        connection.sendall(heads[0])
        last = connection.recv(65536)

    assert 3 == received.count(b"HTTP/1.1 200 OK")
    assert 1 == received.count(b'{"data"')
    assert last.startswith(b"HTTP/1.1 200 OK")
    assert last.endswith(b"\r\n\r\n")


def test_a_response_reaches_the_client_in_one_piece(port: int) -> None:
    with connect(port) as connection:
        connection.sendall(post_bytes(b'{"query": "{ a }"}'))
        piece = connection.recv(65536)

    assert piece.endswith(b'{"data":{"__typename":"Query"}}')
