"""Whether two contenders answered with the same data, once differences of form are taken away.

Forms that differ by convention: connections as `nodes`, as `edges` or as plain lists; ids, which everybody encodes in their
own way; cursors; the case of enum members; how a time is written; whether what was created comes in a payload. What is left has
to be equal, order included.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import orjson

FORMAL = frozenset({"id", "cursor", "pageInfo", "__typename"})


def canonical(body: bytes) -> Any:
    """The data of a response without its form. Raises `ValueError` for a response with errors."""
    response = orjson.loads(body)
    if response.get("errors") or response.get("data") is None:
        raise ValueError(f"the response has errors: {body[:400].decode(errors='replace')}")
    return _plain(response["data"], "")


def _plain(value: Any, name: str) -> Any:
    if isinstance(value, list):
        return [_plain(item, name) for item in value]
    if isinstance(value, dict):
        if "counted" in value:  # the number of rows beside the rows
            count, nodes = value["counted"]["aggregations"]["count"], _plain(value["posts"], "posts")
            return {"posts": {"totalCount": count, "nodes": nodes}}
        if name == "createComment" and "comment" in value:
            return _plain(value["comment"], name)
        if "nodes" in value:
            nodes = _plain(value["nodes"], name)
            return {"totalCount": value["totalCount"], "nodes": nodes} if "totalCount" in value else nodes
        if "edges" in value:
            return [_plain(edge["node"], name) for edge in value["edges"]]
        if name == "tags" and "tag" in value:  # rows of the table between
            return _plain(value["tag"], name)
        return {key: _plain(item, key) for key, item in value.items() if key not in FORMAL}
    if isinstance(value, str):
        if name == "status":
            return value.upper()
        if name == "createdAt":
            return datetime.fromisoformat(value).astimezone(UTC).isoformat()
    return value


def difference(left: Any, right: Any, path: str = "data") -> str | None:
    """Where two canonical values first differ; None if they are equal."""
    if isinstance(left, dict) and isinstance(right, dict):
        if left.keys() != right.keys():
            return f"{path} has the fields {sorted(left)} and {sorted(right)}"
        return next((found for key in left if (found := difference(left[key], right[key], f"{path}.{key}"))), None)
    if isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            return f"{path} has {len(left)} and {len(right)} items"
        pairs = zip(left, right, strict=True)
        return next((found for at, (a, b) in enumerate(pairs) if (found := difference(a, b, f"{path}.{at}"))), None)
    return None if left == right else f"{path} is {left!r} and {right!r}"
