"""The loaders of one operation, for resolvers that Strawberry's executor runs one by one.

Each distinct relation and set of arguments has an `aiodataloader.DataLoader`; its batch function sends the statement that a
plan's Fetch would send, with all attributes selected. So a resolver never costs a statement of its own, and both executors
read the same rows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from aiodataloader import DataLoader
from graphql import GraphQLError

from gql.context import ConnectionRecord, EdgeRecord, PageRecord, Record
from gql.database import Database
from gql.errors import ClientError, InvalidId
from gql.execution.aggregate_records import aggregate_record, group_record
from gql.execution.batches import EMPTY_PAGE, ROOT_KEY, Batch, PageSlice, Row, empty_aggregate
from gql.execution.connection_output import cursor_writer
from gql.execution.fetching import FetchSettings, prepare, read_group_arguments
from gql.execution.found import FoundRows
from gql.execution.loaded_connection import LoadedConnection
from gql.execution.look_ups import look_up_key, read_node_ids
from gql.execution.reader import ConnectionReader
from gql.mapping.ids import typed_key
from gql.mapping.model_type import AttributeKind, Mirror, ModelType, Relation, RootField, RootFieldKind, UniqueKey
from gql.plan.nodes import Fetch, FetchKind, type_slot
from gql.plan.search import RANK_SCALE

LoadBatch = Callable[[list[Any]], Coroutine[Any, Any, list[Any]]]


class BatchLoader:
    """A DataLoader that takes None for a missing key.

    Callers that wait for one key share a future: when one is cancelled the others still get their value. When all are cancelled,
    so is the statement that they waited for, and the loader starts afresh.
    """

    def __init__(self, load_batch: LoadBatch) -> None:
        self._load_batch = load_batch
        self._loader: DataLoader[Any, Any] = DataLoader(self._run)
        self._running: set[asyncio.Task[list[Any]]] = set()
        self._waiting = 0

    async def load(self, key: Any) -> Any:
        """What the batch function finds for `key`, or None for None."""
        if key is None or (isinstance(key, tuple) and None in key):
            return None
        self._waiting += 1
        try:
            return await asyncio.shield(self._loader.load(key))
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._abandon()

    def _abandon(self) -> None:
        """Nobody waits any more: what still runs was cancelled, and will not resolve its futures."""
        if self._running:
            self._loader.clear_all()
            for task in self._running:
                task.cancel()

    async def _run(self, keys: list[Any]) -> list[Any]:
        if not self._waiting:
            self._loader.clear_all()
            raise asyncio.CancelledError
        task = asyncio.ensure_future(self._load_batch(keys))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await task


class RequestLoaders:
    """Implements `gql.context.Loaders` for one operation."""

    def __init__(self, database: Database, mirror: Mirror, settings: FetchSettings, *, nodes_max: int = 50) -> None:
        self._database = database
        self._mirror = mirror
        self._settings = settings
        self._nodes_max = nodes_max
        self._loaders: dict[tuple[object, ...], tuple[Fetch, BatchLoader]] = {}

    # Look-ups

    async def load_node(self, global_id: str) -> Record | None:
        """The row with this global id, of whatever type."""
        (found,) = await self._load_nodes({"id": global_id}, many=False)
        if isinstance(found, Exception):
            raise found
        return found

    async def load_nodes(self, global_ids: Sequence[str]) -> Sequence[Record | Exception | None]:
        """One result for each id, in order."""
        return await self._load_nodes({"ids": global_ids}, many=True)

    async def _load_nodes(self, arguments: Mapping[str, Any], *, many: bool) -> list[Record | Exception | None]:
        async def load(item: tuple[ModelType, Any] | InvalidId) -> Record | Exception | None:
            if isinstance(item, InvalidId):
                return item
            return await self._by_key(item[0], item[1], None)

        found = read_node_ids(arguments, self._mirror, many=many, most=self._nodes_max)
        return list(await asyncio.gather(*(load(item) for item in found)))

    async def load_by_id(self, model_type: ModelType, global_id: str) -> Record | None:
        """The row with this global id if it is a `model_type`."""
        return await self._by_key(model_type, typed_key(global_id, model_type, self._mirror), None)

    async def load_by_unique(
        self, model_type: ModelType, unique_key: UniqueKey, values: Mapping[str, Any]
    ) -> Record | None:
        """The row whose unique attributes have these values."""
        root_field = RootField(unique_key.field_name, RootFieldKind.BY_UNIQUE, model_type, unique_key)
        return await self._by_key(
            model_type, look_up_key(root_field, values, self._mirror, self._settings.dialect), root_field
        )

    async def _by_key(self, model_type: ModelType, key: Any, root_field: RootField | None) -> Record | None:
        def make() -> Fetch:
            return _full_fetch(
                FetchKind.KEYS, model_type, root_field.name if root_field else model_type.name, root_field=root_field
            )

        # What the database finds by a unique value need not equal it in Python (case, spelling): one value, one loader.
        only = key if root_field is not None else None
        found: Record | None = await self.load(("key", model_type, root_field and root_field.name, only), make, key)
        return found

    # Relations

    async def load_related(self, relation: Relation, parent: Record) -> Record | None:
        """The target of a to-one relation."""
        found: Record | None = await self.load(
            ("one", relation.coordinate),
            lambda: _full_fetch(FetchKind.TO_ONE, relation.target, relation.coordinate, relation=relation),
            _parent_key(relation, parent, self._mirror),
        )
        return found

    async def load_related_list(self, relation: Relation, parent: Record) -> Sequence[Record]:
        """All targets of a to-many relation that is exposed as a plain list."""
        found: Sequence[Record] | None = await self.load(
            ("list", relation.coordinate),
            lambda: _full_fetch(FetchKind.ALL, relation.target, relation.coordinate, relation=relation),
            _parent_key(relation, parent, self._mirror),
        )
        return found or ()

    def connection(self, model_type: ModelType, arguments: Mapping[str, Any]) -> ConnectionRecord:
        """A root connection."""
        scope = model_type.plural_field
        page = _full_fetch(FetchKind.LIST, model_type, scope, arguments=arguments)
        return self._connection(page, ("root", scope), ROOT_KEY, arguments)

    def search(self, arguments: Mapping[str, Any]) -> ConnectionRecord:
        """What the root field `search` finds, of all types."""
        return FoundRows(arguments, self._settings, self.connection)

    def related_connection(self, relation: Relation, parent: Record, arguments: Mapping[str, Any]) -> ConnectionRecord:
        """A to-many relation of `parent` as a connection."""
        scope = relation.coordinate
        page = _full_fetch(FetchKind.TO_MANY, relation.target, scope, relation=relation, arguments=arguments)
        return self._connection(page, ("many", scope), _parent_key(relation, parent, self._mirror), arguments)

    def _connection(
        self, page: Fetch, name: tuple[object, ...], key: Any, arguments: Mapping[str, Any]
    ) -> ConnectionRecord:
        # The arguments are judged here, at the connection's own field, before anything below it is resolved.
        error = _argument_error(page, self._settings)
        if error is not None:
            raise error
        return LoadedConnection(self, page, name, arguments, key)

    def group_error(self, groups: Fetch) -> Exception | None:
        """Why the arguments of `groupBy` are refused, if they are."""
        return _error_of(lambda: read_group_arguments(groups, None, self._settings))

    async def load(self, name: tuple[object, ...], make: Callable[[], Fetch], key: Any) -> Any:
        """What the loader called `name` finds for `key`; `make` gives its Fetch if it is new."""
        known = self._loaders.get(name)
        if known is None:
            fetch = make()
            known = self._loaders[name] = (fetch, BatchLoader(self._batch_function(fetch)))
        return await known[1].load(key)

    def _batch_function(self, fetch: Fetch) -> LoadBatch:
        async def load_batch(keys: list[Any]) -> list[Any]:
            distinct = list(dict.fromkeys(keys)) if fetch.relation is not None or fetch.kind is FetchKind.KEYS else ()
            batch = await self._send(fetch, distinct)
            if batch.error is not None:
                raise batch.error
            found = _results(fetch, batch)
            return [found(key) for key in keys]

        return load_batch

    async def _send(self, fetch: Fetch, keys: Sequence[Any]) -> Batch:
        prepared = prepare(fetch, keys, None, self._settings)
        if isinstance(prepared, Batch):
            return prepared

        async def fetch_rows(connection: Any) -> Sequence[Row]:
            return await ConnectionReader(connection).fetch(prepared.statement, prepared.parameters)

        return prepared.read(await self._database.read(fetch_rows, snapshot=False))


def _argument_error(page: Fetch, settings: FetchSettings) -> ClientError | GraphQLError | None:
    unsent = prepare(page, (), None, settings)
    refused = unsent.error if isinstance(unsent, Batch) else None
    return refused if isinstance(refused, ClientError | GraphQLError) else None


def _error_of(read: Callable[[], object]) -> ClientError | GraphQLError | None:
    try:
        read()
    except (ClientError, GraphQLError) as error:
        return error
    return None


def _full_fetch(
    kind: FetchKind,
    model_type: ModelType,
    scope: str,
    *,
    relation: Relation | None = None,
    root_field: RootField | None = None,
    arguments: Mapping[str, Any] | None = None,
) -> Fetch:
    """A Fetch of everything that any resolver of `model_type` could read."""
    fetch = Fetch(kind, model_type, scope, relation, root_field, needs_rows=True)
    if arguments is not None:
        fetch.read_arguments = lambda variables: arguments
    fetch.needs_cursors = fetch.needs_next = fetch.needs_previous = True
    members = model_type.members or (model_type,)
    for member in members:
        for name in _names(member):
            fetch.slot(model_type if name in model_type.mapper.all_orm_descriptors else member, name)
    if len(members) > 1:
        fetch.slot(model_type, type_slot)
    for attribute in relation.edge_attributes if relation is not None else ():
        fetch.slot(model_type, attribute.name, on_edge=True)
    return fetch


def _names(member: ModelType) -> list[str]:
    """The attributes of a type's records: what is shown, and the keys that its relations are batched by."""
    names: dict[str, None] = {}
    for attribute in (*member.key, *member.attributes.values()):
        parts = attribute.parts if attribute.kind is AttributeKind.COMPOSITE else (attribute,)
        names.update((part.name, None) for part in parts)
    if member.row_id is not None:
        names[member.row_id.name] = None
    for relation in member.relations.values():
        names.update((member.mapper.get_property_by_column(column).key, None) for column in relation.local)
    return list(names)


def _results(fetch: Fetch, batch: Batch) -> Callable[[Any], Any]:
    """From a key to what its loader gives."""
    if fetch.kind is FetchKind.COUNT:
        return lambda key: batch.counts.get(key, 0)
    if fetch.kind is FetchKind.AGGREGATE:
        empty = empty_aggregate(fetch)
        return lambda key: aggregate_record(
            fetch, batch.rows[batch.index_by_key[key]] if key in batch.index_by_key else empty
        )
    if fetch.kind is FetchKind.GROUPS:
        groups = [group_record(fetch, row) for row in batch.rows]
        return lambda key: groups[slice(*batch.pages.get(key, EMPTY_PAGE)[:2])]
    records = [_record(fetch, row) for row in batch.rows]
    if fetch.kind is FetchKind.ALL:
        return lambda key: records[slice(*batch.pages.get(key, EMPTY_PAGE)[:2])]
    if fetch.kind in (FetchKind.LIST, FetchKind.TO_MANY):
        return lambda key: _page(fetch, batch, records, batch.pages.get(key, EMPTY_PAGE))
    if fetch.root_field is not None:
        return lambda key: records[0] if records else None
    return lambda key: records[batch.index_by_key[key]] if key in batch.index_by_key else None


def _record(fetch: Fetch, row: Row) -> Record:
    model_type = fetch.model_type
    discriminator = fetch.index_by_slot_name(type_slot)
    member = model_type if discriminator is None else model_type.discriminator[row[discriminator]]
    if discriminator is None and model_type.members:
        (member,) = model_type.members
    values: dict[str, Any] = {}
    for slot, value in zip(fetch.slots, row, strict=False):
        if not slot.on_edge and (slot.member is model_type or slot.member is member):
            values[slot.name] = value
    for attribute in member.attributes.values():
        if attribute.kind is AttributeKind.COMPOSITE and attribute.composite_class is not None:
            parts = [values[part.name] for part in attribute.parts]
            values[attribute.name] = None if all(part is None for part in parts) else attribute.composite_class(*parts)
    return Record(member.object_name, values)


def _page(fetch: Fetch, batch: Batch, records: Sequence[Record], page: PageSlice) -> PageRecord:
    edges, cursor = [], cursor_writer(batch)
    for index in range(page.start, page.stop):
        row = batch.rows[index]
        values = {slot.name: value for slot, value in zip(fetch.slots, row, strict=False) if slot.on_edge}
        rank = 0 if batch.rank_at is None else row[batch.rank_at] / RANK_SCALE
        edges.append(EdgeRecord(cursor(row), records[index], values, rank, batch.words))
    start, end = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
    return PageRecord(edges, page.has_next, page.has_previous, start, end)


def _parent_key(relation: Relation, parent: Record, mirror: Mirror) -> Any:
    mapper = next(
        (each.mapper for each in mirror.by_model.values() if each.object_name == parent.type_name),
        relation.source.mapper,
    )
    values = tuple(parent.values[mapper.get_property_by_column(column).key] for column in relation.local)
    return values[0] if len(values) == 1 else values
