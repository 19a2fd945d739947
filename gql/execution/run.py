"""The state of one execution of a plan, and its result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError

from gql.execution.batches import Batches
from gql.execution.fetching import FetchSettings
from gql.mapping.model_type import ModelType
from gql.plan.nodes import RootNodes


@dataclass(slots=True)
class Result:
    """`data` of a response, ready for the encoder, and the errors met on the way.

    `statements` is how many were sent, `rows` how many came back.
    """

    data: dict[str, Any] | None
    errors: Sequence[GraphQLError]
    statements: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class NodeTarget:
    """What one id of `node` or `nodes` asks for: a key of a type, or the error that the id is."""

    model_type: ModelType | None = None
    key: Any = None
    error: Exception | None = None


@dataclass(slots=True)
class Run:
    """One execution: what has been found so far.

    `variables` are graphql-core's coerced VariableValues; `settings` are those of the viewer.
    """

    variables: Any
    settings: FetchSettings
    batches: Batches
    targets: dict[RootNodes, list[NodeTarget]] = field(default_factory=dict)
    statements: int = 0
    rows: int = 0

    def result(self, data: dict[str, Any] | None, errors: Sequence[GraphQLError] = ()) -> Result:
        """The result with the counts of this run."""
        return Result(data, errors, self.statements, self.rows)
