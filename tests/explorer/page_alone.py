"""The explorer's page and files in an application of their own, for what the gateway's application does not vary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from graphql import build_schema, graphql_sync
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gql.server.explorer import ExplorerConfig, explorer_response, explorer_routes

SCHEMA: Final = build_schema("type Query { before: Int after: Int }")


def page_alone(config: Callable[[], ExplorerConfig]) -> Starlette:
    """The page at `/graphql` with a schema of two fields behind it; `config` is asked anew each time."""

    async def endpoint(request: Request) -> Response:
        if request.method == "POST":
            return JSONResponse(graphql_sync(SCHEMA, (await request.json())["query"]).formatted)
        return explorer_response(request, config())

    return Starlette(routes=[Route("/graphql", endpoint, methods=["GET", "POST"]), *explorer_routes("/graphql")])
