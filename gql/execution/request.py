"""One GraphQL request and its answer, as they pass between the server and the gateway, whatever the transport.

Nobody changes them; they are not frozen because making a frozen object takes four times as long, and every request makes these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(slots=True)
class OperationRequest:
    """What a client asks: the parameters that GraphQL over HTTP names, with types checked and nothing else."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, object] | None = None
    extensions: Mapping[str, object] | None = None


@dataclass(slots=True)
class OperationResponse:
    """The answer. `body` is the whole JSON response in UTF-8, ready to send.

    `executed` is False for a request error (the document does not parse or validate, no such operation, unusable
    variables): the body then has no `data` entry. `has_errors` tells whether it has an `errors` entry. `kind` is
    `query`, `mutation` or `subscription`, None if that could not be found out.
    """

    body: bytes
    executed: bool
    has_errors: bool
    kind: str | None
