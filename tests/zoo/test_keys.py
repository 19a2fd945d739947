"""Rows with keys of every shape are found by their ids, and foreign keys to them lead there."""

from __future__ import annotations

from typing import Any

import pytest

from gql.gateway import Gateway
from tests.zoo.answers import answer, pages

LISTS = {
    "wings": "building number label",
    "rooms": "building wingNumber number door",
    "tools": "rowId name",
    "readings": "day tick value",
    "countries": "code name",
    "ledgers": "rowId note",
    "bunks": "rowId",
    "portions": "grams",
    "keeperBadges": "text",
}


@pytest.mark.parametrize(("field", "selection"), LISTS.items())
async def test_every_id_leads_back_to_its_row(zoo_gateway: Gateway, field: str, selection: str) -> None:
    listed = await answer(zoo_gateway, f"{{ {field} {{ nodes {{ __typename id {selection} }} }} }}")
    rows = listed[field]["nodes"]
    type_name = rows[0]["__typename"]
    query = f"query Again($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename id ... on {type_name} {{ {selection} }} }} }}"

    again = await answer(zoo_gateway, query, ids=[row["id"] for row in rows])

    assert len({row["id"] for row in rows}) == len(rows)
    assert again["nodes"] == rows


@pytest.mark.parametrize("field", LISTS)
async def test_pages_end_in_the_whole_key(zoo_gateway: Gateway, field: str) -> None:
    query = f"""
      query Page($first: Int!, $after: String) {{
        {field}(first: $first, after: $after) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }}
      }}
    """
    whole = await pages(zoo_gateway, query, field, first=100)

    assert await pages(zoo_gateway, query, field, first=1) == whole
    assert await pages(zoo_gateway, query, field, first=2) == whole


async def test_relations_over_composite_keys_lead_both_ways(zoo_gateway: Gateway) -> None:
    query = """
      { wings(orderBy: [{building: DESC}, {number: ASC}]) { nodes {
          building number
          rooms(orderBy: [{number: ASC}]) {
            totalCount
            nodes {
              number door wing { building number }
              bunks(orderBy: [{rowId: ASC}]) { nodes { rowId room { door } } }
              tools(orderBy: [{name: ASC}]) { totalCount nodes { name rooms { totalCount } } }
            }
          }
      } } }
    """

    wings = (await answer(zoo_gateway, query))["wings"]["nodes"]

    wing = {"building": "Main:North", "number": 1}
    assert wings[0] == {
        **wing,
        "rooms": {
            "totalCount": 2,
            "nodes": [
                {
                    "number": "-1",
                    "door": None,
                    "wing": wing,
                    "bunks": {"nodes": []},
                    "tools": {"totalCount": 1, "nodes": [{"name": "Säge", "rooms": {"totalCount": 2}}]},
                },
                {
                    "number": "9007199254740993",
                    "door": "A",
                    "wing": wing,
                    "bunks": {
                        "nodes": [{"rowId": 1, "room": {"door": "A"}}, {"rowId": 2, "room": {"door": "A"}}],
                    },
                    "tools": {
                        "totalCount": 2,
                        "nodes": [
                            {"name": "Hammer", "rooms": {"totalCount": 1}},
                            {"name": "Säge", "rooms": {"totalCount": 2}},
                        ],
                    },
                },
            ],
        },
    }
    assert wings[1]["rooms"] == {"totalCount": 0, "nodes": []}
    assert wings[2]["building"] == 'Anb/au,"ü"'


async def test_a_composite_foreign_key_that_is_null_in_part_leads_nowhere(zoo_gateway: Gateway) -> None:
    data = await answer(zoo_gateway, "{ bunks(orderBy: [{rowId: ASC}]) { nodes { rowId room { number } } } }")

    rooms = {bunk["rowId"]: (bunk["room"] or {}).get("number") for bunk in data["bunks"]["nodes"]}
    assert rooms == {1: "9007199254740993", 2: "9007199254740993", 3: "0", 4: None, 5: None}


async def test_unique_constraints_are_ways_to_look_up(zoo_gateway: Gateway) -> None:
    query = """{
      toolByName(name: "Säge") { rowId }
      nobody: toolByName(name: "Saw") { rowId }
      roomByBuildingAndDoor(building: "Main:North", door: "A") { number }
      keeperBadgeByText(text: "head") { keeper { name } }
      feedByName(name: "Meat") { price }
      vehicleByPlate(plate: "ZOO 3") { __typename }
    }"""

    data = await answer(zoo_gateway, query)

    assert data == {
        "toolByName": {"rowId": "ffffffff-0000-4000-8000-000000000000"},
        "nobody": None,
        "roomByBuildingAndDoor": {"number": "9007199254740993"},
        "keeperBadgeByText": {"keeper": {"name": "Ada"}},
        "feedByName": {"price": 25},
        "vehicleByPlate": {"__typename": "Cart"},
    }


async def test_a_foreign_key_shows_as_the_id_of_its_target(zoo_gateway: Gateway) -> None:
    query = """{
      enclosures { nodes { keeperId substituteId keeper { id } substitute { id } } }
      keepers { nodes { mentorId mentor { id } } }
      readings { nodes { toolId tool { id } } }
      eggs { nodes { birdId bird { id } } }
    }"""

    data: dict[str, Any] = await answer(zoo_gateway, query)

    pairs = [
        ("enclosures", "keeper"),
        ("enclosures", "substitute"),
        ("keepers", "mentor"),
        ("readings", "tool"),
        ("eggs", "bird"),
    ]
    for field, relation in pairs:
        for node in data[field]["nodes"]:
            assert node[f"{relation}Id"] == (node[relation] or {}).get("id")
