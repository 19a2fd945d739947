"""Reads a GraphQL request out of an HTTP request, and refuses everything that is not one.

Nothing is trusted: sizes are counted while reading, types are exact, and a message says what to send instead. The
rules are those of the GraphQL-over-HTTP draft (sections Request Parameters, GET, POST).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope

from gql.errors import BadRequest
from gql.execution.request import OperationRequest
from gql.server.json_body import json_type, read_json, read_json_object
from gql.server.negotiation import is_json_content

HeaderValues = Mapping[bytes, bytes]

MAX_HEADERS: Final = 100
MAX_HEADER_BYTES: Final = 32 * 1024
MAX_URL_BYTES: Final = 8 * 1024
_MAX_URL_PARAMETERS: Final = 100
_DISCARD_AT_MOST_S: Final = 1.0
_DISCARD_AT_MOST_BYTES: Final = 16 * 1024 * 1024
_PARAMETERS: Final = frozenset({"query", "operationName", "variables", "extensions"})


class BodyTooLarge(BadRequest):
    """The body is larger than allowed. `has_more` says that the client has not finished sending it."""

    def __init__(self, max_bytes: int, *, has_more: bool) -> None:
        super().__init__(f"The body is larger than {max_bytes} bytes.", status=413, code="PAYLOAD_TOO_LARGE")
        self.has_more = has_more


class ClientLeft(Exception):
    """The client went away before its request was complete; nobody is there to be answered."""


def read_headers(scope: Scope) -> HeaderValues:
    """The headers by name in lower case; a repeated one has its values joined by commas, as RFC 9110 says.

    Too many of them, which `check_head_size` refuses, are not joined.
    """
    pairs = scope["headers"]
    headers = dict(pairs)
    if len(headers) != len(pairs) <= MAX_HEADERS:
        for name in headers:
            headers[name] = b",".join(value for other, value in pairs if other == name)
    return headers


def check_head_size(scope: Scope, headers: HeaderValues) -> None:
    """Raises `BadRequest` (431) for more than 100 headers or 32 KiB of them, (414) for a URL above 8 KiB."""
    # Joining is several times faster than summing lengths.
    size = len(b"".join(headers)) + len(b"".join(headers.values()))
    if len(scope["headers"]) > MAX_HEADERS or size > MAX_HEADER_BYTES:
        raise BadRequest(
            f"The headers are too large; at most {MAX_HEADERS} of them and {MAX_HEADER_BYTES} bytes are accepted.",
            status=431,
            code="HEADERS_TOO_LARGE",
        )
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MAX_URL_BYTES:
        raise BadRequest(
            f"The URL is longer than {MAX_URL_BYTES} bytes; send the request by POST.", status=414, code="URI_TOO_LONG"
        )


async def read_post(receive: Receive, headers: HeaderValues, max_body_bytes: int) -> OperationRequest:
    """The request in a JSON body.

    Raises `BadRequest` with 415, 413 or 400, and `ClientLeft`.
    """
    if not is_json_content(headers.get(b"content-type", b"")):
        raise BadRequest(
            "The Content-Type must be application/json in UTF-8.", status=415, code="UNSUPPORTED_MEDIA_TYPE"
        )
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        raise BadRequest(
            "A body with a Content-Encoding is not accepted; send it uncompressed.",
            status=415,
            code="UNSUPPORTED_MEDIA_TYPE",
        )
    body = await _read_body(receive, headers, max_body_bytes)
    return _operation_request(read_json_object(body))


async def discard_body(receive: Receive, headers: HeaderValues) -> None:
    """Read on for a moment and forget what comes, before an answer that closes the connection.

    A client that is still sending would otherwise see a reset in the place of the answer.
    """
    if b"expect" in headers:  # it waits for 100 Continue, which reading would send
        return
    discarded = 0
    try:
        async with asyncio.timeout(_DISCARD_AT_MOST_S):
            while discarded <= _DISCARD_AT_MOST_BYTES:
                message = await receive()
                discarded += len(message.get("body", b""))
                if not message.get("more_body", False):  # also so when the client has left
                    return
    except TimeoutError:
        return


def read_get(query_string: bytes) -> OperationRequest:
    """The request in the parameters of a URL; an empty optional parameter is an absent one.

    Raises `BadRequest` with 400.
    """
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_URL_PARAMETERS
        )
    except UnicodeError as error:
        raise BadRequest("The URL's parameters are not UTF-8.") from error
    except ValueError as error:
        raise BadRequest(f"The URL has more than {_MAX_URL_PARAMETERS} parameters.") from error
    parameters: dict[str, object] = {}
    for name, value in pairs:
        if name not in _PARAMETERS:
            continue
        if name in parameters:
            raise BadRequest(f"The URL has the parameter {name} more than once.")
        if "\0" in value:
            raise BadRequest(f"{name} has a NUL character, which no value may hold.")
        parameters[name] = value
    for name in ("variables", "extensions"):
        if text := parameters.get(name):
            parameters[name] = read_json(str(text).encode(), what=name)
        else:
            parameters.pop(name, None)
    return _operation_request(parameters)


def _operation_request(parameters: Mapping[str, object]) -> OperationRequest:
    query = parameters.get("query")
    if query is None:
        raise BadRequest("The request has no query; send the GraphQL document as query.")
    if not isinstance(query, str):
        raise BadRequest(f"query must be a string, not {json_type(query)}.")
    name, variables, extensions = map(parameters.get, ("operationName", "variables", "extensions"))
    if name is not None and not isinstance(name, str):
        raise BadRequest(f"operationName must be a string, not {json_type(name)}.")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest(f"variables must be an object, not {json_type(variables)}.")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadRequest(f"extensions must be an object, not {json_type(extensions)}.")
    return OperationRequest(query, name or None, variables, extensions)


async def _read_body(receive: Receive, headers: HeaderValues, max_bytes: int) -> bytes:
    declared = headers.get(b"content-length", b"")
    if len(declared) > 18 or (declared.isdigit() and int(declared) > max_bytes):
        raise BodyTooLarge(max_bytes, has_more=True)
    collected = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientLeft
        chunk: bytes = message.get("body", b"")
        if len(collected) + len(chunk) > max_bytes:
            raise BodyTooLarge(max_bytes, has_more=message.get("more_body", False))
        if not message.get("more_body", False):
            return bytes(collected) + chunk if collected else chunk
        collected += chunk
