"""What is read off a row's ancestors: how many they are, and the ids from the root to the row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gql.execution.batches import EMPTY_PAGE, Batch, read_key
from gql.mapping.ids import id_encoder
from gql.plan.nodes import AncestryField


def ancestry_reader(field: AncestryField, batch: Batch) -> Callable[[Any], int | list[str]]:
    """From a row's own key to the value of `field`; `batch` holds the ancestors."""
    page_of, at = batch.pages.get, field.id_slots
    if not at:

        def read_depth(key: Any) -> int:
            page = page_of(key, EMPTY_PAGE)
            return page.stop - page.start

        return read_depth
    encode = id_encoder(field.target)
    ids = [encode(read_key(row, at)) for row in batch.rows]

    def read_path(key: Any) -> list[str]:
        page = page_of(key, EMPTY_PAGE)
        return [*ids[page.start : page.stop], encode(key)]

    return read_path
