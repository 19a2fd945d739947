"""Gateway: models, settings and a database become one schema that can be served.

It collects and freezes; the work is done by the rooms below. Nothing is read from the database before `start`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import DeclarativeBase, registry

from gql.context import ANONYMOUS, Context, Viewer
from gql.database import Database
from gql.errors import DatabaseUnavailable, GatewayError, SettingsError
from gql.execution.export import Export, ExportOptions
from gql.execution.operations import Operations
from gql.execution.request import OperationRequest, OperationResponse
from gql.mapping.options import MappingOptions
from gql.mapping.read import read_models
from gql.mapping.schema import GatewaySchema, build_schema
from gql.policy import Policy
from gql.settings import Settings

Models = type[DeclarativeBase] | registry | Iterable[type[Any]]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the gateway can answer now; `checks` says of each part `ok` or what is wrong, without hosts or paths."""

    ready: bool
    checks: Mapping[str, str]


class Gateway:
    """A GraphQL API over mapped models.

    `models` is a declarative base, a registry, or the mapped classes themselves. `database` (or the URL in `settings`) is where
    their rows are; without either the schema can be printed but not run. `migrations` is the directory of the alembic migrations
    that readiness checks; None checks none. `policies` say which rows viewers see, by model.

    Raises `MappingError` for models that have no GraphQL form.
    """

    def __init__(
        self,
        models: Models,
        *,
        settings: Settings | None = None,
        database: Database | None = None,
        options: MappingOptions | None = None,
        policies: Mapping[type[Any], Policy[Any]] | None = None,
        migrations: str | None = None,
    ) -> None:
        self.settings = settings or Settings()
        options = options or MappingOptions()
        if policies:
            options = replace(options, policies={**options.policies, **policies})
        self.mirror = read_models(models, options)
        self.schema: GatewaySchema = build_schema(self.mirror)
        if database is None and self.settings.database_url is not None:
            database = Database(self.settings.database_url, self.settings)
        self.database = database
        self.migrations = migrations
        self._operations = (
            Operations(self.schema, self.mirror, database, self.settings) if database is not None else None
        )
        self.schema.new_context = self.context

    @property
    def operations(self) -> Operations:
        """The engine. Raises `SettingsError` without a database."""
        if self._operations is None:
            raise SettingsError(
                "The gateway has no database: pass Gateway(..., database=Database(url)) or set GQL_DATABASE_URL."
            )
        return self._operations

    def context(self, viewer: Viewer = ANONYMOUS) -> Context:
        """A fresh context for one operation, with loaders, for running `schema` through Strawberry."""
        return Context(viewer=viewer, loaders=self.operations.loaders(viewer))

    async def execute(
        self, request: OperationRequest | str, context: Context | None = None, *, only_queries: bool = False
    ) -> OperationResponse:
        """The response to one request; errors are in it. Raises `BadRequest` for a mutation where `only_queries` holds."""
        if isinstance(request, str):
            request = OperationRequest(request)
        return await self.operations.execute(request, context or Context(), only_queries=only_queries)

    def export(
        self, request: OperationRequest | str, context: Context | None = None, options: ExportOptions | None = None
    ) -> Export:
        """The export of a query with one connection of any size, to be run. Raises `ExportFailed` and `ClientError`."""
        if isinstance(request, str):
            request = OperationRequest(request)
        return self.operations.export(request, context or Context(), options or ExportOptions())

    async def start(self) -> None:
        """Get ready to serve. May be called again."""

    async def stop(self) -> None:
        """Give back all connections. May be called again; a later request connects anew."""
        if self.database is not None:
            await self.database.dispose()

    async def readiness(self) -> Readiness:
        """Whether the database answers and has the migrations that the models need."""
        checks: dict[str, str] = {}
        try:
            await self._check(checks)
        except DatabaseUnavailable:
            checks.setdefault("database", "unreachable")
        except GatewayError as error:
            checks.setdefault("database", error.code)
        return Readiness(all(check == "ok" for check in checks.values()), checks)

    async def _check(self, checks: dict[str, str]) -> None:
        if self.database is None:
            checks["database"] = "not configured"
            return
        await self.database.ping()
        checks["database"] = "ok"
        if self.migrations is not None:
            from gql.database.migrations import pending_migrations  # alembic takes a tenth of the start; few need it

            pending = await pending_migrations(self.database.engine, self.migrations)
            checks["migrations"] = f"{len(pending)} pending" if pending else "ok"

    def app(self, **options: Any) -> Any:
        """The ASGI application: serve it, or mount it in Starlette, FastAPI or anything ASGI.

        `options` are those of `gql.server.create_app`. The server is imported only here, so that the engine runs without it.
        """
        return importlib.import_module("gql.server").create_app(self, **options)
