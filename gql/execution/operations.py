"""One request to one response: document, plan, run; or Strawberry's executor for what has no plan.

`Operations` is the whole engine as the server sees it. It never lets an exception out, except the refusal of a mutation
where only queries are allowed, which is the transport's to answer.
"""

from __future__ import annotations

import logging
from collections.abc import Hashable
from typing import Any

from graphql import GraphQLError
from graphql.execution.values import VariableValues

from gql.context import ANONYMOUS, Context, Viewer
from gql.database import Database
from gql.errors import BadRequest, ExportFailed, InvalidInput
from gql.execution.encoding import encode_json
from gql.execution.error_report import error_body, masked, report_errors
from gql.execution.executor import PlanExecutor
from gql.execution.export import Export, ExportOptions
from gql.execution.fetching import FetchSettings
from gql.execution.loaders import RequestLoaders
from gql.execution.request import OperationRequest, OperationResponse
from gql.execution.run import Result
from gql.mapping.model_type import Mirror
from gql.mapping.schema import GatewaySchema
from gql.plan.coercion import InputCoercion
from gql.plan.document import Document, DocumentCache, Operation
from gql.plan.export import plan_export
from gql.plan.limits import DocumentLimits
from gql.plan.nodes import Plan, Unplannable
from gql.plan.page import PageLimits
from gql.plan.planner import plan_operation
from gql.settings import Settings

logger = logging.getLogger("gql.execution")

MAX_PLANS_PER_DOCUMENT = 64


class Operations:
    """Executes operations of one schema over one database."""

    def __init__(self, schema: GatewaySchema, mirror: Mirror, database: Database, settings: Settings) -> None:
        self._schema = schema
        self._mirror = mirror
        self._database = database
        self._explains_path = settings.explain_path
        self._coercion = InputCoercion(schema.graphql_schema)
        self._nodes_max = settings.nodes_max
        self._fetching = FetchSettings(
            mirror,
            database.engine.dialect,
            settings.secret_key.get_secret_value().encode(),
            PageLimits(
                settings.page_size_default, settings.page_size_max, settings.offset_max, settings.tree_depth_max
            ),
        )
        self._documents = DocumentCache(
            schema.graphql_schema,
            document_limits(settings),
            max_entries=settings.document_cache_entries,
            max_bytes=settings.document_cache_bytes,
        )
        self._executor = PlanExecutor(database, mirror, self._fetching, nodes_max=settings.nodes_max)

    def loaders(self, viewer: Viewer = ANONYMOUS) -> RequestLoaders:
        """Loaders for one operation of `viewer` that runs on Strawberry's executor."""
        return RequestLoaders(self._database, self._mirror, self._fetching.seen_by(viewer), nodes_max=self._nodes_max)

    async def execute(
        self, request: OperationRequest, context: Context, *, only_queries: bool = False
    ) -> OperationResponse:
        """The response to a request. Raises `BadRequest` if `only_queries` holds and the operation is not one."""
        document = self._documents.read(request.query)
        if document.errors:
            return _refused(document.errors, context, None)
        try:
            operation = document.prepare(request.operation_name, self._coercion)
        except GraphQLError as error:
            return _refused([error], context, None)
        kind = operation.kind
        if only_queries and kind != "query":
            raise BadRequest(f"A {kind} must be sent with POST.", status=405, code="METHOD_NOT_ALLOWED")
        try:
            variables = operation.coerce_variables(request.variables)
            if not isinstance(variables, VariableValues):
                return _refused(_coded(variables), context, kind)
            plan = self.plan(document, operation, variables)
            if isinstance(plan, Plan):
                result = await self._executor.run(plan, variables, context.viewer)
            else:
                result = await self._run_resolvers(request, context)
        except Exception as error:  # noqa: BLE001  # the last line of defence: clients get a code, the log the trace
            plan, result = None, Result(None, [masked(error)])
        if self._explains_path:
            context.extensions["execution"] = _path(plan, result)
        return _response(result, context, kind)

    def export(self, request: OperationRequest, context: Context, options: ExportOptions) -> Export:
        """The export of a query with one connection, planned and checked, to be run. Nothing is read before.

        Raises `ExportFailed` for a document or variables that a query could not have either, `InvalidInput` or
        `LimitExceeded` for a query that is not one to export.
        """
        document = self._documents.read(request.query)
        if document.errors:
            raise ExportFailed(document.errors)
        try:
            operation = document.prepare(request.operation_name, self._coercion)
        except GraphQLError as error:
            raise ExportFailed([error]) from error
        variables = operation.coerce_variables(request.variables)
        if not isinstance(variables, VariableValues):
            raise ExportFailed(_coded(variables))
        conditions: dict[str, Any] = {name: variables.coerced.get(name) for name in operation.conditions}
        if None in conditions.values():
            raise InvalidInput("The query cannot be exported: a condition is null.")
        plan = plan_export(document, operation.node, conditions, self._schema.graphql_schema, self._mirror)
        return Export(plan, variables, options, self._executor, self._fetching.seen_by(context.viewer))

    def plan(self, document: Document, operation: Operation, variables: VariableValues) -> Plan | Unplannable:
        """The plan of an operation for the values of its conditions, made once per document."""
        key: Hashable = operation.name
        if operation.conditions:
            key = (operation.name, *[variables.coerced.get(name) for name in operation.conditions])
        plan: Plan | Unplannable | None = document.plans.get(key)
        if plan is None:
            if len(document.plans) >= MAX_PLANS_PER_DOCUMENT:
                document.plans.clear()
            plan = document.plans[key] = self._new_plan(document, operation, variables)
        return plan

    def _new_plan(self, document: Document, operation: Operation, variables: VariableValues) -> Plan | Unplannable:
        conditions: dict[str, Any] = {name: variables.coerced.get(name) for name in operation.conditions}
        if None in conditions.values():
            return Unplannable("a condition is null")
        plan = plan_operation(
            document, operation.node, conditions, self._schema.graphql_schema, self._mirror, self._mirror.root_fields
        )
        if isinstance(plan, Unplannable):
            logger.debug("Operation %s runs on resolvers: %s", operation.name, plan.reason)
        return plan

    async def _run_resolvers(self, request: OperationRequest, context: Context) -> Result:
        """The answer of Strawberry's executor, which re-reads the text: it is not on the way of ordinary operations."""
        context.loaders, context.reports_errors = self.loaders(context.viewer), True
        result = await self._schema.execute(
            request.query,
            variable_values=dict(request.variables or {}),
            context_value=context,
            operation_name=request.operation_name,
        )
        return Result(result.data, result.errors or ())


def document_limits(settings: Settings) -> DocumentLimits:
    """The bounds on documents that the settings ask for."""
    return DocumentLimits(
        max_bytes=settings.max_document_bytes,
        max_tokens=settings.max_tokens,
        max_depth=settings.max_depth,
        max_aliases=settings.max_aliases,
        max_root_fields=settings.max_root_fields,
        max_directives=settings.max_directives,
        max_selections=settings.max_expanded_selections,
    )


def _coded(errors: list[GraphQLError]) -> list[GraphQLError]:
    for error in errors:
        error.extensions = {"code": "BAD_USER_INPUT", **(error.extensions or {})}
    return errors


def _path(plan: Plan | Unplannable | None, result: Result) -> dict[str, Any]:
    """Which executor ran an operation, and why, if not by plan."""
    match plan:
        case Plan():
            return {"path": "plan", "statements": result.statements, "rows": result.rows}
        case Unplannable():
            return {"path": "resolvers", "reason": plan.reason}
        case None:
            return {"path": "failed"}


def _response(result: Result, context: Context, kind: str) -> OperationResponse:
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        body["errors"] = report_errors(result.errors, context.request_id)
    if context.extensions:
        body["extensions"] = context.extensions
    try:
        encoded = encode_json(body)
    except (TypeError, ValueError, RecursionError) as error:
        # A value that no encoder takes, such as a JSON column nested a thousand levels deep.
        return OperationResponse(
            encode_json({"data": None, **error_body([masked(error)], context.request_id)}), True, True, kind
        )
    return OperationResponse(encoded, executed=True, has_errors=bool(result.errors), kind=kind)


def _refused(errors: Any, context: Context, kind: str | None) -> OperationResponse:
    body = encode_json(error_body(errors, context.request_id))
    return OperationResponse(body, executed=False, has_errors=True, kind=kind)
