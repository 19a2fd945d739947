"""The functions that the gateway's SQL asks of SQLite, which the other databases have themselves."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from gql.database.words import split_words


def lower(text: object) -> object:
    """`text` in lower case, each character by itself, as PostgreSQL and MariaDB do it; anything else as it is.

    Python's own lower case looks at a sigma's neighbours, and makes two characters of a capital I with a dot.
    """
    if not isinstance(text, str):
        return text
    if text.isascii():
        return text.lower()
    return "".join("i" if character == "İ" else character.lower() for character in text)


def json_at(document: object, path: str) -> str | None:
    """What is at `path`, a JSON array of names and indexes, in a JSON document; None if nothing is there."""
    if not isinstance(document, str | bytes):
        return None
    try:
        value = json.loads(document)
        for step in json.loads(path):
            if not isinstance(value, dict if isinstance(step, str) else list):
                return None
            value = value[step]
        return json.dumps(value)
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def json_contains(document: object, candidate: str) -> bool | None:
    """Whether a JSON document contains another as PostgreSQL's `@>` defines it; None if it is none."""
    try:
        # A JSON column of SQLite has NUMERIC affinity: a document that is but a number is stored as one.
        value = json.loads(document) if isinstance(document, str | bytes) else document
    except (ValueError, RecursionError):
        return None
    wanted = json.loads(candidate)
    if isinstance(value, list) and not isinstance(wanted, list | dict):
        return any(_equal(item, wanted) for item in value)
    return _contains(value, wanted)


def _contains(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(
            name in value and _contains(value[name], inner) for name, inner in wanted.items()
        )
    if isinstance(wanted, list):
        return isinstance(value, list) and all(any(_contains(item, inner) for item in value) for inner in wanted)
    return _equal(value, wanted)


def _equal(left: Any, right: Any) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict | list):
        return False
    return bool(left == right)


_WEIGHTS = (8, 4, 2, 1)


def search_rank(words: str, *texts: object) -> int:
    """How well texts fit a search for `words`, a JSON array in lower case: 0 if one of them is in no text.

    Each occurrence counts, the more the earlier its text stands.
    """
    counts = [Counter(split_words(text)) if isinstance(text, str) else Counter[str]() for text in texts]
    rank = 0
    for word in json.loads(words):
        of_word = sum(weight * count[word] for weight, count in zip(_WEIGHTS, counts, strict=False))
        if not of_word:
            return 0
        rank += of_word
    return rank


SQLITE_FUNCTIONS: Mapping[str, tuple[int, Callable[..., object]]] = {
    "gql_lower": (1, lower),
    "gql_json_at": (2, json_at),
    "gql_json_contains": (2, json_contains),
    "gql_search_rank": (-1, search_rank),
}
"""By the name that SQL knows them by: the number of arguments (-1: any), and the function. All are deterministic."""
