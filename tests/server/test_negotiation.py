from __future__ import annotations

import pytest

from gql.server.negotiation import Media, accepts_gzip, is_json_content, read_accept

GRAPHQL, JSON = Media.GRAPHQL_RESPONSE, Media.JSON


@pytest.mark.parametrize(
    ("header", "media"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("APPLICATION/JSON; Charset=UTF-8", JSON),
        ("application/graphql-response+json", GRAPHQL),
        ("application/graphql-response+json;charset=utf-8", GRAPHQL),
        ("application/graphql-response+json, application/json", GRAPHQL),
        ("application/json, application/graphql-response+json", GRAPHQL),
        ("application/graphql-response+json;q=0.5, application/json", JSON),
        ("application/graphql-response+json, application/json;q=0.9", GRAPHQL),
        ("application/json, */*", JSON),
        ("application/json;q=0.5, */*", GRAPHQL),
        ("application/graphql-response+json, */*;q=0.8", GRAPHQL),
        ("application/json;q=0, */*", GRAPHQL),
        ("application/json;q=0, application/graphql-response+json;q=0", None),
        ("*/*;q=0", None),
        ("text/html", None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
        ("application/graphql-response+json, application/graphql+json, application/json, text/event-stream", GRAPHQL),
        ("application/json-patch+json", None),
        ("application/json; charset=iso-8859-1", None),
        ("application/json;q=high", None),
        ("application/json;q=nan", None),
        ("nonsense, ,;", JSON),
        ("nonsense, application/graphql-response+json", GRAPHQL),
    ],
)
def test_the_accept_header_decides_the_media_type(header: str, media: Media | None) -> None:
    assert media == read_accept(header.encode()).media


@pytest.mark.parametrize(
    ("header", "prefers_html"),
    [
        ("", False),
        ("*/*", False),
        ("text/html", True),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("application/json, text/html", False),
        ("text/html;q=0.5, application/json;q=0.4", True),
        ("text/html;q=0.5, application/json", False),
        ("text/*", False),
    ],
)
def test_only_who_names_html_first_prefers_it(header: str, prefers_html: bool) -> None:
    assert prefers_html == read_accept(header.encode()).prefers_html


@pytest.mark.parametrize(
    ("header", "is_json"),
    [
        ("application/json", True),
        ("Application/JSON", True),
        ("application/json; charset=utf-8", True),
        ('application/json;charset="UTF-8"', True),
        ("application/json; charset=utf8", True),
        ("", False),
        ("text/plain", False),
        ("application/json; charset=iso-8859-1", False),
        ("application/json; charset=utf-16", False),
        ("application/jsonp", False),
        ("text/plain; application/json", False),
        ("text/plain, application/json", False),
        ("application/json,application/json", False),
        ("application/graphql+json", False),
        ("application/x-www-form-urlencoded", False),
        ("multipart/form-data; boundary=application/json", False),
    ],
)
def test_only_json_in_utf8_is_taken(header: str, is_json: bool) -> None:
    assert is_json == is_json_content(header.encode())


@pytest.mark.parametrize(
    ("header", "accepts"),
    [
        ("", False),
        ("gzip", True),
        ("deflate, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("*", True),
        ("*, gzip;q=0.0", False),
        ("br", False),
        ("xgzip", False),
    ],
)
def test_gzip_is_used_for_who_takes_it(header: str, accepts: bool) -> None:
    assert accepts == accepts_gzip(header.encode())
