"""Every error that the gateway raises, each with the GraphQL code that its clients see.

```
GatewayError                     code INTERNAL
├── StartupError                 the models, settings or database cannot be served as they are; says the remedy
│   ├── MappingError             a model or attribute has no GraphQL form
│   └── SettingsError            a setting is missing, malformed or unsafe
├── ClientError                  the request is at fault; its message is shown to the client as it is
│   ├── BadRequest               BAD_REQUEST: the HTTP request holds no GraphQL request
│   ├── DocumentError            GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, OPERATION_RESOLUTION_FAILURE
│   ├── InvalidInput             BAD_USER_INPUT: an argument or variable is out of its range
│   ├── InvalidCursor            INVALID_CURSOR: forged, truncated, or made for another order
│   ├── InvalidId                INVALID_ID: not an id of this API, or of another type than asked for
│   └── LimitExceeded            LIMIT_EXCEEDED: the operation is larger than the gateway accepts
├── ExportFailed                 an export cannot begin or go on; its `errors` have codes of their own
└── ServiceError                 the server is at fault; the client sees the code and a masked message
    ├── DatabaseUnavailable      DATABASE_UNAVAILABLE: no connection could be had
    ├── DatabaseTimeout          TIMEOUT: a statement or the request ran out of time
    └── MigrationPending         MIGRATION_PENDING: the database lacks a migration that the models need
```

`code` is a class attribute: whoever raises an error decides its code by choosing its class.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from graphql import GraphQLError


class GatewayError(Exception):
    """Base of all errors of the gateway. Catch it to handle whatever this package raises on purpose."""

    code: ClassVar[str] = "INTERNAL"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StartupError(GatewayError):
    """The gateway cannot start with what it was given; the message names the place and the remedy."""

    code = "STARTUP"


class MappingError(StartupError):
    """A model, attribute or relation has no GraphQL form; the message names it and the remedy."""

    code = "MAPPING"


class SettingsError(StartupError):
    """A setting is missing, malformed or unsafe in this mode."""

    code = "SETTINGS"


class ClientError(GatewayError):
    """The request is at fault. The message is written for the client and is shown as it is."""

    code = "BAD_USER_INPUT"


class BadRequest(ClientError):
    """The HTTP request does not hold a GraphQL request; `status` is the HTTP status that says so."""

    code = "BAD_REQUEST"

    def __init__(self, message: str, *, status: int = 400, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.request_code = code or self.code


class InvalidInput(ClientError):
    """An argument or variable has a value that the schema's types cannot rule out but the field refuses."""

    code = "BAD_USER_INPUT"


class InvalidCursor(ClientError):
    """A cursor is forged, truncated, or was made for another type or order."""

    code = "INVALID_CURSOR"


class InvalidId(ClientError):
    """An id is not one of this API, or is of another type than the field takes."""

    code = "INVALID_ID"


class LimitExceeded(ClientError):
    """The operation is larger than the gateway accepts."""

    code = "LIMIT_EXCEEDED"


class ExportFailed(GatewayError):
    """An export cannot begin or go on, for the `errors` that the response to its query would have."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__("\n".join(map(str, errors)))
        self.errors = tuple(errors)


class ServiceError(GatewayError):
    """The server is at fault. Clients see the code and a masked message, never the cause."""

    code = "INTERNAL"


class DatabaseUnavailable(ServiceError):
    """No database connection could be had, or it broke before an answer came."""

    code = "DATABASE_UNAVAILABLE"


class DatabaseTimeout(ServiceError):
    """A statement, or the whole request, ran out of time."""

    code = "TIMEOUT"


class MigrationPending(ServiceError):
    """The database lacks a migration that the models need."""

    code = "MIGRATION_PENDING"
