"""What an operation costs the first time that a server sees it: `python -m benchmarks.compilation [--operation nested]`.

CPU milliseconds of each step until its statements are SQL: parsing, validating, planning, building SQLAlchemy's statements,
compiling them to text. *Cold* is the first operation over its types, which makes their aliases and fills SQLAlchemy's caches
too; *warm* is the median of others after it, each planned anew. Without a database: nothing is sent.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from graphql import OperationDefinitionNode, parse, specified_rules, validate

from benchmarks.operations import BY_NAME, Operation
from gql import Gateway, Settings
from gql.database import Database
from gql.execution.fetching import FetchSettings, Request, prepare
from gql.execution.operations import document_limits
from gql.plan.document import Document
from gql.plan.limits import check_limits
from gql.plan.nodes import Fetch, Plan
from gql.plan.page import PageLimits
from gql.plan.planner import plan_operation
from gql.reference import Base

URLS = ("postgresql://localhost/shop", "sqlite:///shop.sqlite", "mysql://localhost/shop")
STEPS = ("parse", "validate", "plan", "build", "compile")
PLAN_COMPILATION = ("plan", "build", "compile")
TARGET_MS = 5.0

Made = TypeVar("Made")


class Stopwatch:
    """CPU milliseconds by step."""

    def __init__(self) -> None:
        self.spent_ms = dict.fromkeys(STEPS, 0.0)

    def time(self, step: str, make: Callable[[], Made]) -> Made:
        """What `make` returns; its time is added to the step's."""
        began_ns = time.process_time_ns()
        made = make()
        self.spent_ms[step] += (time.process_time_ns() - began_ns) / 1e6
        return made


def compile_operation(gateway: Gateway, operation: Operation, settings: FetchSettings) -> dict[str, float]:
    """Milliseconds of each of `STEPS`, for the operation as if it were new."""
    watch = Stopwatch()
    schema = gateway.schema.graphql_schema
    node = watch.time("parse", lambda: parse(operation.query, max_tokens=gateway.settings.max_tokens))
    (definition,) = (each for each in node.definitions if isinstance(each, OperationDefinitionNode))
    limits = document_limits(gateway.settings)
    errors = watch.time(
        "validate", lambda: check_limits((definition,), {}, limits) or validate(schema, node, specified_rules)
    )
    assert not errors, errors
    document = Document(operation.query, node, (), (definition,))
    mirror = gateway.mirror
    plan = watch.time("plan", lambda: plan_operation(document, definition, {}, schema, mirror, mirror.root_fields))
    assert isinstance(plan, Plan), plan
    for fetch in every_fetch(plan.fetches):
        keys = [1] if fetch.parent_key else []
        request = watch.time("build", partial(prepare, fetch, keys, {}, settings))
        assert isinstance(request, Request), request
        watch.time("compile", partial(request.statement.selectable.compile, dialect=settings.dialect))
    return watch.spent_ms


def every_fetch(fetches: Sequence[Fetch]) -> Iterator[Fetch]:
    """The fetches and all below them."""
    for fetch in fetches:
        yield fetch
        yield from every_fetch(tuple(fetch.children.values()))


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--operation", choices=sorted(BY_NAME), default="nested")
    parser.add_argument("--rounds", type=int, default=50)
    arguments = parser.parse_args()
    operation = BY_NAME[arguments.operation]
    print(f"{operation.name}: {operation.title}; CPU ms\n")
    print(f"| database | | {' | '.join(STEPS)} | plan + build + compile |")
    print(f"| --- | --- {'| ---: ' * (len(STEPS) + 1)}|")
    for url in URLS:
        gateway = Gateway(Base, settings=Settings(page_size_max=1000), database=Database(url))
        assert gateway.database is not None
        settings = FetchSettings(gateway.database.engine.dialect, b"secret", PageLimits(20, 1000, 10_000))
        gc.collect()
        gc.freeze()  # as the server does
        cold = compile_operation(gateway, operation, settings)
        rounds = [compile_operation(gateway, operation, settings) for _ in range(arguments.rounds)]
        warm = {step: statistics.median(each[step] for each in rounds) for step in STEPS}
        for name, spent_ms in (("cold", cold), ("warm", warm)):
            total_ms = sum(spent_ms[step] for step in PLAN_COMPILATION)
            cells = " | ".join(f"{spent_ms[step]:.2f}" for step in STEPS)
            missed = "" if total_ms < TARGET_MS else " MISSED"
            print(f"| {gateway.database.dialect_name} | {name} | {cells} | {total_ms:.2f}{missed} |")


if __name__ == "__main__":
    main()
