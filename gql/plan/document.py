"""GraphQL text to a validated document, kept by text under bounds on entries and bytes.

Parsing and validating cost milliseconds, running a plan costs tenths of one: so a text is parsed, bounded and validated once,
and everything planned from it hangs on its `Document`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)

from gql.plan.coercion import InputCoercion, VariablesCoercer
from gql.plan.limits import DocumentLimits, check_limits
from gql.plan.selections import condition_variables

MAX_VALIDATION_ERRORS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """One operation of a document, with all that a request needs of it before its plan.

    `kind` is `query`, `mutation` or `subscription`. `coerce_variables` coerces the variables of a request; `conditions` are the
    names of those that decide a `@skip` or `@include`, sorted.
    """

    name: str | None
    node: OperationDefinitionNode
    kind: str
    coerce_variables: VariablesCoercer
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A parsed text: valid, or with the errors that refuse it.

    `prepared` holds its operations by the name that requests ask for them with, and `plans` is the cache of their plans.
    """

    text: str
    node: DocumentNode | None
    errors: tuple[GraphQLError, ...]
    operations: tuple[OperationDefinitionNode, ...] = ()
    fragments: dict[str, FragmentDefinitionNode] = field(default_factory=dict)
    prepared: dict[str | None, Operation] = field(default_factory=dict)
    plans: dict[Hashable, Any] = field(default_factory=dict)

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation called `name`, or the only one. Raises `GraphQLError` if that is not exactly one."""
        if name is None:
            if len(self.operations) == 1:
                return self.operations[0]
            if not self.operations:
                raise GraphQLError(
                    "The document holds no operation.", extensions={"code": "OPERATION_RESOLUTION_FAILURE"}
                )
            raise GraphQLError(
                "The document holds more than one operation: say which one with operationName.",
                extensions={"code": "OPERATION_RESOLUTION_FAILURE"},
            )
        found = [each for each in self.operations if each.name is not None and each.name.value == name]
        if len(found) != 1:
            raise GraphQLError(
                f"The document holds no operation named {name[:100]!r}.",
                extensions={"code": "OPERATION_RESOLUTION_FAILURE"},
            )
        return found[0]

    def prepare(self, name: str | None, coercion: InputCoercion) -> Operation:
        """The operation called `name`, or the only one, prepared once. Raises as `operation` does."""
        found = self.prepared.get(name)
        if found is None:
            node = self.operation(name)
            found = self.prepared[name] = Operation(
                node.name.value if node.name is not None else None,
                node,
                node.operation.value,
                coercion.variables(node.variable_definitions or ()),
                condition_variables(node, self.fragments),
            )
        return found


class DocumentCache:
    """Documents by text, least recently used out first.

    Bounded by `max_entries` and by `max_bytes` of text (what is planned from a text grows with it).
    """

    def __init__(
        self, schema: GraphQLSchema, limits: DocumentLimits, *, max_entries: int = 1000, max_bytes: int = 8 << 20
    ) -> None:
        self._schema = schema
        self._limits = limits
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._bytes = 0
        self._documents: OrderedDict[str, Document] = OrderedDict()

    def read(self, text: str) -> Document:
        """The document of `text`; its `errors` are not empty when it was refused. Never raises."""
        document = self._documents.get(text)
        if document is not None:
            self._documents.move_to_end(text)
            return document
        document = read_document(text, self._schema, self._limits)
        self._documents[text] = document
        self._bytes += len(text)
        while len(self._documents) > self._max_entries or (self._bytes > self._max_bytes and len(self._documents) > 1):
            evicted, _ = self._documents.popitem(last=False)
            self._bytes -= len(evicted)
        return document

    def __len__(self) -> int:
        return len(self._documents)


def read_document(text: str, schema: GraphQLSchema, limits: DocumentLimits) -> Document:
    """Parse, bound and validate `text`."""
    if len(text) > limits.max_bytes or len(text.encode("utf-8", "replace")) > limits.max_bytes:
        return Document(
            "",
            None,
            (_coded(GraphQLError(f"The document is longer than {limits.max_bytes} bytes."), "LIMIT_EXCEEDED"),),
        )
    try:
        return _read(text, schema, limits)
    except GraphQLSyntaxError as error:
        # The parser's own bounds, on tokens and on nesting, are syntax errors to it.
        code = "LIMIT_EXCEEDED" if "Parsing aborted" in error.message else "GRAPHQL_PARSE_FAILED"
        return Document(text, None, (_coded(error, code),))
    except RecursionError:
        return Document(text, None, (_coded(GraphQLError("The document is nested too deeply."), "LIMIT_EXCEEDED"),))


def _read(text: str, schema: GraphQLSchema, limits: DocumentLimits) -> Document:
    node = parse(text, max_tokens=limits.max_tokens)
    operations = tuple(each for each in node.definitions if isinstance(each, OperationDefinitionNode))
    fragments = {each.name.value: each for each in node.definitions if isinstance(each, FragmentDefinitionNode)}
    too_large = check_limits(operations, fragments, limits)
    if too_large is not None:
        return Document(text, node, (_coded(too_large, "LIMIT_EXCEEDED"),))
    errors = validate(schema, node, specified_rules, max_errors=MAX_VALIDATION_ERRORS)
    if errors:
        return Document(text, node, tuple(_coded(error, "GRAPHQL_VALIDATION_FAILED") for error in errors))
    return Document(text, node, (), operations, fragments)


def _coded(error: GraphQLError, code: str) -> GraphQLError:
    error.extensions = {**(error.extensions or {}), "code": code}
    return error
