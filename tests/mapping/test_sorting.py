"""A schema is sorted as graphql-core would sort it, and building it leaves nothing behind in the process."""

from __future__ import annotations

import gc

import pytest
from graphql import introspection_from_schema, lexicographic_sort_schema, specified_directives

from gql.mapping.collection import without_collection
from gql.mapping.read import read_models
from gql.mapping.schema import build_schema
from tests.zoo.models import ZooBase


def test_a_schema_is_sorted_as_graphql_core_sorts() -> None:
    schema = build_schema(read_models(ZooBase)).graphql_schema

    expected = introspection_from_schema(lexicographic_sort_schema(schema))

    # As text, because equal dictionaries need not have one order.
    assert str(expected) == str(introspection_from_schema(schema))


def test_what_all_schemas_share_is_not_sorted() -> None:
    before = [(directive.name, directive.locations, list(directive.args)) for directive in specified_directives]

    build_schema(read_models(ZooBase))

    assert before == [(directive.name, directive.locations, list(directive.args)) for directive in specified_directives]


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_goes_on_as_it_was(enabled: bool) -> None:
    if not enabled:
        gc.disable()
    try:
        build_schema(read_models(ZooBase))

        assert gc.isenabled() is enabled
    finally:
        gc.enable()


def test_what_was_made_meanwhile_is_not_collected_at_once() -> None:
    gc.collect()
    collections = 0

    def count(phase: str, info: dict[str, int]) -> None:
        nonlocal collections
        collections += phase == "start"

    gc.callbacks.append(count)
    try:
        with without_collection():
            kept: list[list[int]] = [[] for _ in range(100_000)]
        counts = gc.get_count()
    finally:
        gc.callbacks.remove(count)

    assert (0, len(kept)) == (collections, 100_000)
    assert counts[0] < 1_000
    assert 0 == gc.get_freeze_count()
