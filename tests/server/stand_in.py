"""A gateway that does as the text of the query says, so that tests of HTTP are about HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from gql.context import Context
from gql.errors import BadRequest, DatabaseUnavailable
from gql.execution.export import Export, ExportOptions
from gql.execution.request import OperationRequest, OperationResponse
from gql.settings import Settings

SDL = '"""What is asked."""\ntype Query {\n  answer: Int\n}'
BIG = "x" * 200_000


@dataclass(frozen=True, slots=True)
class StandInSchema:
    sdl: str = SDL

    def as_str(self) -> str:
        return self.sdl


@dataclass(frozen=True, slots=True)
class StandInReadiness:
    ready: bool = True
    checks: Mapping[str, str] = field(default_factory=lambda: {"database": "ok"})


@dataclass
class StandInGateway:
    """Answers by keywords: `echo` repeats the request, `sleep` takes `variables.seconds`, `boom` raises, and so on."""

    settings: Settings = field(default_factory=Settings)
    schema: StandInSchema = field(default_factory=StandInSchema)
    report: StandInReadiness = field(default_factory=StandInReadiness)
    readiness_takes_s: float = 0.0
    start_failure: Exception | None = None
    start_takes_s: float = 0.0
    starts: int = 0
    stops: int = 0
    executed: list[OperationRequest] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    running: int = 0
    cancelled: int = 0

    async def start(self) -> None:
        self.starts += 1
        await asyncio.sleep(self.start_takes_s)
        if self.start_failure is not None:
            raise self.start_failure

    async def stop(self) -> None:
        self.stops += 1

    async def readiness(self) -> StandInReadiness:
        await asyncio.sleep(self.readiness_takes_s)
        return self.report

    async def execute(
        self, request: OperationRequest, context: Context, *, only_queries: bool = False
    ) -> OperationResponse:
        self.executed.append(request)
        self.contexts.append(context)
        self.running += 1
        try:
            return await self._execute(request, context, only_queries=only_queries)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.running -= 1

    def export(self, request: OperationRequest, context: Context, options: ExportOptions) -> Export:
        raise NotImplementedError("Exports are tested over the real gateway.")

    async def _execute(self, request: OperationRequest, context: Context, *, only_queries: bool) -> OperationResponse:
        query, variables = request.query, request.variables or {}
        if query.startswith("mutation") and only_queries:
            raise BadRequest("Mutations need POST.", status=405, code="METHOD_NOT_ALLOWED")
        match (query.split() or [""])[0]:
            case "sleep":
                await asyncio.sleep(float(str(variables["seconds"])))
                return _data({"slept": True})
            case "echo":
                return _data({"operationName": request.operation_name, "variables": request.variables})
            case "context":
                remaining_s = context.deadline_s - time.monotonic() if context.deadline_s else None
                return _data({"viewer": context.viewer.id, "requestId": context.request_id, "remaining": remaining_s})
            case "big":
                return _data({"big": BIG})
            case "invalid":
                error = {"message": "No such field.", "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}}
                return OperationResponse(
                    orjson.dumps({"errors": [error]}), executed=False, has_errors=True, kind="query"
                )
            case "partial":
                body = {"data": {"answer": None}, "errors": [{"message": "It failed.", "path": ["answer"]}]}
                return OperationResponse(orjson.dumps(body), executed=True, has_errors=True, kind="query")
            case "boom":
                raise RuntimeError("SELECT secret FROM /srv/app at db.internal:5432")
            case "down":
                raise DatabaseUnavailable("could not connect to db.internal:5432")
            case _:
                return _data({"__typename": "Query"})


def _data(data: Mapping[str, Any]) -> OperationResponse:
    return OperationResponse(orjson.dumps({"data": data}), executed=True, has_errors=False, kind="query")
