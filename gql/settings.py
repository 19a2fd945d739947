"""Settings of one gateway: from arguments, then the environment (`GQL_…`), a `.env` file, and a directory of secrets.

Every setting has a unit in its name where it has a unit, a default that suits development on this machine, and one
line that says what it is for. Two modes exist: `development`, the default while the server listens on loopback only,
and `production`, which switches off what helps a stranger and refuses to start with unsafe values. Settings are
passed to what needs them; nothing reads the environment later.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from dotenv import dotenv_values
from pydantic import AliasChoices, BeforeValidator, Field, PlainValidator, PrivateAttr, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from gql.errors import SettingsError

PREFIX = "GQL_"
DEVELOPMENT_SECRET_KEY = "development-only-key-never-in-production"  # noqa: S105 - public on purpose
"""Signs cursors in development so that they survive a restart. Public, therefore refused in production."""
SECRET_KEY_MIN_BYTES = 16
_OWN_VARIABLES = ("GQL_SECRETS_DIR",)
_FOREIGN_PREFIXES = ("GQL_TEST_",)
_UNPRINTABLE = frozenset({"secret_key", "database_url"})


class Mode(StrEnum):
    """How much the gateway tells and trusts: see the fields whose default depends on it."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


def _database_url(value: Any) -> URL | None:
    if value is None or isinstance(value, URL):
        return value
    try:
        return make_url(str(value).strip())
    except (ArgumentError, ValueError):
        # The value may hold a password, and so may the text of the error: neither is repeated.
        raise ValueError("it is not a database URL; write it like postgresql://user:password@host:5432/name") from None


def _path(value: Any) -> Any:
    if isinstance(value, str):
        if not value.startswith("/") or any(character in value for character in "?#{} "):
            raise ValueError("it is not a plain URL path; write it like /graphql")
        return value.rstrip("/") or "/"
    return value


def _words(value: Any) -> Any:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


def _networks(value: Any) -> Any:
    words = _words(value)
    for word in words if words != ("*",) else ():
        ipaddress.ip_network(word)  # its errors say what is wrong
    return words


def _mode_by_host(data: Mapping[str, Any]) -> Mode:
    return Mode.DEVELOPMENT if is_loopback(data.get("host", "")) else Mode.PRODUCTION


def _in_development(data: Mapping[str, Any]) -> bool:
    return data.get("mode") is Mode.DEVELOPMENT


def _secret_by_mode(data: Mapping[str, Any]) -> SecretStr:
    return SecretStr(DEVELOPMENT_SECRET_KEY if _in_development(data) else "")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens on `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


Count = Annotated[int, Field(ge=0)]
PositiveCount = Annotated[int, Field(ge=1)]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Settings(BaseSettings):
    """All settings, validated and frozen. Arguments win over the environment, the environment over `.env`.

    Raises `SettingsError`, which names every unusable variable with its remedy and shows no secret. An unknown
    argument is one as well; unknown variables of the environment are not (`unknown_variables` lists them).
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    # Order matters: a default that depends on the mode needs `host` and `mode` above it.
    host: str = "127.0.0.1"
    """Address that the server listens on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """Port that the server listens on; 0 takes a free one."""
    path: Annotated[str, BeforeValidator(_path)] = "/graphql"
    """URL path of the GraphQL endpoint."""
    mode: Mode = Field(default_factory=_mode_by_host)
    """development or production; by default development on a loopback host, production on any other."""
    secret_key: SecretStr = Field(default_factory=_secret_by_mode)
    """Key that signs cursors; in production at least 16 bytes of your own, the same on every server."""

    database_url: Annotated[URL | None, NoDecode, PlainValidator(_database_url)] = Field(
        default=None, validation_alias=AliasChoices("GQL_DATABASE_URL", "DATABASE_URL")
    )
    """Database to serve: sqlite:///file, postgresql://… or mysql://…; unset, the embedded SQLite file."""
    pool_size: PositiveCount = 20
    """Database connections kept open."""
    pool_overflow: Count = 0
    """Connections opened beyond pool_size under load and closed afterwards: each costs what many reads cost."""
    pool_timeout_s: Seconds = 3.0
    """Longest wait for a free connection of the pool."""
    pool_recycle_s: Seconds = 1800.0
    """Age after which a connection is replaced; keep it below the idle limit of the database and of proxies."""
    pool_pre_ping: bool = False
    """Test each connection before use, a round trip each time; off, a read is repeated once on a dropped connection."""
    echo_sql: bool = False
    """Log every statement; in production without its values."""
    statement_timeout_s: Seconds = 5.0
    """Longest run of one SQL statement."""
    connect_timeout_s: Seconds = 3.0
    """Longest wait for a new database connection."""
    lock_timeout_s: Seconds = 3.0
    """Longest wait for a lock in the database."""
    idle_in_transaction_timeout_s: Seconds = 10.0
    """Time after which the database ends a transaction in which nothing happens."""
    read_snapshots: bool = True
    """Several statements of one operation see one state of the database, for two round trips more."""
    pgbouncer: bool = False
    """The PostgreSQL URL leads to PgBouncer in transaction mode: no session state, no cached statements."""
    sqlite_wal: bool = False
    """Switch the SQLite file to write-ahead logging, which changes the file; the embedded database always has it."""

    page_size_default: PositiveCount = 20
    """Rows of a page when a client gives neither first nor last."""
    page_size_max: PositiveCount = 100
    """Largest first or last that a client may give."""
    nodes_max: PositiveCount = 50
    """Most ids in one nodes(ids:)."""
    offset_max: Count = 10_000
    """Largest offset that a client may give."""
    tree_depth_max: Annotated[int, Field(ge=1, le=1000)] = 100
    """Most steps that a tree is followed up or down, and largest maxDepth that a client may give."""

    max_body_bytes: PositiveCount = 1024 * 1024
    """Largest HTTP request body."""
    request_timeout_s: Seconds = 10.0
    """Longest run of one request, body and database included."""
    shutdown_timeout_s: Seconds = 30.0
    """Longest wait for running requests when the server is told to stop."""
    cors_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)] = ()
    """Origins whose browser pages may call, separated by commas; none by default, * for all."""
    cors_credentials: bool = False
    """Let pages of cors_origins send cookies and authorization."""
    gzip_min_bytes: Count = 1024
    """Smallest response that is compressed for clients that accept it."""
    trusted_proxies: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_networks)] = ()
    """Addresses and networks of proxies whose X-Forwarded-For and -Proto are believed; none by default, * for all."""
    export_enabled: bool = Field(default_factory=_in_development)
    """Answer GET /export, which streams whole lists; on in development."""
    export_rows_max: Count = 1_000_000
    """Most rows of one export over HTTP, 0 for any number; more is an error, not a cut."""
    export_concurrency_max: PositiveCount = 4
    """Exports over HTTP that may run at the same time; each holds a database connection."""
    export_timeout_s: Seconds = 600.0
    """Longest run of one export over HTTP."""

    graphiql: bool = Field(default_factory=_in_development)
    """Serve the GraphiQL explorer to browsers; on in development."""
    introspection: bool = Field(default_factory=_in_development)
    """Answer introspection queries; on in development."""
    explain_path: bool = Field(default_factory=_in_development)
    """Report in extensions which executor ran and why; on in development."""

    document_cache_entries: PositiveCount = 1_000
    """Most parsed and planned documents kept."""
    document_cache_bytes: PositiveCount = 16 * 1024 * 1024
    """Most bytes of document text kept with them."""
    max_document_bytes: PositiveCount = 100 * 1024
    """Largest GraphQL document."""
    max_tokens: PositiveCount = 2_000
    """Most tokens of a document."""
    max_depth: PositiveCount = 15
    """Deepest nesting of fields."""
    max_aliases: PositiveCount = 30
    """Most aliases in an operation, fragments included."""
    max_root_fields: PositiveCount = 20
    """Most root fields in an operation."""
    max_directives: PositiveCount = 50
    """Most directives in an operation, fragments included."""
    max_expanded_selections: PositiveCount = 10_000
    """Most fields in an operation once its fragments are spread."""

    _arguments: frozenset[str] = PrivateAttr(default=frozenset())

    def __init__(self, **values: Any) -> None:
        arguments = {name for name in values if not name.startswith("_")}
        if unknown := sorted(arguments - set(type(self).model_fields)):
            raise SettingsError(f"Settings has no argument {_with_suggestion(unknown[0], type(self).model_fields)}.")
        values.setdefault("_secrets_dir", _secrets_directory())
        try:
            super().__init__(**values)
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=False)
            # A default that depends on an unusable value reports an error of its own, which says nothing new.
            problems = [_problem(details) for details in found if details["type"] != "default_factory_not_called"]
            raise SettingsError("\n".join(problems)) from None
        self._arguments = frozenset(arguments)
        if problems := [*_contradictions(self), *(_unsafe_in_production(self) if self.is_production else ())]:
            raise SettingsError("\n".join(problems))

    @property
    def is_production(self) -> bool:
        """Whether the mode is production."""
        return self.mode is Mode.PRODUCTION


def variable_names(name: str) -> tuple[str, ...]:
    """The environment variables that set the field `name`, the first one preferred."""
    alias = Settings.model_fields[name].validation_alias
    if isinstance(alias, AliasChoices):
        return tuple(str(choice) for choice in alias.choices)
    return (PREFIX + name.upper(),)


def sources(settings: Settings) -> dict[str, str]:
    """Where the value of each field came from: `argument`, a variable's name, `.env`, `secrets` or `default`."""
    environment = {name.upper() for name, value in os.environ.items() if value}
    file = {name.upper() for name, value in dotenv_values(".env").items() if value} if Path(".env").is_file() else set()
    found = {}
    for name in Settings.model_fields:
        variables = variable_names(name)
        if name in settings._arguments:
            found[name] = "argument"
        elif name not in settings.model_fields_set:
            found[name] = "default"
        elif variable := next((variable for variable in variables if variable in environment), None):
            found[name] = variable
        else:
            found[name] = ".env" if file.intersection(variables) else "secrets"
    return found


def shown(settings: Settings, name: str) -> str:
    """The value of a field as text for people; secrets and the passwords of URLs are masked."""
    value = getattr(settings, name)
    if isinstance(value, SecretStr):
        return "********" if value.get_secret_value() else "(unset)"
    if value is None:
        return "(unset)"
    return ", ".join(value) or "(none)" if isinstance(value, tuple) and not isinstance(value, URL) else str(value)


def unknown_variables() -> list[str]:
    """Variables that look like ours but set nothing, each with the name probably meant: typing errors, that is."""
    known = {variable for name in Settings.model_fields for variable in variable_names(name)} | {*_OWN_VARIABLES}
    given = {name for name in os.environ if name.startswith(PREFIX) and not name.startswith(_FOREIGN_PREFIXES)}
    return [_with_suggestion(name, known) for name in sorted(given - known)]


def _secrets_directory() -> str | None:
    directory = os.environ.get("GQL_SECRETS_DIR")
    if directory and not Path(directory).is_dir():
        raise SettingsError(
            f"GQL_SECRETS_DIR names {directory}, which is not a directory; create it or unset the variable."
        )
    return directory or None


def _with_suggestion(name: str, known: Mapping[str, FieldInfo] | set[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"{name} (did you mean {close[0]}?)" if close else name


def _problem(details: ErrorDetails) -> str:
    location = str(details["loc"][0]) if details["loc"] else ""
    name = next((name for name in Settings.model_fields if location in (name, *variable_names(name))), location)
    problem = details["msg"].removeprefix("Value error, ").removeprefix("Input ").removeprefix("it ")
    field = Settings.model_fields[name]
    value = "" if name in _UNPRINTABLE else f" ({details['input']!r})"
    default = "" if field.default_factory or field.default is None else f", {field.default}"
    return (
        f"{variable_names(name)[0]}{value} {problem}. It means: {field.description} "
        f"Correct it, or unset it for the default{default}."
    )


def _contradictions(settings: Settings) -> list[str]:
    problems = []
    if settings.page_size_default > settings.page_size_max:
        problems.append(
            f"GQL_PAGE_SIZE_DEFAULT ({settings.page_size_default}) is above GQL_PAGE_SIZE_MAX "
            f"({settings.page_size_max}); raise the maximum or lower the default."
        )
    return problems


def _unsafe_in_production(settings: Settings) -> list[str]:
    problems = []
    secret = settings.secret_key.get_secret_value()
    remedy = "set it to a random text of your own (python -c 'import secrets; print(secrets.token_urlsafe(32))')"
    why = "" if is_loopback(settings.host) else f" (production is the default because {settings.host} is not loopback)"
    if not secret or secret == DEVELOPMENT_SECRET_KEY:
        problems.append(f"GQL_SECRET_KEY is not set, and production needs it{why}; {remedy}.")
    elif len(secret.encode()) < SECRET_KEY_MIN_BYTES:
        problems.append(
            f"GQL_SECRET_KEY is shorter than {SECRET_KEY_MIN_BYTES} bytes, too short for production; {remedy}."
        )
    if settings.cors_credentials and "*" in settings.cors_origins:
        problems.append(
            "GQL_CORS_ORIGINS is * with GQL_CORS_CREDENTIALS on, which lets every web page act for your users; "
            "name the origins, or switch the credentials off."
        )
    return problems
