"""One Fetch at run time: its arguments and keys to a bound statement, and the rows that come back to a Batch.

Nothing here awaits. `prepare` decides what to send, or that nothing need be sent; the caller sends it and gives the rows to
`Request.read`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError
from sqlalchemy import Dialect

from gql.errors import ClientError
from gql.execution.batches import Batch, Row, aggregate_rows, count_rows, cut_pages, group_rows, index_rows, read_key
from gql.mapping.model_type import Mirror
from gql.plan.filters import EVERYTHING, SEARCH, Matches, Where
from gql.plan.grouping import Grouping, read_grouping
from gql.plan.nodes import Fetch, FetchKind
from gql.plan.ordering import Ordering, read_ordering
from gql.plan.page import Page, PageLimits, read_page, read_tree_depth
from gql.plan.where import read_filter
from gql.sql.cursors import CursorCodec
from gql.sql.grouping import aggregate_statement, groups_statement
from gql.sql.pages import PageShape
from gql.sql.statements import (
    Statement,
    count_statement,
    list_statement,
    look_up_statement,
    order_terms,
    page_statement,
)

MAX_SHAPES = 64
"""Statements kept per Fetch: clients whose orders come from variables could otherwise fill memory."""

MAX_WRITTEN_LIMITS = 8
"""Page sizes per Fetch that stand in the text of statements of their own."""

NO_ARGUMENTS: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """What running any Fetch needs to know of its gateway. `secret` signs cursors."""

    mirror: Mirror
    dialect: Dialect
    secret: bytes
    limits: PageLimits
    max_keys: int = 10_000


@dataclass(slots=True, eq=False)
class Request:
    """A statement to send with `parameters`, and `read`, which turns its rows into a Batch."""

    statement: Statement
    parameters: Mapping[str, Any]
    read: Callable[[Sequence[Row]], Batch]


def prepare(fetch: Fetch, keys: Sequence[Any], variables: Any, settings: FetchSettings) -> Request | Batch:
    """What to send for a Fetch with these distinct keys (none for a root list), or the Batch if nothing has to be sent.

    An argument out of range becomes the Batch's `error`: it is the field's, not the request's.
    """
    if fetch.kind in (FetchKind.LIST, FetchKind.TO_MANY):
        return _prepare_page(fetch, keys, variables, settings)
    if fetch.kind in _WHOLE:
        return _prepare_whole(fetch, keys, variables, settings)
    if fetch.kind is FetchKind.GROUPS:
        return _prepare_groups(fetch, keys, variables, settings)
    statement = _simple_statement(fetch, settings, one=len(keys) == 1)
    # Of these only ancestors are a walk, and they take no arguments.
    walked = _walk_parameters(fetch, NO_ARGUMENTS, settings)
    parameters = statement.keys.parameters(keys) | walked if statement.keys is not None else {}
    if statement.keys is not None and not keys:
        return Batch()
    if fetch.kind is FetchKind.KEYS and (fetch.root_field is None or fetch.root_field.unique_key is None):
        # An id has one spelling; a database that ignores case would find rows of another.
        return Request(
            statement,
            parameters,
            lambda rows: index_rows([row for row in rows if read_key(row, statement.key_at) in keys], statement),
        )
    read = group_rows if fetch.kind is FetchKind.ALL else index_rows
    return Request(statement, parameters, lambda rows: read(rows, statement))


def _prepare_whole(fetch: Fetch, keys: Sequence[Any], variables: Any, settings: FetchSettings) -> Request | Batch:
    """The count of a list, or what it comes to."""
    arguments = _read_arguments(fetch, variables)
    one = len(keys) == 1
    kept: tuple[Any, Request] | None = fetch.statements.get(("whole", one))
    if kept is not None and kept[0] is arguments:
        asked = kept[1]
    else:
        try:
            where = _read_where(fetch, arguments, settings)
            walked = _walk_parameters(fetch, arguments, settings)
        except (ClientError, GraphQLError) as error:
            return Batch(error=error)
        statement = _whole_statement(fetch, where, settings, one=one)
        _, read = _WHOLE[fetch.kind]
        parameters = {**statement.filter.parameters(where), **walked}
        asked = Request(statement, parameters, lambda rows: read(rows, statement))
        fetch.statements["whole", one] = (arguments, asked)
    if asked.statement.keys is None:
        return asked
    if not keys:
        return Batch()
    return Request(asked.statement, {**asked.parameters, **asked.statement.keys.parameters(keys)}, asked.read)


_WHOLE = {FetchKind.COUNT: (count_statement, count_rows), FetchKind.AGGREGATE: (aggregate_statement, aggregate_rows)}


def _whole_statement(fetch: Fetch, where: Where, settings: FetchSettings, *, one: bool) -> Statement:
    key = ("whole", where.signature, one)
    statement: Statement | None = fetch.statements.get(key)
    if statement is None:
        build, _ = _WHOLE[fetch.kind]
        statement = build(fetch, where, settings.dialect, one=one)
        _keep(fetch, key, statement)
    return statement


def _read_arguments(fetch: Fetch, variables: Any) -> Mapping[str, Any]:
    return fetch.read_arguments(variables) if fetch.read_arguments is not None else NO_ARGUMENTS


def _walk_parameters(fetch: Fetch, arguments: Mapping[str, Any], settings: FetchSettings) -> dict[str, Any]:
    """What a walk of a tree is bound by, nothing for other Fetches. Raises `ClientError` or `GraphQLError`."""
    if fetch.relation is None or fetch.relation.walk is None:
        return {}
    return {"tree_depth": read_tree_depth(arguments, fetch.scope, settings.limits)}


def _simple_statement(fetch: Fetch, settings: FetchSettings, *, one: bool) -> Statement:
    statement: Statement | None = fetch.statements.get(one)
    if statement is None:
        if fetch.kind is FetchKind.ALL:
            statement = list_statement(
                fetch,
                read_ordering(fetch.model_type, None, scope=fetch.scope, relation=fetch.relation),
                settings.dialect,
                one=one,
            )
        else:
            statement = look_up_statement(fetch, settings.dialect, one=one)
        fetch.statements[one] = statement
    return statement


def read_group_arguments(fetch: Fetch, variables: Any, settings: FetchSettings) -> Grouping:
    """What the arguments of `groupBy` ask for in this request. Raises `ClientError` or `GraphQLError`."""
    arguments = fetch.read_groups(variables) if fetch.read_groups is not None else {}
    return read_grouping(fetch.model_type, arguments, fetch.scope, settings.limits)


def _prepare_groups(fetch: Fetch, keys: Sequence[Any], variables: Any, settings: FetchSettings) -> Request | Batch:
    try:
        grouping = read_group_arguments(fetch, variables, settings)
        where = _read_where(fetch, _read_arguments(fetch, variables), settings)
        walked = _walk_parameters(fetch, _read_arguments(fetch, variables), settings)
    except (ClientError, GraphQLError) as error:
        return Batch(error=error)
    if (fetch.relation is not None and not keys) or not grouping.limit:
        return Batch()
    one = len(keys) == 1
    shape = ("groups", where.signature, grouping.signature, one)
    statement: Statement | None = fetch.statements.get(shape)
    if statement is None:
        statement = groups_statement(fetch, where, grouping, settings.dialect, one=one)
        _keep(fetch, shape, statement)
    parameters = {**statement.filter.parameters(where), **walked, "row_limit": grouping.limit, **grouping.values}
    if statement.keys is not None:
        parameters.update(statement.keys.parameters(keys))
    return Request(statement, parameters, lambda rows: group_rows(rows, statement))


def _prepare_page(fetch: Fetch, keys: Sequence[Any], variables: Any, settings: FetchSettings) -> Request | Batch:
    arguments = _read_arguments(fetch, variables)
    one = len(keys) == 1
    kept: tuple[Any, Request] | None = fetch.statements.get(("page", one))
    if kept is not None and (kept[0] is arguments or _ask_the_same(kept[0], arguments)):
        asked = kept[1]
    else:
        found = _ask_page(fetch, arguments, settings, one=one)
        if isinstance(found, Batch):
            return found
        asked = found
        fetch.statements["page", one] = (arguments, asked)
    if asked.statement.keys is None:
        return asked
    if not keys:
        return Batch()
    return Request(asked.statement, {**asked.parameters, **asked.statement.keys.parameters(keys)}, asked.read)


def _ask_the_same(kept: Mapping[str, Any], arguments: Mapping[str, Any]) -> bool:
    """Whether variables say again what they said last time, as those of a list's first page mostly do.

    Numbers and truth values that Python calls equal mean different things only in filters.
    """
    return kept == arguments and "where" not in arguments


def _ask_page(fetch: Fetch, arguments: Mapping[str, Any], settings: FetchSettings, *, one: bool) -> Request | Batch:
    """What to send for these arguments, but for the keys; an empty Batch if nothing is asked for."""
    try:
        where = _read_where(fetch, arguments, settings)
        page, ordering = _read_page(fetch, arguments, where.matches, settings)
        walked = _walk_parameters(fetch, arguments, settings)
        # Finding out how its order is written takes as long as a statement, and most pages show no cursor.
        has_cursors = fetch.needs_cursors or page.after is not None or page.before is not None
        codec = _cursor_codec(fetch, ordering, settings) if has_cursors else None
        if codec is not None and ordering.is_by_rank:
            codec = codec.bound_to(" ".join(where.values[SEARCH]))
        after = codec.decode(page.after, f"{fetch.scope}: after") if codec and page.after is not None else None
        before = codec.decode(page.before, f"{fetch.scope}: before") if codec and page.before is not None else None
    except (ClientError, GraphQLError) as error:
        return Batch(error=error)
    more = fetch.needs_previous if page.reverse else fetch.needs_next
    limit = page.limit + 1 if more else page.limit
    shape = PageShape(
        page.reverse,
        page.offset > 0,
        _nulls(after),
        _nulls(before),
        fetch.needs_previous and (after is not None or page.offset > 0),
        fetch.needs_next and before is not None,
        _written_limit(fetch, limit),
    )
    if not fetch.needs_rows or not (limit or shape.has_probes):
        return Batch()
    statement = _page_statement(fetch, where, ordering, shape, settings, one=one)
    parameters = {**statement.filter.parameters(where), **walked}
    if shape.limit is None:
        parameters["row_limit"] = limit
    if shape.has_offset:
        parameters["row_offset"] = page.offset
        parameters["row_end"] = page.offset + limit
    for prefix, keyset in (("after", after), ("before", before)):
        for index, value in enumerate(keyset or ()):
            parameters[f"{prefix}_{index}"] = value

    def read(rows: Sequence[Row]) -> Batch:
        batch = cut_pages(rows, statement, page)
        batch.keyset_at, batch.cursors = statement.keyset_at, codec
        batch.words = where.values.get(SEARCH)
        batch.rank_at = statement.keyset_at[0] if ordering.is_by_rank and codec is not None else None
        return batch

    return Request(statement, parameters, read)


def _written_limit(fetch: Fetch, limit: int) -> int | None:
    """The limit if it is to stand in the statement's text: databases plan a page best when they see how short it is.

    A client that asks for ever other sizes gets one statement for them all.
    """
    written: set[int] = fetch.statements.setdefault("limits", set())
    if limit not in written:
        if len(written) >= MAX_WRITTEN_LIMITS:
            return None
        written.add(limit)
    return limit


def _read_where(fetch: Fetch, arguments: Mapping[str, Any], settings: FetchSettings) -> Where:
    """The filter that a Fetch's arguments mean. Raises `ClientError`."""
    if "where" not in arguments and "search" not in arguments:
        return EVERYTHING
    return read_filter(fetch.model_type, arguments, fetch.scope, settings.mirror, settings.dialect)


def _read_page(
    fetch: Fetch, arguments: Mapping[str, Any], matches: Matches | None, settings: FetchSettings
) -> tuple[Page, Ordering]:
    page = read_page(arguments, fetch.scope, settings.limits)
    through = fetch.relation.through if fetch.relation is not None else None
    edge_key = through.first.target.key if through is not None else ()
    order_by = arguments.get("orderBy")
    is_own = order_by is None and matches is None
    kept: Ordering | None = fetch.statements.get("own order") if is_own else None
    if kept is None:
        kept = read_ordering(
            fetch.model_type,
            order_by,
            scope=fetch.scope,
            edge_key=edge_key,
            relation=fetch.relation,
            matches=matches,
        )
        if is_own:
            fetch.statements["own order"] = kept
    return page, kept


def _nulls(keyset: tuple[Any, ...] | None) -> tuple[bool, ...] | None:
    return None if keyset is None else tuple(value is None for value in keyset)


def _cursor_codec(fetch: Fetch, ordering: Ordering, settings: FetchSettings) -> CursorCodec:
    key = ("cursors", ordering.signature)
    codec: CursorCodec | None = fetch.statements.get(key)
    if codec is None:
        terms = order_terms(fetch, ordering, settings.dialect)
        codec = CursorCodec(
            settings.secret, ordering.signature, [term.key_text for term in terms], [term.parse_key for term in terms]
        )
        _keep(fetch, key, codec)
    return codec


def _page_statement(
    fetch: Fetch, where: Where, ordering: Ordering, shape: PageShape, settings: FetchSettings, *, one: bool
) -> Statement:
    key = (where.signature, ordering.signature, shape, one)
    statement: Statement | None = fetch.statements.get(key)
    if statement is None:
        statement = page_statement(fetch, where, ordering, shape, settings.dialect, one=one)
        _keep(fetch, key, statement)
    return statement


def _keep(fetch: Fetch, key: object, value: object) -> None:
    if len(fetch.statements) >= MAX_SHAPES:
        fetch.statements.clear()
    fetch.statements[key] = value
