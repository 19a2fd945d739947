"""Orders by counts and aggregates of relations, over every kind of relation in the zoo."""

from __future__ import annotations

from gql.mapping.model_type import ModelType, Relation
from tests.engine.oracle import Oracle


def to_many(zoo: Oracle) -> list[tuple[ModelType, Relation]]:
    """Every to-many relation of the zoo, under each type that has it."""
    return [
        (model_type, relation)
        for model_type in zoo.gateway.mirror.types
        for relation in model_type.relations.values()
        if relation.to_many and not relation.as_list
    ]


async def test_counts_of_every_kind_of_relation_order_as_they_are(zoo: Oracle) -> None:
    for model_type, relation in to_many(zoo):
        query = (
            f"{{ {model_type.plural_field}(first: 100, orderBy: [{{{relation.graphql_name}: {{count: DESC}}}}])"
            f" {{ nodes {{ {relation.graphql_name} {{ totalCount }} }} }} }}"
        )
        outcome = await zoo.compare(query)
        nodes = outcome.data[model_type.plural_field]["nodes"]
        counts = [node[relation.graphql_name]["totalCount"] for node in nodes]

        assert sorted(counts, reverse=True) == counts, relation.coordinate
        assert 2 == outcome.statements


async def test_cursors_of_counts_of_every_kind_of_relation_join_pages(zoo: Oracle) -> None:
    for model_type, relation in to_many(zoo):
        order = f"orderBy: [{{{relation.graphql_name}: {{count: ASC}}}}]"
        field = model_type.plural_field
        page = "{ nodes { __typename " + ("id" if model_type.key else "") + " } pageInfo { endCursor hasNextPage } }"
        whole = (await zoo.plan(f"{{ {field}(first: 100, {order}) {page} }}")).data[field]["nodes"]
        joined, after, goes_on = [], "", True
        while goes_on:
            outcome = await zoo.compare(f"{{ {field}(first: 3, {order}{after}) {page} }}")
            joined += outcome.data[field]["nodes"]
            info = outcome.data[field]["pageInfo"]
            after, goes_on = f', after: "{info["endCursor"]}"', info["hasNextPage"]

        assert whole == joined, relation.coordinate
