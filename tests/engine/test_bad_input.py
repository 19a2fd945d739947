"""Whatever is asked, the answer is an error with a code that tells nothing of the inside, and the next operation works."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import text

from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from gql.settings import Settings
from tests.engine.conftest import fill, new_database, serving
from tests.engine.oracle import Oracle
from tests.services import REPOSITORY
from tests.zoo.data import load_zoo
from tests.zoo.models import ZooBase

INSIDE = re.compile(
    rf"{re.escape(str(REPOSITORY))}|site-packages|\.py\b|Traceback|File \"|SELECT .* FROM|sqlalchemy|asyncpg|asyncmy|sqlite3"
    r"|psycopg|127\.0\.0\.1|localhost|no such table|does not exist|doesn't exist",
    re.IGNORECASE,
)
HEALTHY = "{ keepers(first: 1) { nodes { name } } }"


def of_id(raw: str) -> str:
    return urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def keeper(global_id: str) -> str:
    return f'{{ keeper(id: "{global_id}") {{ name }} }}'


def tickets(arguments: str) -> str:
    return f"{{ tickets({arguments}) {{ nodes {{ rowId }} }} }}"


def by_filter(where: Any) -> OperationRequest:
    text = "query ($where: TicketWhere) { tickets(where: $where) { totalCount nodes { rowId } } }"
    return OperationRequest(text, None, {"where": where})


def nested(depth: int) -> dict[str, Any]:
    where: dict[str, Any] = {}
    for _ in range(depth):
        where = {"not": where}
    return where


def related(depth: int) -> dict[str, Any]:
    where: dict[str, Any] = {}
    for _ in range(depth // 2):
        where = {"booth": {"tickets": {"some": where}}}
    return where


FIRST = "query ($first: Int, $after: String) { tickets(first: $first, after: $after) { nodes { rowId } } }"
BY_NAME = "query ($name: String!) { feedByName(name: $name) { id } }"
MANY_IDS = ", ".join(f'"{of_id(f"Keeper:{number}")}"' for number in range(51))

Asked = str | OperationRequest
CASES: dict[str, tuple[Asked, str]] = {
    # the document
    "an empty text": ("", "GRAPHQL_PARSE_FAILED"),
    "half a text": ("{ keepers { nodes ", "GRAPHQL_PARSE_FAILED"),
    "a text that is no GraphQL": ("SELECT * FROM keepers", "GRAPHQL_PARSE_FAILED"),
    "a NUL in the text": ("{ keepers\x00 { totalCount } }", "GRAPHQL_PARSE_FAILED"),
    "a lone surrogate in the text": ('{ feedByName(name: "\ud800") { id } }', "GRAPHQL_PARSE_FAILED"),
    "an escaped lone surrogate": ('{ feedByName(name: "\\ud800") { id } }', "GRAPHQL_PARSE_FAILED"),
    "an unknown field": ("{ keepers { nodes { nmae } } }", "GRAPHQL_VALIDATION_FAILED"),
    "an unknown type": ("{ node(id: 1) { ... on Nobody { id } } }", "GRAPHQL_VALIDATION_FAILED"),
    "an unknown argument": (tickets("frist: 1"), "GRAPHQL_VALIDATION_FAILED"),
    "an argument of another type": (tickets('first: "1"'), "GRAPHQL_VALIDATION_FAILED"),
    "an integer beyond 32 bits": (tickets("first: 4294967296"), "GRAPHQL_VALIDATION_FAILED"),
    "an undefined variable": (tickets("first: $first"), "GRAPHQL_VALIDATION_FAILED"),
    "a fragment that spreads itself": (
        "{ keepers { ...F } } fragment F on KeeperConnection { totalCount ...F }",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "no fields of an object": ("{ keepers }", "GRAPHQL_VALIDATION_FAILED"),
    "an operation that the schema has not": ("mutation { createKeeper { id } }", "GRAPHQL_VALIDATION_FAILED"),
    "a subscription": ("subscription { keeperChanged { id } }", "GRAPHQL_VALIDATION_FAILED"),
    "two operations and no name": ("query A { __typename } query B { __typename }", "OPERATION_RESOLUTION_FAILURE"),
    "an operation of another name": (OperationRequest("query A { __typename }", "B"), "OPERATION_RESOLUTION_FAILURE"),
    "only a fragment": ("fragment F on Keeper { id }", "GRAPHQL_VALIDATION_FAILED"),
    # its size
    "a text that is too long": ("{ __typename } #" + "x" * 200_000, "LIMIT_EXCEEDED"),
    "too many tokens": ("{ " + "a " * 5_000 + "}", "LIMIT_EXCEEDED"),
    "too deep": ("{ keepers { nodes " + "{ mentor " * 20 + "{ name }" + " }" * 22, "LIMIT_EXCEEDED"),
    "deeper than any stack": ("{ a " * 900 + "}" * 900, "LIMIT_EXCEEDED"),
    "too many aliases": ("{ keepers { " + " ".join(f"a{n}: totalCount" for n in range(40)) + " } }", "LIMIT_EXCEEDED"),
    "too many root fields": ("{ " + " ".join(["__typename"] * 30) + " }", "LIMIT_EXCEEDED"),
    "fragments that explode": (
        "{ keepers { nodes { ...F0 } } } "
        + " ".join(f"fragment F{n} on Keeper {{ ...F{n + 1} ...F{n + 1} }}" for n in range(30))
        + " fragment F30 on Keeper { id }",
        "LIMIT_EXCEEDED",
    ),
    # variables
    "a variable of another type": (OperationRequest(FIRST, None, {"first": "1"}), "BAD_USER_INPUT"),
    "a variable beyond 32 bits": (OperationRequest(FIRST, None, {"first": 2**40}), "BAD_USER_INPUT"),
    "a variable that is no integer": (OperationRequest(FIRST, None, {"first": 1.5}), "BAD_USER_INPUT"),
    "a list for a scalar": (OperationRequest(FIRST, None, {"after": ["x"]}), "BAD_USER_INPUT"),
    "a missing variable": (OperationRequest(BY_NAME, None, {}), "BAD_USER_INPUT"),
    "null for what may not be null": (OperationRequest(BY_NAME, None, {"name": None}), "BAD_USER_INPUT"),
    "a NUL in a variable": (OperationRequest(BY_NAME, None, {"name": "a\x00b"}), "BAD_USER_INPUT"),
    "a lone surrogate in a variable": (OperationRequest(BY_NAME, None, {"name": "\udfff"}), "BAD_USER_INPUT"),
    "a NUL in an id": (
        OperationRequest("query ($id: ID!) { keeper(id: $id) { id } }", None, {"id": "\x00"}),
        "INVALID_ID",
    ),
    "a surrogate in an id": (
        OperationRequest("query ($id: ID!) { node(id: $id) { id } }", None, {"id": "\ud800"}),
        "INVALID_ID",
    ),
    "a surrogate in a cursor": (OperationRequest(FIRST, None, {"after": "\ud800"}), "INVALID_CURSOR"),
    "an order of nothing": (tickets("orderBy: [{}]"), "GRAPHQL_VALIDATION_FAILED"),
    "an order of two at once": (tickets("orderBy: [{rank: ASC, note: ASC}]"), "GRAPHQL_VALIDATION_FAILED"),
    "an order of null": (tickets("orderBy: [{rank: null}]"), "GRAPHQL_VALIDATION_FAILED"),
    "an order of null in a variable": (
        OperationRequest(
            "query ($o: [TicketOrderBy!]) { tickets(orderBy: $o) { totalCount } }", None, {"o": [{"rank": None}]}
        ),
        "BAD_USER_INPUT",
    ),
    "an order without end": (tickets(f"orderBy: [{'{rank: ASC}, ' * 11}]"), "BAD_USER_INPUT"),
    # filters
    "an unknown operator": (tickets("where: {rank: {about: 1}}"), "GRAPHQL_VALIDATION_FAILED"),
    "a regular expression": (tickets('where: {note: {regex: "(a+)+$"}}'), "GRAPHQL_VALIDATION_FAILED"),
    "an unknown attribute in a filter": (by_filter({"nothing": {"eq": 1}}), "BAD_USER_INPUT"),
    "a filter of null": (tickets("where: null"), "BAD_USER_INPUT"),
    "a filter of null in a variable": (by_filter(None), "BAD_USER_INPUT"),
    "a null operand": (by_filter({"rank": {"eq": None}}), "BAD_USER_INPUT"),
    "a null among operands": (by_filter({"rank": {"in": [1, None]}}), "BAD_USER_INPUT"),
    "a null attribute in a filter": (by_filter({"rank": None}), "BAD_USER_INPUT"),
    "a null combination": (by_filter({"not": None}), "BAD_USER_INPUT"),
    "a null relation in a filter": (by_filter({"booth": None}), "BAD_USER_INPUT"),
    "a null number of rows": (by_filter({"labels": {"aggregate": {"count": {"gt": None}}}}), "BAD_USER_INPUT"),
    "an operand beyond 32 bits": (by_filter({"rank": {"lt": 2**31}}), "BAD_USER_INPUT"),
    "an operand of another type": (by_filter({"rank": {"lt": "1"}}), "BAD_USER_INPUT"),
    "a NUL in an operand": (by_filter({"note": {"contains": "\x00"}}), "BAD_USER_INPUT"),
    "a lone surrogate in an operand": (by_filter({"note": {"in": ["\udfff"]}}), "BAD_USER_INPUT"),
    "a pattern that is too long": (by_filter({"note": {"like": "%a" * 5_001}}), "BAD_USER_INPUT"),
    "no id in a filter": (by_filter({"id": {"eq": "x"}}), "INVALID_ID"),
    "an id of another type in a filter": (by_filter({"id": {"in": [of_id("Keeper:1")]}}), "INVALID_ID"),
    "a filter without end": (by_filter(nested(13)), "BAD_USER_INPUT"),
    "a filter deeper than any stack": (by_filter(nested(20_000)), "BAD_USER_INPUT"),
    "a text of a filter without end": (tickets(f"where: {'{not: ' * 400}{{}}{'}' * 400}"), "LIMIT_EXCEEDED"),
    "more relations within one another than a database takes": (by_filter(related(13)), "BAD_USER_INPUT"),
    "more objects than may be": (by_filter({"or": [{}] * 300}), "BAD_USER_INPUT"),
    "more conditions than may be": (by_filter({"or": [{"rank": {"eq": 1, "gt": 0}}] * 150}), "BAD_USER_INPUT"),
    "more relations than may be": (by_filter({"or": [{"booth": {}}] * 51}), "BAD_USER_INPUT"),
    "more operands than may be": (by_filter({"rank": {"in": list(range(10_001))}}), "BAD_USER_INPUT"),
    # ids
    "an empty id": (keeper(""), "INVALID_ID"),
    "an id that is no id": (keeper("not an id"), "INVALID_ID"),
    "an id cut short": (keeper(of_id("Keeper:1")[:-1]), "INVALID_ID"),
    "an id of an unknown type": (keeper(of_id("Nobody:1")), "INVALID_ID"),
    "an id of another type": (keeper(of_id("Booth:1")), "INVALID_ID"),
    "an id whose key is no number": (keeper(of_id("Keeper:one")), "INVALID_ID"),
    "an id spelled otherwise": (keeper(of_id("Keeper:01")), "INVALID_ID"),
    "an id beyond the column": (keeper(of_id("Keeper:99999999999999999999")), "INVALID_ID"),
    "an id of a megabyte": (keeper("A" * 90_000), "INVALID_ID"),
    "an id of too few parts": (keeper(of_id('Wing:["x"]')), "INVALID_ID"),
    "more ids than may be": (f"{{ nodes(ids: [{MANY_IDS}]) {{ id }} }}", "BAD_USER_INPUT"),
    # pages
    "a negative first": (tickets("first: -1"), "BAD_USER_INPUT"),
    "a first above the maximum": (tickets("first: 101"), "BAD_USER_INPUT"),
    "first with last": (tickets("first: 1, last: 1"), "BAD_USER_INPUT"),
    "a negative last": (tickets("last: -2147483648"), "BAD_USER_INPUT"),
    "an offset beyond the maximum": (tickets("offset: 2147483647"), "BAD_USER_INPUT"),
    "a forged cursor": (tickets('after: "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRo"'), "INVALID_CURSOR"),
    "an empty cursor": (tickets('after: ""'), "INVALID_CURSOR"),
    "a cursor that is no base64": (tickets('before: "?", last: 1'), "INVALID_CURSOR"),
    "a cursor of a megabyte": (tickets(f'after: "{"A" * 90_000}"'), "INVALID_CURSOR"),
}


async def answer(gateway: Gateway, request: Asked) -> dict[str, Any]:
    """The body, after a look at it that no error may fail."""
    response = await gateway.execute(request)
    body: dict[str, Any] = orjson.loads(response.body)
    for error in body.get("errors", ()):
        assert INSIDE.search(error["message"]) is None, error["message"]
        assert error["extensions"]["code"]
        assert set(error) <= {"message", "locations", "path", "extensions"}
    return body


def codes(body: dict[str, Any]) -> set[str]:
    return {error["extensions"]["code"] for error in body.get("errors", ())}


@pytest.mark.parametrize("name", CASES)
async def test_bad_input_is_an_error_with_a_code(zoo_by_default: Gateway, name: str) -> None:
    request, code = CASES[name]

    body = await answer(zoo_by_default, request)
    healthy = await answer(zoo_by_default, HEALTHY)

    assert {code} == codes(body), body
    assert healthy["data"] == {"keepers": {"nodes": [{"name": "Ada"}]}}


@pytest.fixture(scope="module")
async def zoo_by_default(zoo_url: str) -> Any:
    """A gateway with the limits that people get."""
    async with serving(ZooBase, zoo_url, **DEFAULT_LIMITS) as gateway:
        yield gateway


DEFAULT_LIMITS = {
    name: Settings.model_fields[name].default
    for name in ("max_aliases", "max_directives", "max_tokens", "max_depth", "max_root_fields")
}


async def test_a_cursor_is_bound_to_its_list_and_order(zoo: Oracle) -> None:
    first = await zoo.compare("{ tickets(first: 1, orderBy: [{rank: ASC}]) { pageInfo { endCursor } } }")
    cursor = first.data["tickets"]["pageInfo"]["endCursor"]

    for arguments in (
        f'after: "{cursor}"',
        f'after: "{cursor}", orderBy: [{{rank: DESC}}]',
        f'after: "{cursor}", orderBy: [{{points: ASC}}]',
        f'after: "{cursor[:-1]}", orderBy: [{{rank: ASC}}]',
        f'after: "{cursor}A", orderBy: [{{rank: ASC}}]',
        f'after: "{cursor}=", orderBy: [{{rank: ASC}}]',
        f'after: "{cursor[:20]}{"A" if cursor[20] != "A" else "B"}{cursor[21:]}", orderBy: [{{rank: ASC}}]',
    ):
        outcome = await zoo.compare(tickets(arguments))
        assert {"INVALID_CURSOR"} == outcome.codes, arguments
    other_list = await zoo.compare(
        f'{{ booths {{ nodes {{ tickets(after: "{cursor}", orderBy: [{{rank: ASC}}]) {{ totalCount }} }} }} }}'
    )
    same = await zoo.compare(tickets(f'after: "{cursor}", orderBy: [{{rank: ASC}}]'))

    assert {"INVALID_CURSOR"} == other_list.codes
    assert set() == same.codes


async def test_cursors_of_another_secret_are_refused(zoo_url: str) -> None:
    query = "query ($after: String) { tickets(first: 1, after: $after) { pageInfo { endCursor } } }"
    async with serving(ZooBase, zoo_url, secret_key="first-secret-of-the-two") as one:
        cursor = (await answer(one, query))["data"]["tickets"]["pageInfo"]["endCursor"]
    async with serving(ZooBase, zoo_url, secret_key="second-secret-of-the-two") as other:
        body = await answer(other, OperationRequest(query, None, {"after": cursor}))

    assert {"INVALID_CURSOR"} == codes(body)


@pytest.mark.parametrize(
    "where",
    [
        {"rank": {"in": list(range(10_000))}},
        {"note": {"nin": [str(number) for number in range(10_000)]}},
        {"id": {"in": [of_id(f"Ticket:{number}") for number in range(10_000)]}},
        {"note": {"contains": "*[%_/" * 2_000}},
        {"note": {"iLike": "🦁" * 10_000}},
        {"or": [{"rank": {"eq": number}} for number in range(199)]},
        {"or": [{"booth": {"name": {"eq": str(number)}}} for number in range(50)]},
        nested(11),
        {"not": {"or": [{"not": related(4)}]}},
    ],
    ids=["integers", "texts", "ids", "wildcards", "lions", "conditions", "relations", "negations", "depths"],
)
async def test_the_largest_filters_are_answered(zoo: Oracle, where: dict[str, Any]) -> None:
    request = by_filter(where)

    outcome = await zoo.compare(request.query, request.variables)

    assert set() == outcome.codes


async def test_an_operand_that_its_column_cannot_hold_is_bad_input(shop: Oracle) -> None:
    refused = await shop.compare('{ users(where: {email: {eq: "no address"}}) { totalCount } }')
    sought = await shop.compare('{ users(where: {email: {startsWith: "ada@"}}) { totalCount } }')

    assert {"BAD_USER_INPUT"} == refused.codes
    assert {"users": {"totalCount": 1}} == sought.data


async def test_a_value_that_a_type_refuses_is_bad_input(shop: Oracle) -> None:
    outcome = await shop.compare(
        '{ userByEmail(email: "no address") { id } a: userByEmail(email: "ADA@example.org") { username } }'
    )

    assert {"BAD_USER_INPUT"} == outcome.codes
    assert {"userByEmail": None, "a": {"username": "ada"}} == outcome.data


DOWN = {
    "sqlite": "sqlite+aiosqlite:////nonexistent/folder/zoo.sqlite",
    "postgresql": "postgresql+asyncpg://nobody@127.0.0.1:1/nowhere",
    "mariadb": "mysql+asyncmy://nobody@127.0.0.1:1/nowhere",
}


async def test_a_database_that_is_down_is_an_error_with_a_code(kind: str) -> None:
    async with serving(ZooBase, DOWN[kind]) as gateway:
        by_plan = await answer(gateway, HEALTHY)
        result = await gateway.schema.execute(HEALTHY, context_value=gateway.context())
        without_rows = await answer(gateway, "{ __typename }")
        readiness = await gateway.readiness()

    assert {"DATABASE_UNAVAILABLE"} == codes(by_plan)
    assert result.errors
    assert {"data": {"__typename": "Query"}} == {"data": without_rows["data"]}
    assert not readiness.ready


async def test_tables_that_are_missing_mean_a_pending_migration(kind: str, tmp_path: Path) -> None:
    with new_database(kind, tmp_path) as url:
        async with serving(ZooBase, url) as gateway:
            before = await answer(gateway, HEALTHY)
            await fill(url, load_zoo)
            after = await answer(gateway, HEALTHY)

    assert {"MIGRATION_PENDING"} == codes(before)
    assert set() == codes(after)


async def test_a_column_that_is_missing_means_a_pending_migration(kind: str, tmp_path: Path) -> None:
    with new_database(kind, tmp_path) as url:
        await fill(url, load_zoo)
        async with serving(ZooBase, url) as gateway:
            assert gateway.database is not None
            async with gateway.database.engine.begin() as connection:
                await connection.execute(text("ALTER TABLE exhibits DROP COLUMN subtitle"))
            body = await answer(gateway, "{ exhibits { nodes { subtitle } } }")
            others = await answer(gateway, "{ exhibits { nodes { title } } }")

    assert {"MIGRATION_PENDING"} == codes(body)
    assert set() == codes(others)


KILL_ALL = {
    "postgresql": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()",
}


@pytest.mark.postgresql
async def test_connections_that_the_database_dropped_are_replaced_unnoticed(tmp_path: Path) -> None:
    with new_database("postgresql", tmp_path) as url:
        await fill(url, load_zoo)
        async with serving(ZooBase, url) as gateway, serving(ZooBase, url) as killer:
            nested = "{ keepers(first: 1) { nodes { name mentor { name } } } }"
            assert killer.database is not None
            for query in (HEALTHY, nested):
                before = await answer(gateway, query)
                async with killer.database.engine.connect() as connection:
                    await connection.execute(text(KILL_ALL["postgresql"]))
                assert before == await answer(gateway, query)
