from __future__ import annotations

from typing import Any

import httpx2
import orjson
import pytest

from tests.server.serving import error_of
from tests.server.stand_in import StandInGateway

GRAPHQL = {"accept": "application/graphql-response+json"}
JSON = {"accept": "application/json"}
NOT_STRINGS: list[Any] = [{"a": 1}, 0, False, ["a"]]
NOT_OBJECTS: list[Any] = ["a", 0, False, ["a"]]


def test_an_executed_operation_is_a_200_in_the_accepted_type(client: httpx2.Client) -> None:
    for headers in (GRAPHQL, JSON):
        response = client.post("/graphql", json={"query": "{ __typename }"}, headers=headers)

        assert response.status_code == 200
        assert response.headers["content-type"] == f"{headers['accept']}; charset=utf-8"
        assert response.json() == {"data": {"__typename": "Query"}}


def test_partial_data_is_a_200_in_both_types(client: httpx2.Client) -> None:
    for headers in (GRAPHQL, JSON):
        response = client.post("/graphql", json={"query": "partial"}, headers=headers)

        assert response.status_code == 200
        assert set(response.json()) == {"data", "errors"}


def test_a_request_error_is_a_400_for_graphql_clients_and_a_200_for_older_ones(client: httpx2.Client) -> None:
    by_type = {
        headers["accept"]: client.post("/graphql", json={"query": "invalid"}, headers=headers)
        for headers in (GRAPHQL, JSON)
    }

    assert error_of(by_type[GRAPHQL["accept"]]) == (400, "GRAPHQL_VALIDATION_FAILED")
    assert error_of(by_type[JSON["accept"]]) == (200, "GRAPHQL_VALIDATION_FAILED")


def test_all_parameters_reach_the_gateway_as_they_were_sent(client: httpx2.Client, gateway: StandInGateway) -> None:
    body = {
        "query": "echo Größe 🏃",
        "operationName": "A",
        "variables": {"x": [1, 2**63, None, "🏊"]},
        "extensions": {"y": {}},
        "unknown": 1,
    }

    response = client.post("/graphql", json=body)

    assert response.json() == {"data": {"operationName": "A", "variables": body["variables"]}}
    request = gateway.executed[-1]
    assert (request.query, request.operation_name) == ("echo Größe 🏃", "A")
    assert (request.variables, request.extensions) == (body["variables"], body["extensions"])


@pytest.mark.parametrize("name", ["operationName", "variables", "extensions"])
def test_null_is_the_same_as_absent(client: httpx2.Client, gateway: StandInGateway, name: str) -> None:
    response = client.post("/graphql", json={"query": "{ __typename }", name: None})

    assert response.status_code == 200
    request = gateway.executed[-1]
    assert (request.operation_name, request.variables, request.extensions) == (None, None, None)


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ({}, "has no query"),
        ({"query": None}, "has no query"),
        ({"qeury": "{ a }"}, "has no query"),
        *[({"query": value}, "query must be a string") for value in NOT_STRINGS],
        *[({"query": "q", "operationName": value}, "operationName must be a string") for value in NOT_STRINGS],
        *[({"query": "q", "variables": value}, "variables must be an object") for value in NOT_OBJECTS],
        *[({"query": "q", "extensions": value}, "extensions must be an object") for value in NOT_OBJECTS],
    ],
)
@pytest.mark.parametrize("headers", [GRAPHQL, JSON])
def test_what_is_not_a_graphql_request_is_a_400(
    client: httpx2.Client, body: Any, part: str, headers: dict[str, str]
) -> None:
    response = client.post("/graphql", json=body, headers=headers)

    assert error_of(response) == (400, "BAD_REQUEST")
    assert part in response.json()["errors"][0]["message"]
    assert response.headers["content-type"].startswith(headers["accept"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "BAD_REQUEST"),
        (b"{ nonsense", "BAD_REQUEST"),
        (b'"text"', "BAD_REQUEST"),
        (b'{"query": "\xff"}', "BAD_REQUEST"),
        (b'{"query": "a", "operationName": "\\ud800"}', "BAD_REQUEST"),
        (b'{"query": "a", "variables": {"a": 1, "a": 2}}', "BAD_REQUEST"),
        (b'{"query": "a", "variables": {"a": ' + b"9" * 4300 + b"}}", "BAD_REQUEST"),
        (b'{"query": "a", "variables": {"a": ' + b"[" * 5000 + b"]" * 5000 + b"}}", "BAD_REQUEST"),
        (b'{"query": "a\\u0000"}', "BAD_REQUEST"),
        (b'[{"query": "{ a }"}]', "BATCHING_DISABLED"),
    ],
)
def test_bad_json_is_a_400_with_a_code(client: httpx2.Client, content: bytes, code: str) -> None:
    response = client.post("/graphql", content=content, headers={"content-type": "application/json"})

    assert error_of(response) == (400, code)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "text/plain"},
        {"content-type": "application/json; charset=utf-16"},
        {"content-type": "text/plain; application/json"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": "application/graphql"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
)
def test_another_content_type_or_encoding_is_a_415(client: httpx2.Client, headers: dict[str, str]) -> None:
    response = client.post("/graphql", content=b'{"query": "{ a }"}', headers=headers)

    assert error_of(response) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_nothing_acceptable_is_a_406(client: httpx2.Client) -> None:
    response = client.post("/graphql", json={"query": "{ a }"}, headers={"accept": "text/csv"})

    assert error_of(response) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
def test_other_methods_are_a_405_that_says_which_are_allowed(client: httpx2.Client, method: str) -> None:
    response = client.request(method, "/graphql")

    assert error_of(response) == (405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "GET, HEAD, POST"


def test_what_a_stranger_must_not_know_is_not_in_an_internal_error(
    client: httpx2.Client, caplog: pytest.LogCaptureFixture
) -> None:
    response = client.post("/graphql", json={"query": "boom"}, headers={"x-request-id": "trace-1"})

    assert error_of(response) == (500, "INTERNAL")
    assert "trace-1" in response.json()["errors"][0]["message"]
    assert not any(word in response.text for word in ("SELECT", "/srv", "db.internal", "RuntimeError", "Traceback"))
    (record,) = [record for record in caplog.records if record.name == "gql.server"]
    assert "trace-1" in record.getMessage()
    assert record.exc_info is not None


def test_an_unavailable_service_is_a_503_that_asks_to_try_again(client: httpx2.Client) -> None:
    response = client.post("/graphql", json={"query": "down"})

    assert error_of(response) == (503, "DATABASE_UNAVAILABLE")
    assert "db.internal" not in response.text
    assert response.headers["retry-after"] == "2"


def test_a_sane_request_id_is_kept_and_another_is_replaced(client: httpx2.Client) -> None:
    sent = ["018f-a_b.c:d@e/f", "", "x" * 129, "a b", "é", "<script>"]

    responses = [
        client.post("/graphql", json={"query": "context"}, headers=[(b"x-request-id", value.encode("latin-1"))])
        for value in sent
    ]

    returned = [response.headers["x-request-id"] for response in responses]
    assert returned == [response.json()["data"]["requestId"] for response in responses]
    assert returned[0] == sent[0]
    assert all(len(value) == 32 and value.isalnum() for value in returned[1:])
    assert len(set(returned)) == len(sent)


def test_the_context_has_an_anonymous_viewer_and_the_time_that_is_left(client: httpx2.Client) -> None:
    data = client.post("/graphql", json={"query": "context"}).json()["data"]

    assert data["viewer"] is None
    assert 9.0 < data["remaining"] <= 10.0


def test_every_response_forbids_sniffing_and_names_no_server(client: httpx2.Client) -> None:
    paths = ["/graphql?query=a", "/graphql", "/nothing", "/schema.graphql", "/health/live", "/health/ready"]
    responses = [client.get(path) for path in paths]

    for response in responses:
        assert response.headers["x-content-type-options"] == "nosniff", response.url
        assert "server" not in response.headers


def test_a_large_response_is_compressed_for_who_takes_it_and_a_small_one_is_not(client: httpx2.Client) -> None:
    body = {"query": "big"}

    compressed = client.post("/graphql", json=body, headers={"accept-encoding": "gzip"})
    plain = client.post("/graphql", json=body, headers={"accept-encoding": "identity"})
    small = client.post("/graphql", json={"query": "{ a }"}, headers={"accept-encoding": "gzip"})

    assert compressed.headers["content-encoding"] == "gzip"
    assert int(compressed.headers["content-length"]) < 2_000
    assert compressed.json() == plain.json() == {"data": {"big": "x" * 200_000}}
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in small.headers
    assert "Accept-Encoding" in compressed.headers["vary"]


def test_after_a_hundred_bad_requests_a_good_one_works(client: httpx2.Client) -> None:
    bad = [b"", b"{", b"[]", b'{"query": 1}', b'{"query": "\xff"}']
    for number in range(100):
        response = client.post("/graphql", content=bad[number % len(bad)], headers={"content-type": "application/json"})
        assert response.status_code == 400

    response = client.post(
        "/graphql", content=orjson.dumps({"query": "{ a }"}), headers={"content-type": "application/json"}
    )

    assert response.status_code == 200
