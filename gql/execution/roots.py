"""The root fields of a finished run: first the fast way, and if anything failed, the way that knows paths."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from gql.errors import InvalidId
from gql.execution.batches import ROOT_KEY, Batch
from gql.execution.completion import Completion, Path, Propagated
from gql.execution.connection_output import connection_writer
from gql.execution.output import write_rows
from gql.execution.row_source import NeedsCompletion
from gql.execution.run import NodeTarget, Result, Run
from gql.plan.nodes import Plan, RootConnection, RootLookUp, RootNodes, RootOutput, RootTypeName

logger = logging.getLogger("gql.execution")


def complete(plan: Plan, run: Run) -> Result:
    """Data and errors of a run whose Fetches are all done."""
    try:
        return run.result({root.key: _write(root, run) for root in plan.roots})
    except Exception as error:  # noqa: BLE001  # whatever a value's writer raises too: the walk finds where, and reports it there
        failure, completion = error, Completion(run.batches)
    try:
        data = {root.key: _complete(completion, root, run) for root in plan.roots}
    except Propagated:
        return run.result(None, completion.errors)
    if not completion.errors and not isinstance(failure, NeedsCompletion):
        # The walk found nothing wrong, so the fast output is: the client gets its answer, the log what has to be mended.
        logger.error("The compiled output failed where the walk did not.", exc_info=failure)
    return run.result(data, completion.errors)


def _write(root: RootOutput, run: Run) -> Any:
    match root:
        case RootTypeName():
            return root.name
        case RootConnection():
            return connection_writer(root.connection, run.batches, write_rows)(ROOT_KEY)
        case RootLookUp():
            batch = run.batches[root.fetch]
            if batch.error is not None:
                raise NeedsCompletion
            rows = write_rows(root.output, batch.rows, run.batches)
            return rows[0] if rows else None
        case RootNodes():
            values = _write_nodes(root, run)
            return values if root.many else values[0]


def _write_nodes(root: RootNodes, run: Run) -> list[Any]:
    values = []
    objects_by_type: dict[str, list[dict[str, Any]]] = {}
    for target in run.targets[root]:
        if target.error is not None or target.model_type is None:
            raise NeedsCompletion
        fetch, output = root.member(target.model_type)
        batch = run.batches[fetch]
        objects = objects_by_type.get(target.model_type.name)
        if objects is None:
            objects = objects_by_type[target.model_type.name] = write_rows(output, batch.rows, run.batches)
        index = batch.index_by_key.get(target.key)
        values.append(None if index is None else objects[index])
    return values


def _complete(completion: Completion, root: RootOutput, run: Run) -> Any:
    if isinstance(root, RootTypeName):
        return root.name
    path: Path = (root.key,)
    match root:
        case RootConnection():
            return completion.root_connection(root.connection, root.position, path)
        case RootLookUp():
            row = partial(_complete_row, completion, root, run.batches[root.fetch], path)
            return completion.field(root.position, path, row, nullable=True)
        case RootNodes():
            return _complete_nodes(completion, root, run, path)


def _complete_row(completion: Completion, root: RootLookUp, batch: Batch, path: Path) -> Any:
    if batch.error is not None:
        raise batch.error
    return completion.rows(root.output, batch.rows[0], root.position, path) if batch.rows else None


def _complete_nodes(completion: Completion, root: RootNodes, run: Run, path: Path) -> Any:
    targets = run.targets[root]
    if not root.many:
        return completion.field(
            root.position, path, partial(_complete_node, completion, root, run, targets[0], path), nullable=True
        )
    if len(targets) == 1 and targets[0].error is not None and not isinstance(targets[0].error, InvalidId):
        # The argument itself was refused, so the list as a whole failed; it may not be null.
        return completion.field(
            root.position, path, partial(_complete_node, completion, root, run, targets[0], path), nullable=False
        )
    return [
        completion.field(
            root.position,
            (*path, index),
            partial(_complete_node, completion, root, run, target, (*path, index)),
            nullable=True,
        )
        for index, target in enumerate(targets)
    ]


def _complete_node(completion: Completion, root: RootNodes, run: Run, target: NodeTarget, path: Path) -> Any:
    if target.error is not None:
        raise target.error
    if target.model_type is None:
        return None
    fetch, output = root.member(target.model_type)
    batch = run.batches[fetch]
    if batch.error is not None:
        raise batch.error
    index = batch.index_by_key.get(target.key)
    return None if index is None else completion.rows(output, batch.rows[index], root.position, path)
