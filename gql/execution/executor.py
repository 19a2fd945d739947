"""Runs plans: layer by layer, keys in, rows out, then one pass to the response.

A layer is the Fetches whose keys are known at the same time. The connection is held from the first statement to the
last and no longer; several statements of one operation see one snapshot of the database.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, TypeAlias

from graphql import GraphQLError

from gql.context import ANONYMOUS, Viewer
from gql.database import Database
from gql.database.direct import DirectReading
from gql.errors import ClientError, InvalidId
from gql.execution.batches import Batch, Batches, Row, read_key
from gql.execution.fetching import FetchSettings, Request, prepare
from gql.execution.look_ups import look_up_key, read_node_ids
from gql.execution.reader import ConnectionReader, DriverReader, RowReader
from gql.execution.roots import complete
from gql.execution.run import NodeTarget, Result, Run
from gql.mapping.model_type import Mirror
from gql.plan.nodes import (
    Fetch,
    FetchKind,
    Plan,
    RootLookUp,
    RootNodes,
    Slot,
    type_slot,
)

# The Fetches that are sent next, each with its keys and its bound statement.
Layer: TypeAlias = list[tuple[Fetch, Sequence[Any], Request]]


class PlanExecutor:
    """Runs plans against one database. It holds no state of any run."""

    def __init__(self, database: Database, mirror: Mirror, settings: FetchSettings, *, nodes_max: int = 50) -> None:
        self._database = database
        self._mirror = mirror
        self._settings = settings
        self._nodes_max = nodes_max

    async def run(self, plan: Plan, variables: Any, viewer: Viewer = ANONYMOUS) -> Result:
        """The data and errors of an operation, as `viewer` sees them. `variables` are graphql-core's VariableValues.

        Raises `ServiceError` when the database fails as a whole.
        """
        run = self._new_run(variables, self._settings.seen_by(viewer))
        # All of it before the first statement is built: `node` fields that share a Fetch add to its slots.
        layer = self._prepare(list(self._first_layer(plan, run)), run)
        if layer:
            await self._read(run, layer)
        return complete(plan, run)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[RowReader]:
        """A reader for many runs that see one state of the database; held until the scope ends, and never repeated."""
        database = self._database
        if database.reads_directly:
            async with DirectReading(database, snapshot=True) as direct:
                yield DriverReader(direct, self._settings.dialect)
        else:
            async with database.reading(snapshot=True) as connection:
                yield ConnectionReader(connection)

    async def run_over(self, reader: RowReader, plan: Plan, variables: Any, *, root_settings: FetchSettings) -> Result:
        """The data and errors of one run over `reader`; `root_settings` hold for the plan's root Fetches only."""
        run = self._new_run(variables, replace(self._settings, visibility=root_settings.visibility))
        layer = self._prepare(list(self._first_layer(plan, run)), run, root_settings)
        await self._run_layers(run, layer, reader)
        return complete(plan, run)

    def _new_run(self, variables: Any, settings: FetchSettings) -> Run:
        return Run(variables, settings, Batches(trusts_columns=self._database.dialect_name != "sqlite"))

    async def _read(self, run: Run, layer: Layer) -> None:
        database, snapshot = self._database, _is_many(layer)
        if database.reads_directly:
            dialect = self._settings.dialect
            await database.read_directly(
                lambda connection: self._run_layers(run, layer, DriverReader(connection, dialect)), snapshot=snapshot
            )
        else:
            await database.read(
                lambda connection: self._run_layers(run, layer, ConnectionReader(connection)), snapshot=snapshot
            )

    def _first_layer(self, plan: Plan, run: Run) -> Iterator[tuple[Fetch, Sequence[Any]]]:
        for root in plan.roots:
            if isinstance(root, RootLookUp):
                yield from self._look_up(root, run)
            elif isinstance(root, RootNodes):
                yield from self._nodes(root, run)
        for fetch in plan.fetches:
            if fetch.kind is not FetchKind.KEYS:
                yield fetch, ()

    def _look_up(self, root: RootLookUp, run: Run) -> Iterator[tuple[Fetch, Sequence[Any]]]:
        if root.fetch in run.batches or root.fetch.read_arguments is None:
            return
        try:
            key = look_up_key(
                root.root_field, root.fetch.read_arguments(run.variables), self._mirror, self._settings.dialect
            )
        except (ClientError, GraphQLError) as error:
            run.batches[root.fetch] = Batch(error=error)
            return
        run.batches[root.fetch] = Batch()
        yield root.fetch, (key,)

    def _nodes(self, root: RootNodes, run: Run) -> Iterator[tuple[Fetch, Sequence[Any]]]:
        keys_by_fetch: dict[Fetch, dict[Any, None]] = {}
        targets = run.targets[root] = []
        try:
            arguments = root.read_arguments(run.variables)
            found = read_node_ids(arguments, self._mirror, many=root.many, most=self._nodes_max)
        except (ClientError, GraphQLError) as error:
            targets.append(NodeTarget(error=error))
            return
        for item in found:
            if isinstance(item, InvalidId):
                targets.append(NodeTarget(error=item))
                continue
            model_type, key = item
            targets.append(NodeTarget(model_type, key))
            keys_by_fetch.setdefault(root.member(model_type)[0], {})[key] = None
        for fetch, keys in keys_by_fetch.items():
            if fetch not in run.batches:
                run.batches[fetch] = Batch()
                yield fetch, list(keys)

    def _prepare(
        self, asked: Iterable[tuple[Fetch, Sequence[Any]]], run: Run, settings: FetchSettings | None = None
    ) -> Layer:
        """The Fetches of a layer that need a statement; the Batches of the others are there at once."""
        layer: Layer = []
        for fetch, keys in asked:
            prepared = prepare(fetch, keys, run.variables, settings or run.settings)
            if isinstance(prepared, Batch):
                run.batches[fetch] = prepared
            else:
                layer.append((fetch, keys, prepared))
        return layer

    async def _run_layers(self, run: Run, layer: Layer, reader: RowReader) -> None:
        run.statements = run.rows = 0  # the whole run may be repeated over another connection
        while layer:
            asked: list[tuple[Fetch, Sequence[Any]]] = []
            for fetch, keys, request in layer:
                if len(keys) > self._settings.max_keys:
                    batch = await self._load_chunks(fetch, keys, run, reader)
                else:
                    batch = await _send(request, run, reader)
                run.batches[fetch] = batch
                if batch.rows:
                    asked.extend((child, child_keys(fetch, child, batch)) for child in fetch.children.values())
            layer = self._prepare(asked, run)

    async def _load_chunks(self, fetch: Fetch, keys: Sequence[Any], run: Run, reader: RowReader) -> Batch:
        """The same statement for one chunk of keys after the other, and the batches joined."""
        size = self._settings.max_keys
        whole = Batch(rows=[])
        rows: list[Row] = []
        index_by_key, pages, counts = dict(whole.index_by_key), dict(whole.pages), dict(whole.counts)
        for start in range(0, len(keys), size):
            request = prepare(fetch, keys[start : start + size], run.variables, run.settings)
            if isinstance(request, Batch):
                return request
            batch = await _send(request, run, reader)
            shift = len(rows)
            rows.extend(batch.rows)
            index_by_key.update((key, index + shift) for key, index in batch.index_by_key.items())
            pages.update(
                (key, page._replace(start=page.start + shift, stop=page.stop + shift))
                for key, page in batch.pages.items()
            )
            counts.update(batch.counts)
            whole.keyset_at, whole.cursors = batch.keyset_at, batch.cursors
        whole.rows, whole.index_by_key, whole.pages, whole.counts = rows, index_by_key, pages, counts
        return whole


async def _send(request: Request, run: Run, reader: RowReader) -> Batch:
    run.statements += 1
    rows = await reader.fetch(request.statement, request.parameters)
    run.rows += len(rows)
    return request.read(rows)


def child_keys(fetch: Fetch, child: Fetch, batch: Batch) -> Sequence[Any]:
    """The distinct keys of a child Fetch in its parent's rows, in their order; rows of other types have none."""
    rows: Sequence[Row] = batch.rows
    if child.parent_members is not None:
        discriminator = fetch.index_by_slot[Slot(fetch.model_type, type_slot)]
        members = fetch.model_type.discriminator
        rows = [
            row
            for row in rows
            if (member := members.get(row[discriminator])) and member.object_name in child.parent_members
        ]
    if len(child.parent_key) == 1:
        index = child.parent_key[0]
        keys = dict.fromkeys([row[index] for row in rows])
        keys.pop(None, None)
        return list(keys)
    tuples = dict.fromkeys([read_key(row, child.parent_key) for row in rows])
    return [key for key in tuples if None not in key]


def _is_many(layer: Layer) -> bool:
    """Whether more than one statement can follow, so that they need a snapshot to agree."""
    return len(layer) > 1 or bool(layer[0][0].children)
