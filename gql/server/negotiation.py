"""What the client sends and what it takes: `Content-Type`, `Accept` and `Accept-Encoding`, read as RFC 9110 says.

The answers depend on the header's text alone, so each is remembered: in practice a service sees a handful of values.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
HTML = "text/html"

_HEADER_MAX_BYTES = 2048  # a longer header is read up to here; clients that mean it stay far below


class Media(Enum):
    """A media type that GraphQL responses are sent in, with its header."""

    GRAPHQL_RESPONSE = b"application/graphql-response+json; charset=utf-8"
    JSON = b"application/json; charset=utf-8"

    def __init__(self, content_type: bytes) -> None:
        self.header = (b"content-type", content_type)


@dataclass(frozen=True, slots=True)
class Acceptable:
    """What an `Accept` header allows: `media` None means that nothing we can send is acceptable.

    `prefers_html` is true only for a client that names HTML and ranks it above both JSON types: a browser's address
    bar.
    """

    media: Media | None
    prefers_html: bool


@lru_cache(maxsize=256)
def read_accept(header: bytes) -> Acceptable:
    """The best response type for this `Accept` header, by weight, then by how precisely it was named.

    Without a header, and for a bare wildcard, that is `application/json`, which older clients expect. Where both are
    named with the same weight, the type made for GraphQL wins. Part of a header that makes no sense is skipped.
    """
    ranges = [range_ for part in _text(header).split(",") if (range_ := _media_range(part))]
    if not ranges:
        return Acceptable(Media.JSON, prefers_html=False)
    graphql, json, html = (_rank(ranges, name) for name in (GRAPHQL_RESPONSE, JSON, HTML))
    media: Media | None = None
    if graphql[0] > 0 or json[0] > 0:
        # Equal ranks: both named means the GraphQL type, both under a wildcard means plain JSON.
        takes_graphql = graphql > json or (graphql == json and graphql[1] == _NAMED)
        media = Media.GRAPHQL_RESPONSE if takes_graphql else Media.JSON
    prefers_html = html[1] == _NAMED and html[0] > max(graphql[0], json[0])
    return Acceptable(media, prefers_html)


def media_type(header: bytes) -> str:
    """The media type in a `Content-Type` header, in lower case and without parameters; empty without one."""
    return _text(header).partition(";")[0].strip().lower()


@lru_cache(maxsize=64)
def is_json_content(header: bytes) -> bool:
    """Whether a `Content-Type` header says JSON in UTF-8: `application/json` exactly, with no other charset."""
    _, *parameters = _text(header).split(";")
    return media_type(header) == JSON and all(_is_utf8(parameter) for parameter in parameters)


@lru_cache(maxsize=256)
def accepts_gzip(header: bytes) -> bool:
    """Whether an `Accept-Encoding` header allows gzip."""
    weights = {}
    for part in _text(header).split(","):
        name, *parameters = part.split(";")
        weights[name.strip().lower()] = _weight(parameters)
    return weights.get("gzip", weights.get("*", 0.0)) > 0


_NAMED, _TYPE_WILDCARD, _WILDCARD = 2, 1, 0


def _text(header: bytes) -> str:
    return header[:_HEADER_MAX_BYTES].decode("latin-1")


def _media_range(part: str) -> tuple[str, float] | None:
    name, *parameters = part.split(";")
    name = name.strip().lower()
    if "/" not in name:
        return None
    if not all(_is_utf8(parameter) for parameter in parameters):
        return "", 0.0  # a range that covers nothing we send, but a range: alone, it means 406
    return name, _weight(parameters)


def _rank(ranges: list[tuple[str, float]], name: str) -> tuple[float, int]:
    """Weight and precision of the most precise range that covers `name`; (0, 0) if none does."""
    precisions = {name: _NAMED, name.partition("/")[0] + "/*": _TYPE_WILDCARD, "*/*": _WILDCARD}
    found = [(precisions[range_], weight) for range_, weight in ranges if range_ in precisions]
    if not found:
        return 0.0, _WILDCARD
    precision, weight = max(found)
    return weight, precision


def _is_utf8(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip().lower() != "charset" or value.strip().strip('"').lower() in ("utf-8", "utf8")


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return min(max(weight, 0.0), 1.0) if math.isfinite(weight) else 0.0
    return 1.0
