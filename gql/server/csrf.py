"""Keeps web pages of other origins from running queries by GET in a visitor's name.

A POST needs `Content-Type: application/json`, which makes a browser ask first (a CORS preflight). A GET needs no such
thing: any page can cause one, with the visitor's cookies or from inside the visitor's network. The page cannot read
the answer, but it can measure how long it takes and make the server work. So a GET from a browser must show that it
was not caused by a stranger's page. What is not a browser carries nobody's authority by accident and is let through;
curl and server-side clients just work.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from gql.errors import BadRequest
from gql.server.negotiation import media_type

PREFLIGHT_HEADERS: Final = (b"graphql-require-preflight", b"apollo-require-preflight", b"x-apollo-operation-name")
"""Any of these, not empty, shows that a preflight took place: pages cannot add them without one."""

_SIMPLE_CONTENT_TYPES: Final = frozenset({"", "application/x-www-form-urlencoded", "multipart/form-data", "text/plain"})
_OWN_SITES: Final = frozenset({b"same-origin", b"none"})  # "none" is the address bar or a bookmark
_BROWSER_HEADERS: Final = (b"sec-fetch-site", b"origin", b"cookie", b"referer")


def is_trusted_get(headers: Mapping[bytes, bytes], allowed_origins: Collection[str]) -> bool:
    """Whether a GET may run a query.

    It may with a header that forces a preflight (the rule of Apollo Server), from our own pages or the address bar
    (`Sec-Fetch-Site`), from an origin that CORS allows, and from what is not a browser at all.
    """
    if any(headers.get(name) for name in PREFLIGHT_HEADERS):
        return True
    if media_type(headers.get(b"content-type", b"")) not in _SIMPLE_CONTENT_TYPES:
        return True
    if headers.get(b"sec-fetch-site") in _OWN_SITES:
        return True
    if (origin := headers.get(b"origin")) and ("*" in allowed_origins or origin.decode("latin-1") in allowed_origins):
        return True
    # Browsers leave Sec-Fetch-Site out towards plain http servers, so its absence alone proves nothing.
    is_browser = any(name in headers for name in _BROWSER_HEADERS) or headers.get(b"user-agent", b"").startswith(
        b"Mozilla/"
    )
    return not is_browser


def refuse_strangers(headers: Mapping[bytes, bytes], allowed_origins: Collection[str]) -> None:
    """Raise `BadRequest` (403) for a GET that may not run a query."""
    if not is_trusted_get(headers, allowed_origins):
        raise BadRequest(
            "This GET could have been caused by a page of another origin, so it was not run; "
            f"send the header {PREFLIGHT_HEADERS[0].decode()}: 1, or use POST.",
            status=403,
            code="CSRF_PREVENTED",
        )
