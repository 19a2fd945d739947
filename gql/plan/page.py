"""What a client said about a page, and the page it means.

`read_page` turns `first last after before offset` into one `Page`: a limit, an offset, a direction and two cursors. Everything
behind it (SQL, cursors, page info) handles those four plain things; the Relay rules live here alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gql.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class PageLimits:
    """Rows per page: `default_size` when the client names none, `max_size` and `max_offset` as the most it may ask for.

    `max_tree_depth` is how many steps a tree is followed at most.
    """

    default_size: int = 20
    max_size: int = 100
    max_offset: int = 10_000
    max_tree_depth: int = 100


@dataclass(frozen=True, slots=True)
class Page:
    """At most `limit` rows of a list, after `after` and before `before`, skipping `offset`.

    `reverse` takes them from the end of that range; the rows keep the order of the list either way.
    """

    limit: int
    offset: int = 0
    reverse: bool = False
    after: str | None = None
    before: str | None = None


def read_page(arguments: Mapping[str, Any], field: str, limits: PageLimits) -> Page:
    """The page that coerced GraphQL `arguments` of `field` (named in errors) mean.

    `before` without `first` or `last` pages backwards, as a "previous" button means it. Raises `InvalidInput`.
    """
    first, last = arguments.get("first"), arguments.get("last")
    offset = arguments.get("offset") or 0
    after, before = arguments.get("after"), arguments.get("before")

    if first is not None and last is not None:
        raise InvalidInput(f"{field}: pass either first or last, not both.")
    for name, size in (("first", first), ("last", last)):
        if size is None:
            continue
        if size < 0:
            raise InvalidInput(f"{field}: {name} must not be negative, got {size}.")
        if size > limits.max_size:
            raise InvalidInput(
                f"{field}: {name} must be at most {limits.max_size}, got {size}; page with cursors instead."
            )
    if offset < 0:
        raise InvalidInput(f"{field}: offset must not be negative, got {offset}.")
    if offset > limits.max_offset:
        raise InvalidInput(
            f"{field}: offset must be at most {limits.max_offset}, got {offset}; page with cursors instead."
        )

    reverse = last is not None or (first is None and before is not None)
    if offset and reverse:
        raise InvalidInput(f"{field}: offset counts from the start; it cannot be combined with last or before.")
    size = last if reverse else first
    return Page(limits.default_size if size is None else size, offset, reverse, after, before)


def read_tree_depth(arguments: Mapping[str, Any], field: str, limits: PageLimits) -> int:
    """How many steps a walk of a tree takes at most, by its coerced GraphQL `arguments`. Raises `InvalidInput`."""
    depth: int | None = arguments.get("maxDepth")
    if depth is None:
        return limits.max_tree_depth
    if depth < 0:
        raise InvalidInput(f"{field}: maxDepth must not be negative, got {depth}.")
    if depth > limits.max_tree_depth:
        raise InvalidInput(f"{field}: maxDepth must be at most {limits.max_tree_depth}, got {depth}.")
    return depth
