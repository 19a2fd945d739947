"""`related_rows` finds the same rows inside a statement as a batch finds by keys, for relations of every kind."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from gql.mapping.model_type import Mirror, Relation
from gql.mapping.options import MappingOptions
from gql.mapping.read import read_models
from gql.sql.entities import entity_of
from gql.sql.related import related_rows
from gql.sql.sources import related_source
from tests.zoo.models import ZooBase

MIRROR: Mirror = read_models(ZooBase, MappingOptions())
RELATIONS: dict[str, Relation] = {
    f"{model_type.name}.{name}": relation
    for model_type in MIRROR.types
    for name, relation in model_type.relations.items()
    if model_type.key
}


async def rows(engine: AsyncEngine, statement: Any) -> list[tuple[Any, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(statement)]


@pytest.mark.parametrize("place", RELATIONS)
async def test_a_relation_has_the_same_rows_inside_a_statement_as_by_keys(zoo_engine: AsyncEngine, place: str) -> None:
    relation = RELATIONS[place]
    parent = entity_of(MIRROR.by_name[place.partition(".")[0]])
    batched = related_source(relation, entity_of(relation.target))
    lead = relation if relation.through is None else relation.through.first
    key = [parent.column(column) for column in relation.local] if lead.is_simple else parent.key()
    related = related_rows(parent, relation)
    counts = related.select(func.count()).scalar_subquery()

    expected = Counter(await rows(zoo_engine, select(*batched.key).select_from(batched.from_clause)))
    counted = await rows(zoo_engine, select(counts, *key).select_from(parent.alias).order_by(counts))
    existing = await rows(zoo_engine, select(*key).select_from(parent.alias).where(related.exist()))

    assert [(0 if None in key else expected[key], *key) for _, key in map(_key_apart, counted)] == counted
    assert Counter(existing) == Counter(key for count, key in map(_key_apart, counted) if count)


def _key_apart(row: tuple[Any, ...]) -> tuple[int, tuple[Any, ...]]:
    return row[0], row[1:]
