from __future__ import annotations

import httpx2
import orjson
import pytest

from gql.settings import Settings
from tests.server.serving import error_of
from tests.server.stand_in import StandInGateway

BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64)", "accept": "*/*"}


@pytest.fixture(scope="module")
def settings() -> Settings:
    return Settings(cors_origins=("https://app.example",))


def test_a_query_runs_with_all_parameters(client: httpx2.Client, gateway: StandInGateway) -> None:
    parameters = {
        "query": "echo a+b&c=ü",
        "operationName": "null",
        "variables": orjson.dumps({"x": "ü"}).decode(),
        "extensions": "{}",
        "other": "1",
    }

    response = client.get("/graphql", params=parameters)

    assert response.status_code == 200
    request = gateway.executed[-1]
    assert (request.query, request.operation_name) == ("echo a+b&c=ü", "null")
    assert (request.variables, request.extensions) == ({"x": "ü"}, {})


def test_an_empty_optional_parameter_is_an_absent_one(client: httpx2.Client, gateway: StandInGateway) -> None:
    response = client.get("/graphql?query=a&operationName=&variables=&extensions=")

    assert response.status_code == 200
    request = gateway.executed[-1]
    assert (request.operation_name, request.variables, request.extensions) == (None, None, None)


def test_a_head_is_a_get_without_the_body(client: httpx2.Client) -> None:
    response = client.head("/graphql?query=a")

    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.parametrize(
    "query_string",
    [
        "",
        "variables=%7B%7D",
        "query=a&variables=1",
        "query=a&variables=%5B%5D",
        "query=a&variables=%7B",
        "query=a&variables=%7B%22a%22%3A1%2C%22a%22%3A2%7D",
        "query=a&extensions=%22a%22",
        "query=a&query=b",
        "query=%FF",
        "query=%ED%A0%80",
        "query=a%00b",
        "query=a" + "&x=1" * 200,
    ],
)
def test_what_is_not_a_graphql_request_is_a_400(client: httpx2.Client, query_string: str) -> None:
    response = client.get(f"/graphql?{query_string}")

    assert error_of(response) == (400, "BAD_REQUEST")


def test_a_mutation_is_a_405_that_allows_post(client: httpx2.Client) -> None:
    response = client.get("/graphql", params={"query": "mutation { a }"})

    assert error_of(response) == (405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "POST"


def test_a_url_longer_than_8_kib_is_a_414(client: httpx2.Client) -> None:
    short = client.get("/graphql", params={"query": "a" * 8_000})
    long = client.get("/graphql", params={"query": "a" * 8_200})

    assert short.status_code == 200
    assert error_of(long) == (414, "URI_TOO_LONG")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"accept": "application/json"},
        {"sec-fetch-mode": "cors", "user-agent": "node"},
        {**BROWSER, "sec-fetch-site": "same-origin"},
        {**BROWSER, "sec-fetch-site": "none", "cookie": "session=1"},
        {**BROWSER, "sec-fetch-site": "cross-site", "graphql-require-preflight": "1"},
        {**BROWSER, "sec-fetch-site": "cross-site", "apollo-require-preflight": "1"},
        {**BROWSER, "sec-fetch-site": "cross-site", "x-apollo-operation-name": "Feed"},
        {**BROWSER, "sec-fetch-site": "cross-site", "content-type": "application/json"},
        {**BROWSER, "sec-fetch-site": "cross-site", "origin": "https://app.example"},
    ],
)
def test_a_get_that_no_stranger_can_have_caused_runs(client: httpx2.Client, headers: dict[str, str]) -> None:
    response = client.get("/graphql?query=a", headers=headers)

    assert response.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        BROWSER,
        {**BROWSER, "sec-fetch-site": "cross-site"},
        {**BROWSER, "sec-fetch-site": "same-site"},
        {**BROWSER, "sec-fetch-site": "cross-site", "accept": "application/json"},
        {**BROWSER, "sec-fetch-site": "cross-site", "content-type": "text/plain"},
        {**BROWSER, "sec-fetch-site": "cross-site", "content-type": "application/x-www-form-urlencoded; a=b"},
        {**BROWSER, "graphql-require-preflight": ""},
        {"cookie": "session=1"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"referer": "https://evil.example/page"},
    ],
)
def test_a_get_that_a_strangers_page_can_have_caused_does_not_run(
    client: httpx2.Client, gateway: StandInGateway, headers: dict[str, str]
) -> None:
    executed = len(gateway.executed)

    response = client.get("/graphql?query=a", headers=headers)

    assert error_of(response) == (403, "CSRF_PREVENTED")
    assert len(gateway.executed) == executed
