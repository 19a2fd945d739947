"""Attributes that are not plain columns, and names that mean something elsewhere, are fields like any other."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gql.gateway import Gateway
from tests.zoo.answers import answer, pages, respond


async def test_hybrids_column_properties_composites_and_synonyms_are_fields(zoo_gateway: Gateway) -> None:
    query = """
      { exhibits(orderBy: [{rowId: ASC}]) { nodes {
          title heading shouted signCount visitors label subtitleLength position { x y } exitAt { x y }
          signs(orderBy: [{rowId: ASC}]) { nodes { text exhibit { signCount } } }
      } } }
    """

    exhibits = (await answer(zoo_gateway, query))["exhibits"]["nodes"]

    assert exhibits[0] == {
        "title": "Fossils", "heading": "Fossils", "shouted": "FOSSILS", "signCount": 2, "visitors": 5,
        "label": "Fossils", "subtitleLength": None, "position": {"x": 1, "y": -2}, "exitAt": None,
        "signs": {
            "nodes": [{"text": "Do not touch", "exhibit": {"signCount": 2}}, {"text": "", "exhibit": {"signCount": 2}}]
        },
    }  # fmt: skip
    assert {**exhibits[1], "shouted": None, "label": None} == {
        "title": "Straße", "heading": "Straße", "shouted": None, "signCount": 0, "visitors": 0,
        "label": None, "subtitleLength": 9, "position": {"x": 0, "y": 0}, "exitAt": {"x": 5, "y": 6},
        "signs": {"nodes": []},
    }  # fmt: skip


@pytest.mark.parametrize("field", ["shouted", "signCount", "visitors", "label", "subtitleLength", "heading"])
async def test_expressions_sort_and_page_in_sql(zoo_gateway: Gateway, field: str) -> None:
    query = f"""
      query Page($first: Int!, $after: String) {{
        exhibits(first: $first, after: $after, orderBy: [{{{field}: DESC}}]) {{
          nodes {{ rowId {field} }} pageInfo {{ hasNextPage endCursor }}
        }}
      }}
    """
    whole = await pages(zoo_gateway, query, "exhibits", first=10)

    by_one = await pages(zoo_gateway, query, "exhibits", first=1)

    assert by_one == whole
    values = [node[field] for node in whole if node[field] is not None]
    assert values == sorted(values, reverse=True)


async def test_reserved_words_are_fields(zoo_gateway: Gateway) -> None:
    query = """
      { selects(orderBy: [{class: ASC}, {order: DESC}]) { nodes {
          class from type order group select typename true null first after cursor node edges self info values keys
          withPercent withQuote withColon
      } } }
    """

    rows = (await answer(zoo_gateway, query))["selects"]["nodes"]

    assert rows[0] == {
        "class": "class", "from": "from", "type": "type", "order": 1, "group": 2, "select": 3, "typename": "typename",
        "true": True, "null": 0, "first": 4, "after": "after", "cursor": "cursor", "node": "node", "edges": 5, "self": 6,
        "info": "info", "values": 7, "keys": 8, "withPercent": 9, "withQuote": 10, "withColon": 11,
    }  # fmt: skip
    assert rows[1] == dict.fromkeys(rows[0])


async def test_what_is_hidden_or_secret_is_not_in_the_schema(zoo_gateway: Gateway) -> None:
    data = (await respond(zoo_gateway, '{ __type(name: "Select") { fields { name } } }'))["data"]

    fields = {field["name"] for field in data["__type"]["fields"]}
    assert "class" in fields
    assert fields.isdisjoint({"secretPlan", "passwordHash"})
    assert "secretPlan" not in zoo_gateway.schema.as_str()


async def test_a_model_named_like_a_built_in_type_is_a_record(zoo_gateway: Gateway) -> None:
    query = """
      { stringRecords(orderBy: [{length: DESC}]) {
          nodes { __typename length query { __typename text strings { totalCount } } }
      } }
    """

    data = await answer(zoo_gateway, query)

    assert data["stringRecords"]["nodes"] == [
        {
            "__typename": "StringRecord",
            "length": 3,
            "query": {"__typename": "QueryRecord", "text": "Why?", "strings": {"totalCount": 1}},
        },
        {"__typename": "StringRecord", "length": 0, "query": None},
    ]


async def test_names_beyond_ascii_have_an_ascii_form(zoo_gateway: Gateway) -> None:
    schema: Any = (await respond(zoo_gateway, '{ __type(name: "Grosse") { fields { name } } }'))["data"]
    name = next(field["name"] for field in schema["__type"]["fields"] if field["name"].startswith("u540"))

    data = await answer(zoo_gateway, f"{{ grosses(orderBy: [{{rowId: ASC}}]) {{ nodes {{ strasse {name} }} }} }}")

    assert json.dumps(data).isascii()
    assert data["grosses"]["nodes"] == [{"strasse": "Hauptstraße", name: "名前"}, {"strasse": None, name: None}]
