"""Every value of every type arrives at the client as it is stored, on every database.

The expected JSON is written down here, not computed by the code under test.
"""

from __future__ import annotations

import base64
from typing import Any

import pytest

from gql.gateway import Gateway
from tests.zoo.answers import answer, pages

FIELDS = (
    "rowId name essay flag small number big ratio price tiny balance day clock instant localMoment duration payload photo "
    "token colour size mood level code words wordSet numbers"
)

EXPECTED: dict[int, dict[str, Any]] = {
    1: {},
    2: {
        "name": "plain",
        "essay": "long " * 50,
        "flag": True,
        "small": 7,
        "number": 42,
        "big": "1000",
        "ratio": 0.5,
        "price": "19.90",
        "tiny": "0.100000000",
        "balance": "12.34",
        "day": "2024-02-29",
        "clock": "12:30:00",
        "instant": "2024-05-01T12:30:00Z",
        "localMoment": "2024-05-01T12:30:00Z",
        "duration": "P1DT2H",
        "payload": {"a": [1, 2.5, None, True, "x"], "ü": {"deep": {}}},
        "photo": "AAH/",
        "token": "12345678-1234-5678-1234-567812345678",
        "colour": "GREEN",
        "size": "MEDIUM",
        "mood": "so_so",
        "level": "HIGH",
        "code": "ABC",
        "words": ["one", "", "ü"],
        "wordSet": ["a", "b"],
        "numbers": [3, 1, 2],
    },
    3: {
        "name": "",
        "essay": "",
        "flag": False,
        "small": 32767,
        "number": 2147483647,
        "big": "9223372036854775807",
        "ratio": 1.7976931348623157e308,
        "price": "9999999999.99",
        "tiny": "0.000000001",
        "balance": "90071992547409.93",
        "day": "9999-12-31",
        "clock": "23:59:59.999999",
        "instant": "9999-12-31T23:59:59.999998Z",
        "localMoment": "9999-12-31T23:59:59.999998Z",
        "duration": "P3650DT1S",
        "payload": [],
        "photo": "",
        "token": "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "colour": "BLUE",
        "size": "LARGE",
        "mood": "_100_bad",
        "level": "LOW",
        "code": "",
        "words": [],
        "wordSet": [],
        "numbers": [],
    },
    4: {
        "name": "🦁 'quoted' \"twice\" \\ % _ \n\t",
        "essay": "日本語",
        "flag": False,
        "small": -32768,
        "number": -2147483648,
        "big": "-9223372036854775808",
        "ratio": -5e-324,
        "price": "-0.01",
        "tiny": "-99999.999999999",
        "balance": "-0.01",
        "day": "1000-01-01",
        "clock": "00:00:00",
        "instant": "1000-01-01T00:00:00.000001Z",
        "localMoment": "1969-12-31T23:59:59.999999Z",
        "duration": "-PT1S",
        "payload": "text",
        "photo": base64.b64encode(bytes(range(256))).decode(),
        "token": "00000000-0000-0000-0000-000000000000",
        "colour": "RED",
        "size": "SMALL",
        "mood": "good",
        "level": "LOW",
        "code": "ÄÖ",
        "words": ["🦁"],
        "wordSet": ["a b", "🦁"],
        "numbers": [-2147483648, 0, 2147483647],
    },
    5: {
        "name": "plain",
        "big": "9007199254740993",
        "ratio": 0.1,
        "price": "0.00",
        "tiny": "0.000000000",
        "instant": "1970-01-01T00:00:00Z",
        "duration": "PT0S",
        "payload": 0,
        "colour": "RED",
    },
}


async def test_every_value_of_every_type_arrives_exactly(zoo_gateway: Gateway) -> None:
    data = await answer(zoo_gateway, f"{{ specimens(orderBy: [{{rowId: ASC}}]) {{ nodes {{ {FIELDS} }} }} }}")

    nodes = {node["rowId"]: node for node in data["specimens"]["nodes"]}
    assert list(nodes) == list(EXPECTED)
    for row_id, expected in EXPECTED.items():
        assert nodes[row_id] == dict.fromkeys(FIELDS.split()) | {"rowId": row_id} | expected


ORDERABLE = (
    "name essay flag small number big ratio price tiny balance day clock instant localMoment duration token colour size mood "
    "level code"
).split()


@pytest.mark.parametrize("field", ORDERABLE)
async def test_pages_ordered_by_any_type_join_to_the_list(zoo_gateway: Gateway, field: str) -> None:
    for direction, nulls_come_first in {
        "ASC": False,
        "DESC": True,
        "ASC_NULLS_FIRST": True,
        "DESC_NULLS_LAST": False,
    }.items():
        query = f"""
          query Page($first: Int!, $after: String) {{
            specimens(first: $first, after: $after, orderBy: [{{{field}: {direction}}}]) {{
              nodes {{ rowId {field} }} pageInfo {{ hasNextPage endCursor }}
            }}
          }}
        """
        whole = (await answer(zoo_gateway, query, first=100))["specimens"]["nodes"]

        by_one = await pages(zoo_gateway, query, "specimens", first=1)

        assert by_one == whole
        assert sorted(node["rowId"] for node in whole) == [1, 2, 3, 4, 5]
        nulls = [node[field] is None for node in whole]
        assert nulls == sorted(nulls, reverse=nulls_come_first)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("big", [4, 2, 5, 3]),
        ("ratio", [4, 5, 2, 3]),
        ("tiny", [4, 5, 3, 2]),
        ("price", [4, 5, 2, 3]),
        ("instant", [4, 5, 2, 3]),
        ("localMoment", [4, 2, 3]),
        ("clock", [4, 2, 3]),
        ("duration", [4, 5, 2, 3]),
        ("size", [4, 2, 3]),
        ("mood", [4, 2, 3]),
        ("level", [3, 4, 2]),
    ],
)
async def test_values_sort_as_what_they_mean(zoo_gateway: Gateway, field: str, expected: list[int]) -> None:
    data = await answer(zoo_gateway, f"{{ specimens(orderBy: [{{{field}: ASC}}]) {{ nodes {{ rowId {field} }} }} }}")

    found = [node["rowId"] for node in data["specimens"]["nodes"] if node[field] is not None]
    assert found == expected
