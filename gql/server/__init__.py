"""HTTP: the only room that knows Starlette and uvicorn.

`create_app` makes the ASGI application of a gateway, `serve` runs one as a process that stops gracefully, and
`gateway_lifespan` starts and stops a gateway with the application that it is mounted in.
"""

from __future__ import annotations

from gql.server.app import create_app
from gql.server.lifecycle import gateway_lifespan
from gql.server.process import serve
from gql.server.protocol import ServedGateway, ViewerFrom

__all__ = ["ServedGateway", "ViewerFrom", "create_app", "gateway_lifespan", "serve"]
