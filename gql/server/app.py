"""The ASGI application of a gateway: the endpoint, the explorer for browsers, the schema, health.

Everything is relative to where the application is mounted; no decision looks at `request.url`, which a client's Host
header can bend.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from gql.errors import ServiceError
from gql.server.default_query import default_query
from gql.server.endpoint import ExplorerPage, GraphQLEndpoint
from gql.server.explorer import ExplorerConfig, explorer_response, explorer_routes
from gql.server.export import ExportEndpoint
from gql.server.lifecycle import Lifecycle
from gql.server.pages import live_page, ready_page, schema_page
from gql.server.protocol import ServedGateway, ViewerFrom
from gql.server.responses import error_response
from gql.settings import Settings

logger = logging.getLogger("gql.server")

EXPORT_PATH: Final = "/export"
SCHEMA_PATH: Final = "/schema.graphql"
LIVE_PATH: Final = "/health/live"
READY_PATH: Final = "/health/ready"

_CORS_MAX_AGE_S: Final = 600


def create_app(gateway: ServedGateway, *, viewer_from: ViewerFrom | None = None) -> Starlette:
    """An ASGI application that serves `gateway`, by itself or mounted in another.

    `viewer_from` finds out who asks; without it everybody is anonymous. Served by itself, the application starts and
    stops the gateway in its lifespan; mounted, it starts it with the first request. `app.state.lifecycle` tells
    whether it still serves.
    """
    settings = gateway.settings
    lifecycle = Lifecycle(gateway)
    endpoint = GraphQLEndpoint(
        gateway,
        lifecycle,
        viewer_from=viewer_from,
        explorer_page=_explorer_page(gateway) if settings.graphiql else None,
    )
    routes: list[BaseRoute] = [
        Route(settings.path, endpoint, name="graphql"),
        Route(SCHEMA_PATH, schema_page(gateway), methods=["GET"], name="schema"),
        Route(LIVE_PATH, live_page, methods=["GET"], name="live"),
        Route(READY_PATH, ready_page(gateway, lifecycle), methods=["GET"], name="ready"),
    ]
    if settings.export_enabled:
        routes.append(Route(EXPORT_PATH, ExportEndpoint(gateway, lifecycle, viewer_from=viewer_from), name="export"))
    if settings.graphiql:
        routes += explorer_routes(settings.path)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        try:
            await lifecycle.start()
        except ServiceError as error:
            # A database that is down now may be up in a moment: serve errors and health until then, and start with a
            # request.
            logger.warning("the gateway is not ready: %s", error.message)
        try:
            yield
        finally:
            lifecycle.is_draining = True
            await lifecycle.stop()

    app = _Application(
        endpoint,
        settings.path,
        routes=routes,
        middleware=_cors(settings),
        exception_handlers={HTTPException: _http_error, Exception: _server_error},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False  # a redirect would turn a client's POST into a second request, or lose it
    app.state.lifecycle = lifecycle
    return app


class _Application(Starlette):
    """Starlette, whose way through middleware and routes costs as much as a small query, with a shorter one to the endpoint.

    The endpoint answers its own errors, so the two middlewares that Starlette always has would do nothing for it.
    With middleware of CORS or of the user's own, every request goes the usual way.
    """

    def __init__(self, endpoint: GraphQLEndpoint, path: str, **starlettes: Any) -> None:
        super().__init__(**starlettes)
        self._endpoint = endpoint
        self._path = path

    def build_middleware_stack(self) -> ASGIApp:
        """What handles every request; made before the first one."""
        usual_way = super().build_middleware_stack()
        if self.user_middleware:
            return usual_way
        endpoint, path = self._endpoint, self._path

        async def handle(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http" and scope["path"] == scope.get("root_path", "") + path:
                scope["endpoint"] = endpoint  # as the route does, for middleware of a parent
                await endpoint(scope, receive, send)
            else:
                await usual_way(scope, receive, send)

        return handle


def _explorer_page(gateway: ServedGateway) -> ExplorerPage:
    path = gateway.settings.path
    query: str | None = None

    async def page(request: Request) -> Response:
        nonlocal query
        if query is None:
            query = await asyncio.to_thread(default_query, gateway.schema)
        endpoint = request.scope.get("root_path", "") + path
        return explorer_response(request, ExplorerConfig(endpoint=endpoint, default_query=query))

    return page


def _cors(settings: Settings) -> list[Middleware]:
    if not settings.cors_origins:
        return []
    return [
        Middleware(
            _JsonCORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_credentials=settings.cors_credentials,
            allow_methods=("GET", "POST"),
            allow_headers=("*",),
            expose_headers=("content-disposition", "x-request-id", "retry-after"),
            max_age=_CORS_MAX_AGE_S,
        )
    ]


class _JsonCORSMiddleware(CORSMiddleware):
    """Starlette's, whose refusals are plain text, with refusals that look like all our errors."""

    def preflight_response(self, request_headers: Headers) -> Response:
        response = super().preflight_response(request_headers)
        if response.status_code < 400:
            return response
        headers = {name: value for name, value in response.headers.items() if not name.startswith("content-")}
        return error_response(response.status_code, bytes(response.body).decode(), headers=headers)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException), "registered for this class"
    messages = {404: "Nothing is served at this path.", 405: "This path does not accept the method."}
    message = messages.get(error.status_code, error.detail)
    return error_response(error.status_code, message, headers=dict(error.headers or {}))


async def _server_error(request: Request, error: Exception) -> Response:
    return error_response(500, "Internal error.")
