"""One Fetch at run time: its arguments and keys to a bound statement, and the rows that come back to a Batch.

Nothing here awaits. `prepare` decides what to send, or that nothing need be sent; the caller sends it and gives the rows to
`Request.read`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from graphql import GraphQLError
from sqlalchemy import Dialect

from gql.context import Viewer
from gql.errors import ClientError
from gql.execution.batches import Batch, Row, aggregate_rows, count_rows, cut_pages, group_rows, index_rows, read_key
from gql.mapping.model_type import Mirror
from gql.plan.filters import EVERYTHING, SEARCH, Matches, Where
from gql.plan.grouping import Grouping, read_grouping
from gql.plan.nodes import Fetch, FetchKind
from gql.plan.ordering import Ordering, read_ordering
from gql.plan.page import Page, PageLimits, read_page, read_tree_depth
from gql.plan.where import read_filter
from gql.policy import Visibility
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
    """What running any Fetch needs to know of its gateway. `secret` signs cursors.

    `visibility` is what the viewer of one operation sees; None where no model has a policy.
    """

    mirror: Mirror
    dialect: Dialect
    secret: bytes
    limits: PageLimits
    max_keys: int = 10_000
    visibility: Visibility | None = None

    def seen_by(self, viewer: Viewer) -> FetchSettings:
        """The settings for one operation of `viewer`."""
        return replace(self, visibility=Visibility(viewer)) if self.mirror.policies else self


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
        asked = _ask_as_before(fetch, keys, variables, settings, "page", _ask_page)
    elif fetch.kind in _WHOLE:
        asked = _ask_as_before(fetch, keys, variables, settings, "whole", _ask_whole)
    elif fetch.kind is FetchKind.GROUPS:
        asked = _ask_groups(fetch, variables, settings, one=len(keys) == 1)
    else:
        asked = _ask_rows(fetch, keys, settings)
    if isinstance(asked, Batch):
        return asked
    statement, parameters = asked.statement, asked.parameters
    if statement.keys is not None:
        if not keys:
            return Batch()
        parameters = {**parameters, **statement.keys.parameters(keys)}
    if statement.seen_under and settings.visibility is not None:
        parameters = {**parameters, **settings.visibility.parameters(statement.seen_under)}
    return asked if parameters is asked.parameters else Request(statement, parameters, asked.read)


def _ask_rows(fetch: Fetch, keys: Sequence[Any], settings: FetchSettings) -> Request:
    statement = _simple_statement(fetch, settings, one=len(keys) == 1)
    # Of these only ancestors are a walk, and they take no arguments.
    parameters = _walk_parameters(fetch, NO_ARGUMENTS, settings) or NO_ARGUMENTS
    if fetch.kind is FetchKind.KEYS and (fetch.root_field is None or fetch.root_field.unique_key is None):
        # An id has one spelling; a database that ignores case would find rows of another.
        return Request(
            statement,
            parameters,
            lambda rows: index_rows([row for row in rows if read_key(row, statement.key_at) in keys], statement),
        )
    read = group_rows if fetch.kind is FetchKind.ALL else index_rows
    return Request(statement, parameters, lambda rows: read(rows, statement))


Ask: TypeAlias = "Callable[[Fetch, Mapping[str, Any], FetchSettings, bool], Request | Batch]"


def _ask_as_before(
    fetch: Fetch, keys: Sequence[Any], variables: Any, settings: FetchSettings, name: str, ask: Ask
) -> Request | Batch:
    """What to send for these arguments, but for the keys and the viewer: what was sent last time, if they are the same."""
    arguments = _read_arguments(fetch, variables)
    one = len(keys) == 1
    kept: tuple[Any, Request] | None = fetch.statements.get((name, one))
    if (
        kept is not None
        and (kept[0] is arguments or _ask_the_same(kept[0], arguments))
        and _is_for_viewer(kept[1].statement, settings)
    ):
        return kept[1]
    asked = ask(fetch, arguments, settings, one)
    if isinstance(asked, Request):
        fetch.statements[name, one] = (arguments, asked)
    return asked


def _ask_whole(fetch: Fetch, arguments: Mapping[str, Any], settings: FetchSettings, one: bool) -> Request | Batch:
    """The count of a list, or what it comes to."""
    try:
        where = _read_where(fetch, arguments, settings)
        walked = _walk_parameters(fetch, arguments, settings)
    except (ClientError, GraphQLError) as error:
        return Batch(error=error)
    build, read = _WHOLE[fetch.kind]
    statement = _kept_statement(
        fetch, ("whole", where.signature, one), settings, lambda: build(fetch, where, settings.dialect, one=one)
    )
    return Request(statement, {**statement.filter.parameters(where), **walked}, lambda rows: read(rows, statement))


_WHOLE = {FetchKind.COUNT: (count_statement, count_rows), FetchKind.AGGREGATE: (aggregate_statement, aggregate_rows)}


def _read_arguments(fetch: Fetch, variables: Any) -> Mapping[str, Any]:
    return fetch.read_arguments(variables) if fetch.read_arguments is not None else NO_ARGUMENTS


def _walk_parameters(fetch: Fetch, arguments: Mapping[str, Any], settings: FetchSettings) -> dict[str, Any]:
    """What a walk of a tree is bound by, nothing for other Fetches. Raises `ClientError` or `GraphQLError`."""
    if fetch.relation is None or fetch.relation.walk is None:
        return {}
    return {"tree_depth": read_tree_depth(arguments, fetch.scope, settings.limits)}


def _simple_statement(fetch: Fetch, settings: FetchSettings, *, one: bool) -> Statement:
    def build() -> Statement:
        if fetch.kind is not FetchKind.ALL:
            return look_up_statement(fetch, settings.dialect, one=one)
        ordering = read_ordering(fetch.model_type, None, scope=fetch.scope, relation=fetch.relation)
        return list_statement(fetch, ordering, settings.dialect, one=one)

    return _kept_statement(fetch, one, settings, build)


def _is_for_viewer(statement: Statement, settings: FetchSettings) -> bool:
    """Whether a statement reads what the viewer sees."""
    conditions = statement.seen_under
    return not conditions or (settings.visibility is not None and settings.visibility.shares(conditions))


def _kept_statement(fetch: Fetch, key: object, settings: FetchSettings, build: Callable[[], Statement]) -> Statement:
    """The statement of a shape, as the viewer sees its rows; built for the first viewer of each form of the policies."""
    last: Statement | None = fetch.statements.get(key)
    if last is not None and _is_for_viewer(last, settings):
        return last
    visibility = settings.visibility
    if visibility is None:
        statement = build()
        _keep(fetch, key, statement)
        return statement
    if last is not None:
        kept: Statement | None = fetch.statements.get((key, visibility.forms(last.seen_under)))
        if kept is not None:
            return kept
    with visibility.building() as conditions:
        statement = replace(build(), seen_under=tuple(conditions))
    _keep(fetch, key, statement)
    if statement.seen_under:
        _keep(fetch, (key, statement.seen_under), statement)
    return statement


def read_group_arguments(fetch: Fetch, variables: Any, settings: FetchSettings) -> Grouping:
    """What the arguments of `groupBy` ask for in this request. Raises `ClientError` or `GraphQLError`."""
    arguments = fetch.read_groups(variables) if fetch.read_groups is not None else {}
    return read_grouping(fetch.model_type, arguments, fetch.scope, settings.limits)


def _ask_groups(fetch: Fetch, variables: Any, settings: FetchSettings, *, one: bool) -> Request | Batch:
    try:
        grouping = read_group_arguments(fetch, variables, settings)
        where = _read_where(fetch, _read_arguments(fetch, variables), settings)
        walked = _walk_parameters(fetch, _read_arguments(fetch, variables), settings)
    except (ClientError, GraphQLError) as error:
        return Batch(error=error)
    if not grouping.limit:
        return Batch()
    statement = _kept_statement(
        fetch,
        ("groups", where.signature, grouping.signature, one),
        settings,
        lambda: groups_statement(fetch, where, grouping, settings.dialect, one=one),
    )
    parameters = {**statement.filter.parameters(where), **walked, "row_limit": grouping.limit, **grouping.values}
    return Request(statement, parameters, lambda rows: group_rows(rows, statement))


def _ask_the_same(kept: Mapping[str, Any], arguments: Mapping[str, Any]) -> bool:
    """Whether variables say again what they said last time, as those of a list's first page mostly do.

    Numbers and truth values that Python calls equal mean different things only in filters.
    """
    return kept == arguments and "where" not in arguments


def _ask_page(fetch: Fetch, arguments: Mapping[str, Any], settings: FetchSettings, one: bool) -> Request | Batch:
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
    statement = _kept_statement(
        fetch,
        (where.signature, ordering.signature, shape, one),
        settings,
        lambda: page_statement(fetch, where, ordering, shape, settings.dialect, one=one),
    )
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
        with _building(settings):
            terms = order_terms(fetch, ordering, settings.dialect)
        codec = CursorCodec(
            settings.secret, ordering.signature, [term.key_text for term in terms], [term.parse_key for term in terms]
        )
        _keep(fetch, key, codec)
    return codec


def _building(settings: FetchSettings) -> AbstractContextManager[object]:
    return nullcontext() if settings.visibility is None else settings.visibility.building()


def _keep(fetch: Fetch, key: object, value: object) -> None:
    if len(fetch.statements) >= MAX_SHAPES:
        fetch.statements.clear()
    fetch.statements[key] = value
