"""Rows of a hierarchy have the type of their class, whatever way the classes are stored."""

from __future__ import annotations

import pytest

from gql.gateway import Gateway
from tests.zoo.answers import answer, pages


async def test_joined_tables_answer_with_the_fields_of_each_class(zoo_gateway: Gateway) -> None:
    query = """
      { animals(orderBy: [{rowId: ASC}]) { totalCount nodes {
          __typename rowId name kind mother { __typename name }
          ... on Mammal { fur }
          ... on Lion { mane rival { name } }
          ... on Bird { wingspan nameOfSong eggs(orderBy: [{rowId: ASC}]) { totalCount nodes { grams bird { name } } } }
      } } }
    """

    animals = (await answer(zoo_gateway, query))["animals"]

    assert animals["totalCount"] == 6
    assert animals["nodes"] == [
        {"__typename": "PlainAnimal", "rowId": 1, "name": "Something", "kind": "animal", "mother": None},
        {
            "__typename": "Lion", "rowId": 2, "name": "Leo", "kind": "lion", "mother": None,
            "fur": "yellow", "mane": True, "rival": None,
        },
        {
            "__typename": "Lion", "rowId": 3, "name": "Cub", "kind": "lion",
            "mother": {"__typename": "Lion", "name": "Leo"}, "fur": None, "mane": False, "rival": {"name": "Leo"},
        },
        {
            "__typename": "Bird", "rowId": 4, "name": "Dove", "kind": "bird", "mother": None,
            "wingspan": 0.5, "nameOfSong": "coo",
            "eggs": {
                "totalCount": 2,
                "nodes": [{"grams": 20, "bird": {"name": "Dove"}}, {"grams": None, "bird": {"name": "Dove"}}],
            },
        },
        {
            "__typename": "Bird", "rowId": 5, "name": "Wren", "kind": "bird",
            "mother": {"__typename": "Bird", "name": "Dove"}, "wingspan": None, "nameOfSong": None,
            "eggs": {"totalCount": 0, "nodes": []},
        },
        {"__typename": "Bat", "rowId": 6, "name": "Zubat", "kind": "bat", "mother": None, "fur": "black"},
    ]  # fmt: skip


async def test_a_list_of_a_subclass_has_its_rows_alone(zoo_gateway: Gateway) -> None:
    query = """{
      mammals(orderBy: [{fur: ASC}]) { totalCount nodes { __typename name fur } }
      lions(orderBy: [{mane: DESC}, {name: ASC}]) { totalCount nodes { name mane } }
      bats { nodes { name enclosure { name animals { totalCount } } } }
      birds(orderBy: [{wingspan: ASC}]) { nodes { name } }
    }"""

    data = await answer(zoo_gateway, query)

    assert data["mammals"] == {
        "totalCount": 3,
        "nodes": [
            {"__typename": "Bat", "name": "Zubat", "fur": "black"},
            {"__typename": "Lion", "name": "Leo", "fur": "yellow"},
            {"__typename": "Lion", "name": "Cub", "fur": None},
        ],
    }
    assert data["lions"] == {"totalCount": 2, "nodes": [{"name": "Leo", "mane": True}, {"name": "Cub", "mane": False}]}
    assert data["bats"]["nodes"] == [{"name": "Zubat", "enclosure": {"name": "Cave", "animals": {"totalCount": 1}}}]
    assert data["birds"]["nodes"] == [{"name": "Dove"}, {"name": "Wren"}]


async def test_a_relation_to_a_base_gives_each_row_its_type(zoo_gateway: Gateway) -> None:
    query = """
      { enclosures(orderBy: [{rowId: ASC}]) { nodes {
          name animals(orderBy: [{rowId: ASC}]) { nodes { __typename name ... on Lion { mane } ... on Bird { nameOfSong } } }
      } } }
    """

    enclosures = {
        node["name"]: node["animals"]["nodes"] for node in (await answer(zoo_gateway, query))["enclosures"]["nodes"]
    }

    assert enclosures == {
        "Savanna": [
            {"__typename": "Lion", "name": "Leo", "mane": True},
            {"__typename": "Lion", "name": "Cub", "mane": False},
        ],
        "Cave": [{"__typename": "Bat", "name": "Zubat"}],
        "Aviary": [
            {"__typename": "Bird", "name": "Dove", "nameOfSong": "coo"},
            {"__typename": "Bird", "name": "Wren", "nameOfSong": None},
        ],
        "Empty": [],
    }


async def test_one_table_answers_with_the_fields_of_each_class(zoo_gateway: Gateway) -> None:
    query = """
      { vehicles(orderBy: [{rowId: ASC}]) { nodes {
          __typename kind plate ... on Truck { load driver { name trucks { totalCount } } } ... on Cart { wheels }
        } }
        trucks(orderBy: [{load: ASC}]) { totalCount nodes { plate kind } }
        carts { nodes { plate } }
      }
    """

    data = await answer(zoo_gateway, query)

    assert data["vehicles"]["nodes"] == [
        {
            "__typename": "Truck", "kind": "TRUCK", "plate": "ZOO 1", "load": 7500,
            "driver": {"name": "Ada", "trucks": {"totalCount": 1}},
        },
        {"__typename": "Truck", "kind": "TRUCK", "plate": "ZOO 2", "load": None, "driver": None},
        {"__typename": "Cart", "kind": "CART", "plate": "ZOO 3", "wheels": 4},
    ]  # fmt: skip
    assert data["trucks"] == {
        "totalCount": 2,
        "nodes": [{"plate": "ZOO 1", "kind": "TRUCK"}, {"plate": "ZOO 2", "kind": "TRUCK"}],
    }
    assert data["carts"]["nodes"] == [{"plate": "ZOO 3"}]


async def test_concrete_tables_answer_together_and_alone(zoo_gateway: Gateway) -> None:
    query = """{
      structures(orderBy: [{name: ASC}]) { totalCount nodes {
        __typename rowId name ... on Tower { height } ... on Bridge { span }
      } }
      towers(orderBy: [{rowId: ASC}]) { totalCount nodes { __typename name height } }
      bridges { nodes { name span } }
    }"""

    data = await answer(zoo_gateway, query)

    assert data["structures"] == {
        "totalCount": 4,
        "nodes": [
            {"__typename": "PlainStructure", "rowId": 1, "name": "Fence"},
            {"__typename": "Tower", "rowId": 1, "name": "Keep", "height": 30},
            {"__typename": "Tower", "rowId": 2, "name": "Mast", "height": None},
            {"__typename": "Bridge", "rowId": 1, "name": "Plank", "span": 3},
        ],
    }
    assert data["towers"]["nodes"] == [
        {"__typename": "Tower", "name": "Keep", "height": 30},
        {"__typename": "Tower", "name": "Mast", "height": None},
    ]
    assert data["bridges"]["nodes"] == [{"name": "Plank", "span": 3}]


@pytest.mark.parametrize("field", ["animals", "vehicles", "structures", "mammals"])
async def test_pages_of_a_hierarchy_join_to_the_list(zoo_gateway: Gateway, field: str) -> None:
    query = f"""
      query Page($first: Int!, $after: String) {{
        {field}(first: $first, after: $after) {{ nodes {{ __typename id }} pageInfo {{ hasNextPage endCursor }} }}
      }}
    """
    whole = await pages(zoo_gateway, query, field, first=100)

    assert await pages(zoo_gateway, query, field, first=1) == whole
    assert len({node["id"] for node in whole}) == len(whole)


@pytest.mark.parametrize(
    ("field", "single"), [("animals", "animal"), ("vehicles", "vehicle"), ("structures", "structure")]
)
async def test_ids_of_a_hierarchy_lead_to_the_row_and_its_type(zoo_gateway: Gateway, field: str, single: str) -> None:
    nodes = (await answer(zoo_gateway, f"{{ {field} {{ nodes {{ __typename id }} }} }}"))[field]["nodes"]

    again = await answer(
        zoo_gateway,
        "query Again($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }",
        ids=[node["id"] for node in nodes],
    )
    alone = [
        (await answer(zoo_gateway, f"query One($id: ID!) {{ {single}(id: $id) {{ __typename id }} }}", id=node["id"]))[
            single
        ]
        for node in nodes
    ]

    assert again["nodes"] == nodes
    assert alone == nodes
