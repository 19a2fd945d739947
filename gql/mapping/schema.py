"""The Strawberry schema of a mirror. The only file that touches Strawberry's private names; others ask `GatewaySchema`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import FieldNode, GraphQLError, GraphQLInputObjectType, GraphQLResolveInfo, GraphQLSchema
from graphql.execution.values import VariableValues, get_argument_values
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.schema.types.concrete_type import ConcreteType
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.execution import ExecutionContext, ExecutionResult
from strawberry.types.graphql import OperationType

from gql.context import Context
from gql.errors import ClientError
from gql.mapping.collection import without_collection
from gql.mapping.core_types import CoreTypes
from gql.mapping.model_type import Mirror
from gql.mapping.resolvers import attach_resolvers
from gql.mapping.scalars import SCALAR_MAP
from gql.mapping.sorting import sort_schema
from gql.mapping.types import TypeFactory

logger = logging.getLogger("gql")


@dataclass(frozen=True, slots=True)
class SchemaParts:
    """What users add to the mirrored schema: ordinary Strawberry types.

    `query_mixins` are Strawberry types whose fields join `Query`; `mutation` and `subscription` are the whole root types; `types`
    are object types that no field leads to; `extensions` are Strawberry's.
    """

    query_mixins: Sequence[type[Any]] = ()
    mutation: type[Any] | None = None
    subscription: type[Any] | None = None
    types: Sequence[type[Any]] = ()
    extensions: Iterable[type[SchemaExtension]] = ()


class GatewaySchema(strawberry.Schema):
    """A complete, executable Strawberry schema that also opens what the plan engine needs.

    `new_context` makes the context of an execution that is given none. With neither, only introspection works.
    """

    mirror: Mirror
    new_context: Callable[[], Context] | None = None
    _declared: Sequence[type[Any]] = ()

    def __init__(self, *args: Any, declared: Sequence[type[Any]] = (), **options: Any) -> None:
        self._declared = declared
        super().__init__(*args, **options)
        for graphql_type in self._schema.type_map.values():
            definition = graphql_type.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
            if isinstance(graphql_type, GraphQLInputObjectType) and isinstance(definition, StrawberryObjectDefinition):
                # Strawberry has a rule of its own for them, which only its executor adds (strawberry 0.341). Said to
                # graphql-core, literals are validated and variables refused with a place, whoever executes.
                graphql_type.is_one_of = definition.is_one_of
        sort_schema(self._schema)

    @property
    def schema_converter(self) -> GraphQLCoreConverter:
        """Strawberry's converter of types; it knows the declared ones as soon as Strawberry has made it."""
        return self._converter

    @schema_converter.setter
    def schema_converter(self, converter: GraphQLCoreConverter) -> None:
        def convert(annotation: Any) -> Any:
            return converter.from_type(StrawberryAnnotation(annotation).resolve())

        core_types = CoreTypes(convert, converter.get_graphql_fields, converter.DEFINITION_BACKREF)
        for cls in self._declared:
            graphql_type = core_types.named(cls)
            converter.type_map[graphql_type.name] = ConcreteType(cls.__strawberry_definition__, graphql_type)
        self._converter = converter

    @property
    def graphql_schema(self) -> GraphQLSchema:
        """The graphql-core schema, sorted."""
        return self._schema

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """The result by Strawberry's own executor, with a fresh context if none is given."""
        if context_value is None and self.new_context is not None:
            context_value = self.new_context()
        return await super().execute(
            query,
            variable_values,
            context_value,
            root_value,
            operation_name,
            allowed_operation_types,
            operation_extensions,
        )

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Logs what is unexpected, once, with its trace; a client's own mistakes are not logged (Strawberry logs all)."""
        context = execution_context.context if execution_context is not None else None
        if isinstance(context, Context) and context.reports_errors:
            return
        for error in errors:
            cause = error.original_error
            if cause is not None and not isinstance(cause, ClientError | GraphQLError):
                logger.error("A resolver failed at %s", error.path, exc_info=cause)


@without_collection()
def build_schema(mirror: Mirror, parts: SchemaParts | None = None) -> GatewaySchema:
    """The schema of `mirror` with the user's `parts`. Every call makes its own types: a process may hold several schemas."""
    parts = parts or SchemaParts()
    factory = TypeFactory(mirror)
    types = factory.build()
    query = factory.query(parts.query_mixins)
    schema = GatewaySchema(
        query=query,
        declared=[*types, query],
        mutation=parts.mutation,
        subscription=parts.subscription,
        types=[*types, *parts.types],
        extensions=parts.extensions,
        config=StrawberryConfig(scalar_map={**SCALAR_MAP, **factory.scalar_map}),
    )
    schema.mirror = mirror
    attach_resolvers(schema.graphql_schema, mirror)
    return schema


def field_arguments(info: strawberry.Info[Any, Any] | GraphQLResolveInfo[Any]) -> dict[str, Any]:
    """The coerced GraphQL arguments of the field that is being resolved, by GraphQL name: what a plan reads too."""
    raw: GraphQLResolveInfo[Any] = info._raw_info if isinstance(info, strawberry.Info) else info
    field = raw.parent_type.fields[raw.field_name]
    node: FieldNode = raw.field_nodes[0]
    variables: object = raw.variable_values
    if isinstance(variables, dict):  # Strawberry passes the coerced values alone
        variables = VariableValues({}, variables)
    assert isinstance(variables, VariableValues)
    return get_argument_values(field, node, variables)
