"""The types that every schema has: Relay's `Node` and `PageInfo`, and the directions of an order."""

from __future__ import annotations

from enum import Enum
from typing import Any

import strawberry
from graphql import default_type_resolver

from gql.context import Record


@strawberry.interface(description="Anything that can be fetched again by its global id (Relay).")
class Node:
    """What every type with a primary key implements. User-written types may implement it too."""

    id: strawberry.ID = strawberry.field(description="The global id, unique over all types; opaque.")

    @classmethod
    def resolve_type(cls, value: Any, info: Any, abstract_type: Any) -> Any:
        """The object type of a record; anything else is asked of the types themselves."""
        return value.type_name if type(value) is Record else default_type_resolver(value, info, abstract_type)


@strawberry.type(description="Where a page stands in its list (Relay).")
class PageInfo:
    """Relay's PageInfo, read from a `PageRecord`."""

    has_next_page: bool = strawberry.field(description="Whether rows follow this page.")
    has_previous_page: bool = strawberry.field(description="Whether rows precede this page.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first edge; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last edge; null on an empty page.")


@strawberry.enum(
    description="Which way to order, and where nulls stand. Without saying, null counts as the greatest value."
)
class OrderDirection(Enum):
    """The six directions; a coerced argument holds the member."""

    ASC = strawberry.enum_value("ASC", description="Ascending, nulls last.")
    DESC = strawberry.enum_value("DESC", description="Descending, nulls first.")
    ASC_NULLS_FIRST = strawberry.enum_value("ASC_NULLS_FIRST", description="Ascending, nulls first.")
    ASC_NULLS_LAST = strawberry.enum_value("ASC_NULLS_LAST", description="Ascending, nulls last.")
    DESC_NULLS_FIRST = strawberry.enum_value("DESC_NULLS_FIRST", description="Descending, nulls first.")
    DESC_NULLS_LAST = strawberry.enum_value("DESC_NULLS_LAST", description="Descending, nulls last.")
