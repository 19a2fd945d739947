"""`search` in SQL: which rows hold all words, and how well they fit, as a whole number so that cursors compare exactly.

With an index: on PostgreSQL and MariaDB a generated column of the searched table that has the index's name (a `tsvector`, a
text), on SQLite an FTS5 table of that name with the rowids of the searched one. Without one, PostgreSQL computes the
`tsvector` of each row, SQLite asks a function of the gateway's connections, and MariaDB matches regular expressions, which are
also how it finds words that its indexes leave out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from string import punctuation
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    FromClause,
    String,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table as table_clause,
)
from sqlalchemy.dialects.mysql import match
from sqlalchemy.dialects.postgresql import TSVECTOR

from gql.mapping.model_type import SearchedText
from gql.plan.filters import Matches, SearchForm
from gql.plan.search import RANK_SCALE, is_indexed
from gql.sql.documents import Binder
from gql.sql.entities import Entity

WEIGHTS = (8, 4, 2, 1)
"""How much a word in the first attribute counts, in the second and so on."""
_SCALE: ColumnElement[int] = literal_column(str(RANK_SCALE))
_SPACES = "".join(sorted(punctuation))


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What the searched rows are joined to: their rank, by their rowid."""

    table: FromClause
    onclause: ColumnElement[bool]


def matches_clause(
    matches: Matches, entity: Entity, parameter: str, dialect: Dialect
) -> tuple[ColumnElement[bool], Binder]:
    """Whether a row holds all words, and how they are bound."""
    search, form = matches.search, matches.form
    if dialect.name == "postgresql":
        return _document(search, entity).bool_op("@@")(_query(search, parameter)), _bind_text(parameter)
    if dialect.name == "sqlite":
        if form is SearchForm.ROWS:
            return _row_rank(search, entity, parameter) > 0, _bind_json(parameter)
        rows = _fts(search, parameter, column("rowid"))
        return _own_column(search, entity, "rowid").in_(rows), _bind_phrases(parameter)
    clauses: list[ColumnElement[bool]] = []
    if form is not SearchForm.ROWS:
        clauses.append(_match(search, entity, parameter))
    if form is not SearchForm.INDEX:
        texts = func.concat_ws(" ", *_texts(search, entity))
        clauses.append(texts.op("REGEXP", is_comparison=True)(bindparam(f"{parameter}_all", type_=String())))
    return and_(*clauses), _bind_mariadb(parameter, form)


def rank_expression(
    matches: Matches, entity: Entity, parameter: str, dialect: Dialect
) -> tuple[ColumnElement[int], Found | None]:
    """How well a row fits: the greater, the better. On SQLite with an index, the rows must be joined to what has their rank."""
    search, form = matches.search, matches.form
    if dialect.name == "postgresql":
        return _whole(func.ts_rank(_document(search, entity), _query(search, parameter)) * _SCALE), None
    if dialect.name == "sqlite":
        if form is SearchForm.ROWS:
            return _row_rank(search, entity, parameter) * _SCALE, None
        weights: list[ColumnElement[int]] = [
            literal_column(str(weight)) for weight in WEIGHTS[: len(search.attributes)]
        ]
        score = func.bm25(literal_column(str(search.index)), *weights)
        rank = _whole(func.round(-score * _SCALE)).label("rank")
        # Once for all rows: looked up row by row, FTS5 would compute its statistics again for each.
        found = _fts(search, parameter, column("rowid").label("found"), rank).cte("search").prefix_with("MATERIALIZED")
        return found.c.rank, Found(found, found.c.found == _own_column(search, entity, "rowid"))
    if form is not SearchForm.ROWS:
        return _whole(func.round(_match(search, entity, parameter) * _SCALE)), None
    some = bindparam(f"{parameter}_some", type_=String())
    total: Any = literal_column("0")
    for text, weight in zip(_texts(search, entity), WEIGHTS, strict=False):
        has_some = text.op("REGEXP", is_comparison=True)(some)
        total = total + case((has_some, literal_column(str(weight))), else_=literal_column("0"))
    return _whole(total * _SCALE), None


def _whole(value: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(value, BigInteger())


def _texts(search: SearchedText, entity: Entity) -> list[ColumnElement[str]]:
    return [entity.attribute(attribute.name) for attribute in search.attributes]


def _own_column(search: SearchedText, entity: Entity, name: str, type_: Any = None) -> ColumnElement[Any]:
    """A column of the searched table that the model need not have."""
    searched: Any = entity.attribute(search.attributes[0].name)
    found: ColumnElement[Any] = column(name, type_, _selectable=searched.expression.table)
    return found


# PostgreSQL


def _config(search: SearchedText) -> ColumnElement[Any]:
    return literal_column(f"'{search.language}'::regconfig")


def _document(search: SearchedText, entity: Entity) -> ColumnElement[Any]:
    if search.index is not None:
        return _own_column(search, entity, search.index, TSVECTOR())
    parts = []
    for text, weight in zip(_texts(search, entity), "ABCD", strict=False):
        words = func.translate(func.coalesce(text, ""), literal(_SPACES), literal(" " * len(_SPACES)))
        parts.append(func.setweight(func.to_tsvector(_config(search), words), literal_column(f"'{weight}'")))
    document: Any = parts[0]
    for part in parts[1:]:
        document = document.op("||")(part)
    return document.self_group()  # type: ignore[no-any-return]  # concatenations of expressions


def _query(search: SearchedText, parameter: str) -> ColumnElement[Any]:
    return func.plainto_tsquery(_config(search), bindparam(parameter, type_=String()))


def _bind_text(parameter: str) -> Binder:
    return lambda words: {parameter: " ".join(words)}


# SQLite


def _fts(search: SearchedText, parameter: str, *columns: ColumnElement[Any]) -> Any:
    name = str(search.index)
    query = literal_column(name).op("MATCH", is_comparison=True)(bindparam(parameter, type_=String()))
    return select(*columns).select_from(table_clause(name)).where(query)


def _row_rank(search: SearchedText, entity: Entity, parameter: str) -> ColumnElement[int]:
    return func.gql_search_rank(bindparam(parameter, type_=String()), *_texts(search, entity), type_=BigInteger())


def _bind_phrases(parameter: str) -> Binder:
    return lambda words: {parameter: " ".join(f'"{word}"' for word in words)}


def _bind_json(parameter: str) -> Binder:
    return lambda words: {parameter: json.dumps(words)}


# MariaDB and MySQL


def _match(search: SearchedText, entity: Entity, parameter: str) -> Any:
    text = _own_column(search, entity, str(search.index), String())
    return match(text, against=bindparam(parameter, type_=String())).in_boolean_mode()


def _bind_mariadb(parameter: str, form: SearchForm) -> Binder:
    def bind(words: Sequence[str]) -> dict[str, Any]:
        if form is SearchForm.ROWS:
            return {
                f"{parameter}_all": _all_of(words),
                f"{parameter}_some": f"(?i){_WORD_START}({'|'.join(words)}){_WORD_END}",
            }
        bound = {parameter: " ".join(f"+{word}" for word in words if is_indexed(word))}
        if form is SearchForm.INDEX_AND_ROWS:
            bound[f"{parameter}_all"] = _all_of([word for word in words if not is_indexed(word)])
        return bound

    return bind


_WORD_START, _WORD_END = r"(?<![\p{L}\p{N}\p{M}])", r"(?![\p{L}\p{N}\p{M}])"


def _all_of(words: Sequence[str]) -> str:
    return "(?si)^" + "".join(f"(?=.*{_WORD_START}{word}{_WORD_END})" for word in words)
