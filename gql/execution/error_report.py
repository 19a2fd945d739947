"""Errors as clients see them: coded, and masked unless they are meant for the client.

What the gateway raises for clients shows its text. Everything else is logged once with its trace, and the client gets `INTERNAL`
and the id under which the log has it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from graphql import GraphQLError, GraphQLFormattedError

from gql.errors import (
    BadRequest,
    ClientError,
    DatabaseTimeout,
    DatabaseUnavailable,
    ExportFailed,
    GatewayError,
    MigrationPending,
)

logger = logging.getLogger("gql.errors")

_MASKED_MESSAGES: dict[str, str] = {
    DatabaseUnavailable.code: "The database cannot be reached; try again shortly.",
    DatabaseTimeout.code: "The operation ran out of time.",
    MigrationPending.code: "The database is not at the version that the server needs; the operator has to migrate it.",
}


def report_errors(errors: Iterable[GraphQLError], request_id: str) -> list[GraphQLFormattedError]:
    """The `errors` entry of a response."""
    return [report_error(error, request_id) for error in errors]


def report_error(error: GraphQLError, request_id: str) -> GraphQLFormattedError:
    """One error, with its place and `extensions.code`."""
    message, code = _message_and_code(error, request_id)
    report: GraphQLFormattedError = {"message": message}
    if error.locations:
        report["locations"] = [location.formatted for location in error.locations]
    if error.path:
        report["path"] = list(error.path)
    report["extensions"] = {**(error.extensions or {}), "code": code}
    return report


def _message_and_code(error: GraphQLError, request_id: str) -> tuple[str, str]:
    cause = _origin(error)
    if isinstance(cause, BadRequest):
        return cause.message, cause.request_code
    if isinstance(cause, ClientError):
        return cause.message, cause.code
    if isinstance(cause, GatewayError):
        logger.error("Request %s: %s", request_id, cause, exc_info=cause)
        return _MASKED_MESSAGES.get(cause.code, _internal(request_id)), cause.code
    if cause is None:
        return error.message, str((error.extensions or {}).get("code", "INTERNAL"))
    logger.error("Request %s: %s at %s", request_id, type(cause).__name__, error.path, exc_info=cause)
    return _internal(request_id), "INTERNAL"


def _origin(error: GraphQLError) -> BaseException | None:
    """The exception behind a GraphQLError; None when it is one through and through, so its text is about the request."""
    cause: BaseException | None = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _internal(request_id: str) -> str:
    return f"Internal error. The server's log has it under {request_id}."


def masked(error: BaseException) -> GraphQLError:
    """An exception that ended the whole operation, as an error to report."""
    message = error.message if isinstance(error, GatewayError) else str(error)
    return GraphQLError(message, original_error=error if isinstance(error, Exception) else None)


def report_failure(error: Exception, request_id: str) -> list[GraphQLFormattedError]:
    """The `errors` entry for an exception that ended an export."""
    return report_errors(error.errors if isinstance(error, ExportFailed) else [masked(error)], request_id)


def error_body(errors: Iterable[GraphQLError], request_id: str) -> dict[str, Any]:
    """A response that holds errors and no data: nothing was executed."""
    return {"errors": report_errors(errors, request_id)}
