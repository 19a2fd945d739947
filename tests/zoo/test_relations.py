"""Relations of every kind answer with the rows that they should, paged per parent."""

from __future__ import annotations

from typing import Any

from gql.gateway import Gateway
from tests.zoo.answers import answer, respond


async def keepers(gateway: Gateway, selection: str) -> dict[int, Any]:
    data = await answer(gateway, f"{{ keepers(orderBy: [{{rowId: ASC}}]) {{ nodes {{ rowId {selection} }} }} }}")
    return {node.pop("rowId"): node for node in data["keepers"]["nodes"]}


def names(connection: Any) -> list[str]:
    return [node["name"] for node in connection["nodes"]]


async def test_two_foreign_keys_to_one_target_are_two_relations(zoo_gateway: Gateway) -> None:
    found = await keepers(
        zoo_gateway,
        "enclosures(orderBy: [{rowId: ASC}]) { totalCount nodes { name } } "
        "substituted(orderBy: [{rowId: ASC}]) { totalCount nodes { name } }",
    )

    assert [names(keeper["enclosures"]) for keeper in found.values()] == [
        ["Savanna", "Aviary"], ["Cave"], [], ["Empty"], [],
    ]  # fmt: skip
    assert [names(keeper["substituted"]) for keeper in found.values()] == [["Empty"], ["Savanna", "Cave"], [], [], []]
    assert [keeper["enclosures"]["totalCount"] for keeper in found.values()] == [2, 1, 0, 1, 0]


async def test_a_tree_is_walked_up_and_down(zoo_gateway: Gateway) -> None:
    found = await keepers(
        zoo_gateway,
        "mentor { name mentor { name } } apprentices(orderBy: [{rowId: ASC}]) { nodes { rowId apprentices { nodes { name } } } }",
    )

    assert found[3]["mentor"] == {"name": "Ben", "mentor": {"name": "Ada"}}
    assert found[1]["mentor"] is None
    assert found[1]["apprentices"]["nodes"] == [
        {"rowId": 2, "apprentices": {"nodes": [{"name": "Cem"}]}},
        {"rowId": 4, "apprentices": {"nodes": []}},
    ]


async def test_a_graph_is_walked_both_ways_and_to_oneself(zoo_gateway: Gateway) -> None:
    found = await keepers(
        zoo_gateway,
        "friends(orderBy: [{rowId: ASC}]) { nodes { name } } befriendedBy(orderBy: [{rowId: ASC}]) { nodes { name } }",
    )

    assert [names(keeper["friends"]) for keeper in found.values()] == [["Ben", "Cem"], ["Ada", "Ben"], [], [], []]
    assert [names(keeper["befriendedBy"]) for keeper in found.values()] == [["Ben"], ["Ada", "Ben"], ["Ada"], [], []]


async def test_one_to_one_is_an_object_on_both_sides(zoo_gateway: Gateway) -> None:
    found = await keepers(zoo_gateway, "badge { text keeper { name } }")

    assert found[1]["badge"] == {"text": "head", "keeper": {"name": "Ada"}}
    assert found[2]["badge"] is None


async def test_a_filtered_relation_keeps_to_its_filter(zoo_gateway: Gateway) -> None:
    found = await keepers(zoo_gateway, "largeEnclosures(orderBy: [{rowId: ASC}]) { totalCount nodes { name } }")

    assert [names(keeper["largeEnclosures"]) for keeper in found.values()] == [["Savanna"], [], [], ["Empty"], []]
    assert [keeper["largeEnclosures"]["totalCount"] for keeper in found.values()] == [1, 0, 0, 1, 0]


async def test_a_join_by_inequality_gives_each_parent_its_own_rows(zoo_gateway: Gateway) -> None:
    found = await keepers(
        zoo_gateway,
        "affordableFeeds(first: 2, orderBy: [{price: DESC}]) { totalCount nodes { name } pageInfo { hasNextPage } } "
        "betterPaid(orderBy: [{budget: ASC}]) { totalCount nodes { budget } }",
    )

    feeds = {row_id: keeper["affordableFeeds"] for row_id, keeper in found.items()}
    assert {row_id: names(connection) for row_id, connection in feeds.items()} == {
        1: ["Meat", "Fruit"], 2: ["Fruit", "Seeds"], 3: [], 4: ["Fruit", "Seeds"], 5: ["Dust"],
    }  # fmt: skip
    assert [connection["totalCount"] for connection in feeds.values()] == [4, 3, 0, 3, 1]
    assert [connection["pageInfo"]["hasNextPage"] for connection in feeds.values()] == [True, True, False, True, False]
    assert {row_id: [node["budget"] for node in keeper["betterPaid"]["nodes"]] for row_id, keeper in found.items()} == {
        1: [],
        2: [20, 30],
        3: [],
        4: [30],
        5: [10, 20, 30],
    }


async def test_edges_of_a_many_to_many_carry_the_join_tables_own_columns(zoo_gateway: Gateway) -> None:
    found = await keepers(
        zoo_gateway,
        "visited(orderBy: [{rowId: ASC}]) { edges { visitedOn minutes node { name visitors { totalCount } } } }",
    )

    assert found[1]["visited"]["edges"] == [
        {"visitedOn": "2024-03-01", "minutes": 30, "node": {"name": "Savanna", "visitors": {"totalCount": 2}}},
        {"visitedOn": None, "minutes": 5, "node": {"name": "Cave", "visitors": {"totalCount": 1}}},
    ]
    assert found[3]["visited"]["edges"] == []


async def test_an_association_proxy_is_a_relation_whose_edges_are_the_association(zoo_gateway: Gateway) -> None:
    query = """
      { enclosures(orderBy: [{rowId: ASC}]) { nodes {
          name
          feeds(orderBy: [{rowId: ASC}]) {
            totalCount
            edges { grams since node { name enclosures(orderBy: [{rowId: ASC}]) { nodes { name } } } }
          }
          portions(orderBy: [{grams: ASC}]) { nodes { grams feed { name } enclosure { name } } }
      } } }
    """

    enclosures = {node["name"]: node for node in (await answer(zoo_gateway, query))["enclosures"]["nodes"]}

    assert enclosures["Aviary"]["feeds"] == {
        "totalCount": 2,
        "edges": [
            {
                "grams": 200,
                "since": "2021-06-01",
                "node": {"name": "Seeds", "enclosures": {"nodes": [{"name": "Aviary"}]}},
            },
            {
                "grams": 100,
                "since": None,
                "node": {"name": "Fruit", "enclosures": {"nodes": [{"name": "Cave"}, {"name": "Aviary"}]}},
            },
        ],
    }
    assert enclosures["Aviary"]["portions"]["nodes"][0] == {
        "grams": 100,
        "feed": {"name": "Fruit"},
        "enclosure": {"name": "Aviary"},
    }
    assert enclosures["Empty"]["feeds"] == {"totalCount": 0, "edges": []}


async def test_models_that_know_each_other_by_name_are_related(zoo_gateway: Gateway) -> None:
    query = """
      { senders(orderBy: [{rowId: ASC}]) { nodes {
          name favourite { content } parcels(orderBy: [{rowId: ASC}]) { nodes { content weight isFragile sender { name } } }
      } } }
    """

    data = await answer(zoo_gateway, query)

    assert data["senders"]["nodes"] == [
        {
            "name": "Shop",
            "favourite": {"content": "Glass"},
            "parcels": {
                "nodes": [
                    {"content": "Hay", "weight": "12.500", "isFragile": False, "sender": {"name": "Shop"}},
                    {"content": "Glass", "weight": None, "isFragile": True, "sender": {"name": "Shop"}},
                ]
            },
        },
        {"name": "Nobody", "favourite": None, "parcels": {"nodes": []}},
    ]


async def test_statements_do_not_grow_with_the_rows(zoo_gateway: Gateway) -> None:
    query = """
      query Nested($first: Int!) { keepers(first: $first) { nodes {
          mentor { name } friends { nodes { name } } visited { totalCount nodes { name } } affordableFeeds { nodes { name } }
      } } }
    """

    of_one = (await respond(zoo_gateway, query, first=1))["extensions"]["execution"]["statements"]
    of_all = (await respond(zoo_gateway, query, first=5))["extensions"]["execution"]["statements"]

    assert of_all == 5  # keepers with their mentors, friends, visited, its count, feeds
    assert of_one <= of_all
