"""Every operation twice: by plan, and by Strawberry's executor over the same schema. The answers must be the same bytes.

`Oracle.compare` runs both, holds their data and errors against each other and gives back what the plan answered, with the
statements that it sent. An operation that has no plan, or whose answers differ, fails the test with both answers in the message.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
import pytest
from sqlalchemy import Dialect

from gql.context import ANONYMOUS, Context, Viewer
from gql.execution import executor, fetching
from gql.execution.batches import Batch, Row
from gql.execution.encoding import encode_json
from gql.execution.error_report import report_errors
from gql.execution.fetching import FetchSettings, Request
from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from gql.plan.nodes import Fetch

Error = tuple[str, tuple[str | int, ...], str]
"""Message, path and code."""


@dataclass(slots=True)
class Sent:
    """One statement of a plan: what was bound, and how many rows came back and were kept."""

    selectable: Any  # SQLAlchemy has no common type for all that can be selected
    dialect: Dialect
    parameters: dict[str, Any]
    keys: int
    fetch: Fetch
    rows: int
    kept: int

    @property
    def sql(self) -> str:
        """Its text."""
        return str(self.selectable.compile(dialect=self.dialect))


@dataclass(frozen=True, slots=True)
class Answer:
    """The data of one executor as bytes, and its errors sorted."""

    data: bytes
    errors: tuple[Error, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What both executors agree on, and how the plan came to it."""

    answer: Answer
    statements: int
    rows: int
    sent: list[Sent] = field(default_factory=list)

    @property
    def data(self) -> Any:
        """The data as Python values."""
        return orjson.loads(self.answer.data)

    @property
    def codes(self) -> set[str]:
        """The codes of all errors."""
        return {code for _, _, code in self.answer.errors}


def agree(left: Answer, right: Answer) -> bool:
    """Whether two executors answered the same.

    Once a null has spread to a parent, an executor may give up what is left of that parent or not (specification, section
    6.4.4), so errors below it may be known to one executor only.
    """
    if left.data != right.data or bool(left.errors) != bool(right.errors):
        return False
    data = orjson.loads(left.data)
    return all(_is_hidden(data, path) for _, path, _ in set(left.errors) ^ set(right.errors))


def _is_hidden(data: Any, path: Sequence[str | int]) -> bool:
    for step in path[:-1]:
        if data is None:
            return True
        data = data[step]
    return data is None


class Oracle:
    """Both executors over one gateway."""

    def __init__(self, gateway: Gateway, viewer: Viewer = ANONYMOUS) -> None:
        self.gateway = gateway
        self.viewer = viewer

    async def compare(
        self, query: str, variables: Mapping[str, object] | None = None, operation_name: str | None = None
    ) -> Outcome:
        """What the plan answers, once it is sure that Strawberry's executor answers the same."""
        outcome = await self.plan(query, variables, operation_name)
        expected = await self.strawberry(query, variables, operation_name)
        if not agree(outcome.answer, expected):
            pytest.fail(_difference(query, variables, outcome.answer, expected), pytrace=False)
        return outcome

    async def plan(
        self, query: str, variables: Mapping[str, object] | None = None, operation_name: str | None = None
    ) -> Outcome:
        """What the plan answers. Fails the test if the operation has no plan."""
        request = OperationRequest(query, operation_name, variables)
        with statements_sent() as sent:
            response = await self.gateway.execute(request, Context(viewer=self.viewer))
        body = orjson.loads(response.body)
        execution = body.get("extensions", {}).get("execution", {})
        if execution.get("path") != "plan":
            pytest.fail(f"Not answered by plan: {response.body.decode()[:2000]}\n{query}", pytrace=False)
        data = response.body[len(b'{"data":') : len(b'{"data":') + _value_length(response.body)]
        answer = Answer(data, _sorted_errors(body.get("errors", ())))
        return Outcome(answer, execution["statements"], execution["rows"], sent)

    async def strawberry(
        self, query: str, variables: Mapping[str, object] | None = None, operation_name: str | None = None
    ) -> Answer:
        """What Strawberry's executor answers, through the encoder and error report of the gateway."""
        context = self.gateway.context(self.viewer)
        result = await self.gateway.schema.execute(
            query, variable_values=dict(variables or {}), context_value=context, operation_name=operation_name
        )
        errors = report_errors(result.errors or (), context.request_id)
        return Answer(encode_json(result.data), _sorted_errors(errors))


@contextmanager
def statements_sent() -> Iterator[list[Sent]]:
    """The statements that plans send inside of this block, in order."""
    sent: list[Sent] = []
    original = fetching.prepare

    def prepare(fetch: Fetch, keys: Sequence[Any], variables: Any, settings: FetchSettings) -> Request | Batch:
        request = original(fetch, keys, variables, settings)
        if isinstance(request, Batch):
            return request

        def read(rows: Sequence[Row]) -> Batch:
            # Whoever reads rows has sent the statement; not all that is prepared is sent.
            batch = request.read(rows)
            kept = max(len(batch.rows), len(batch.counts))
            selectable = request.statement.selectable
            sent.append(Sent(selectable, settings.dialect, dict(request.parameters), len(keys), fetch, len(rows), kept))
            return batch

        return replace(request, read=read)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executor, "prepare", prepare)
        yield sent


def _sorted_errors(errors: Sequence[Mapping[str, Any]]) -> tuple[Error, ...]:
    found = [
        (
            re.sub(r"\b[0-9a-f]{32}\b", "<id>", error["message"]),
            tuple(error.get("path", ())),
            error["extensions"]["code"],
        )
        for error in errors
    ]
    return tuple(sorted(found, key=str))


def _value_length(body: bytes) -> int:
    """How long the value of `data` is: the encoder writes `data` first, and what follows is another entry or the end."""
    text = body.decode()
    _, end = json.JSONDecoder().raw_decode(text, len('{"data":'))
    return len(text[len('{"data":') : end].encode())


def _difference(query: str, variables: Mapping[str, object] | None, plan: Answer, strawberry: Answer) -> str:
    at = next((i for i, (a, b) in enumerate(zip(plan.data, strawberry.data, strict=False)) if a != b), None)
    start = max(0, (at or 0) - 150)
    return "\n".join(
        [
            f"The executors differ, data from byte {at} on.",
            f"only plan errors:       {sorted(set(plan.errors) - set(strawberry.errors), key=str)}",
            f"only strawberry errors: {sorted(set(strawberry.errors) - set(plan.errors), key=str)}",
            query,
            f"variables: {variables}",
            f"plan:       …{plan.data[start : start + 500].decode(errors='replace')}",
            f"strawberry: …{strawberry.data[start : start + 500].decode(errors='replace')}",
        ]
    )
