"""What the server asks of a gateway: the surface between HTTP and the engine, which tests can stand in for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from starlette.requests import Request

from gql.context import Context, Viewer
from gql.execution.export import Export, ExportOptions
from gql.execution.request import OperationRequest, OperationResponse
from gql.settings import Settings

ViewerFrom = Callable[[Request], Awaitable[Viewer]]
"""Finds out who asks, from headers or cookies, never the body. It may raise `BadRequest` with status 401."""


class PrintableSchema(Protocol):
    """A schema as far as the server cares."""

    def as_str(self) -> str:
        """The schema definition language."""


class ReadinessReport(Protocol):
    """Whether the gateway can serve, and a word for each thing that it needs."""

    @property
    def ready(self) -> bool:
        """Whether every check passed."""

    @property
    def checks(self) -> Mapping[str, str]:
        """The state of each thing checked, by name; shown to whoever asks, so without addresses or error texts."""


class ServedGateway(Protocol):
    """A gateway that can be served."""

    @property
    def settings(self) -> Settings:
        """The settings, frozen."""

    @property
    def schema(self) -> PrintableSchema:
        """The schema, frozen."""

    async def start(self) -> None:
        """Open what serving needs. Harmless if it is open."""

    async def stop(self) -> None:
        """Close it. Harmless if it is closed."""

    async def readiness(self) -> ReadinessReport:
        """Whether requests would succeed now."""

    async def execute(
        self, request: OperationRequest, context: Context, *, only_queries: bool = False
    ) -> OperationResponse:
        """Run one operation. Raises only `BadRequest`, with status 405 for a mutation under `only_queries`."""

    def export(self, request: OperationRequest, context: Context, options: ExportOptions) -> Export:
        """An export that is checked and has not begun. Raises `ExportFailed` or `ClientError`."""
