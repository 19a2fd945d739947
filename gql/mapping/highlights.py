"""Where a search found its words: a short stretch of each attribute that holds one, with the words marked.

It is computed from the row's texts, so it is the same on every database.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import escape

from gql.database.words import part_words

MAX_FRAGMENT_CHARS = 160
_CHARS_BEFORE = 60
_WORD = re.compile(r"\S+")


def highlights(words: Collection[str], texts: Iterable[tuple[str, object]]) -> list[dict[str, str]]:
    """A `field` and a `fragment` for each of `texts` (by field name) that holds one of `words`."""
    found = []
    for field, text in texts:
        fragment = _fragment(words, text) if isinstance(text, str) else None
        if fragment is not None:
            found.append({"field": field, "fragment": fragment})
    return found


def _fragment(words: Collection[str], text: str) -> str | None:
    parted = part_words(text)
    spans = [each.span() for each in _WORD.finditer(parted)]
    hits = [(start, stop) for start, stop in spans if parted[start:stop].lower() in words]
    if not hits:
        return None
    earliest = hits[0][0] - _CHARS_BEFORE
    begin = 0 if earliest <= 0 else next(start for start, _ in spans if start >= earliest)
    stops = [stop for _, stop in spans if begin < stop <= begin + MAX_FRAGMENT_CHARS]
    end = len(text) if len(text) - begin <= MAX_FRAGMENT_CHARS else max([*stops, hits[0][1]])
    written, at = [], begin
    for start, stop in hits:
        if begin <= start and stop <= end:
            written += [escape(text[at:start]), f"<mark>{escape(text[start:stop])}</mark>"]
            at = stop
    body = "".join([*written, escape(text[at:end])])
    return f"{'…' if begin else ''}{body}{'…' if end < len(text) else ''}"
