"""The types of the root field `search`: a union of what can be found, and a connection of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

import strawberry

from gql import naming
from gql.mapping.declarations import (
    DeclaredArgument,
    DeclaredField,
    bare_class,
    declare,
    declare_union,
    list_of,
    optional,
)
from gql.mapping.model_type import ModelType
from gql.mapping.relay import PageInfo

SEARCH_TYPE_NAMES = ("SearchConnection", "SearchEdge", "SearchHighlight", "SearchResult", "SearchType")
HIGHLIGHTS = "searchHighlights"


def highlight_type() -> type[Any]:
    """The type of a highlight, for one schema."""
    return declare(
        bare_class("SearchHighlight"),
        [
            DeclaredField("field", str, "The field that holds a word."),
            DeclaredField("fragment", str, "A stretch of it as HTML: the words are in `<mark>`, all else is escaped."),
        ],
        "Where a search found its words.",
    )


def highlights_field(highlight: type[Any]) -> DeclaredField:
    """The field of edges."""
    return DeclaredField(
        HIGHLIGHTS, optional(list_of(highlight)), "Where the words of `search` are in this row; null without a search."
    )


def searched_types(types: Iterable[ModelType]) -> list[ModelType]:
    """The types that `search` looks through: what extends one of them is found with it."""
    return [each for each in types if each.search is not None and (each.base is None or each.base.search is None)]


def search_field(
    name: str, types: Iterable[ModelType], objects: Mapping[str, type[Any]], highlight: type[Any]
) -> DeclaredField:
    """The field of Query. `objects` are the classes of object types by name."""
    searched = searched_types(types)
    members = dict.fromkeys(member.object_name for each in searched for member in each.members)
    result = declare_union(
        bare_class("SearchResult"), [objects[member] for member in members], "What a search can find."
    )
    edge = declare(
        bare_class("SearchEdge"),
        [
            DeclaredField("cursor", str, "Where this row stands among what was found; for `after`."),
            DeclaredField("node", result, "The row."),
            DeclaredField(
                "rank", float, "How well the row fits: the greater, the better. Each database has its own scale."
            ),
            highlights_field(highlight),
        ],
        "One of the rows that a search has found.",
    )
    connection = declare(
        bare_class("SearchConnection"),
        [
            DeclaredField("edges", list_of(edge), "The rows of the page with their cursors and ranks."),
            DeclaredField("nodes", list_of(result), "The rows of the page."),
            DeclaredField("pageInfo", PageInfo, "Where the page stands among what was found."),
            DeclaredField("totalCount", int, "How many rows were found. Counted only when selected."),
        ],
        "A page of what a search has found, of all types.",
    )
    arguments = [
        DeclaredArgument("text", str, "The words to look for; all must be there."),
        DeclaredArgument(
            "types", optional(list_of(_search_type(searched))), "Which types to look through; all of them without."
        ),
        DeclaredArgument("first", optional(int), "How many rows to return, from the best fit on or after `after`."),
        DeclaredArgument("after", optional(str), "Only rows after the row with this cursor."),
    ]
    return DeclaredField(name, connection, "What holds all these words, best fits first, whatever its type.", arguments)


def _search_type(searched: Iterable[ModelType]) -> Any:
    """The enum of searched types: each value is the name of a ModelType."""
    values = {
        "_".join(naming.split_words(each.name)).upper(): strawberry.enum_value(
            each.name, description=f"{naming.human(each.plural_field).capitalize()}."
        )
        for each in searched
    }
    return strawberry.enum(Enum("SearchType", values), description="What a search can look through.")  # type: ignore[call-overload]  # made at run time
