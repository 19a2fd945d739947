"""JSON documents in SQL: a value at a path under an operator.

Values of one kind are compared; one of another kind is different, and neither greater nor less. Nothing at the path, and a JSON
null there, are unknown like any NULL. PostgreSQL compares JSON itself; SQLite and MariaDB are told what to do with each kind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Dialect,
    Double,
    String,
    Text,
    and_,
    any_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    not_,
    or_,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH

from gql.mapping.filters import Operator
from gql.plan.filters import DocumentCondition, Path
from gql.sql.comparisons import COMPARE
from gql.sql.keys import keys_for
from gql.sql.texts import exact_text

Binder = Callable[[Any], dict[str, Any]]
_NEGATED = {Operator.NEQ: Operator.EQ, Operator.NIN: Operator.IN}
_KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    "sqlite": {"number": ("integer", "real"), "string": ("text",), "boolean": ("true", "false")},
    "mysql": {
        "number": ("INTEGER", "DOUBLE", "DECIMAL", "UNSIGNED INTEGER"),
        "string": ("STRING",),
        "boolean": ("BOOLEAN",),
    },
}
"""What `json_type` calls the kinds of JSON values."""
_NUMBER, _STRING, _BOOLEAN = "number", "string", "boolean"


def document_clause(
    document: ColumnElement[Any], condition: DocumentCondition, dialect: Dialect
) -> tuple[ColumnElement[bool], dict[str, Binder]]:
    """What a condition says of a JSON column, and how its operand and its path are bound."""
    negated = _NEGATED.get(condition.operator)
    if negated is not None:
        clause, binders = _clause(document, condition, negated, dialect)
        return not_(clause), binders
    return _clause(document, condition, condition.operator, dialect)


def _clause(
    document: ColumnElement[Any], condition: DocumentCondition, operator: Operator, dialect: Dialect
) -> tuple[ColumnElement[bool], dict[str, Binder]]:
    if dialect.name == "postgresql":
        return _on_postgresql(document, condition, operator)
    return _by_kind(document, condition, operator, dialect)


def _json_text(value: Any) -> str:
    return orjson.dumps(value).decode()


# PostgreSQL


def _on_postgresql(
    document: ColumnElement[Any], condition: DocumentCondition, operator: Operator
) -> tuple[ColumnElement[bool], dict[str, Binder]]:
    name = condition.parameter
    value: ColumnElement[Any] = document if isinstance(document.type, JSONB) else cast(document, JSONB)
    if condition.is_index:
        # "strict" takes a text for no list, and the arguments behind it make what is not there NULL instead of an error.
        path = cast(bindparam(f"{name}_path", type_=Text()), JSONPATH())
        options: list[ColumnElement[Any]] = [literal_column("'{}'"), literal_column("true")]
        value = func.jsonb_path_query_first(value, path, *options, type_=JSONB())
    binders: dict[str, Binder] = {f"{name}_path": lambda path: {f"{name}_path": f"strict {_path_text(path)}"}}
    kind = func.jsonb_typeof(value)
    if operator is Operator.IS_NULL:
        is_null = func.coalesce(kind, "null") == "null"
        return is_null if condition.holds else not_(is_null), binders
    value = func.nullif(value, literal_column("'null'::jsonb"), type_=JSONB())
    if operator is Operator.IN:
        binders[name] = lambda operands: {name: [_json_text(each) for each in operands]}
        wanted = cast(bindparam(name, type_=ARRAY(Text())), ARRAY(JSONB()))
        return value == any_(wanted), binders
    binders[name] = lambda operand: {name: _json_text(operand)}
    wanted = cast(bindparam(name, type_=Text()), JSONB)
    if operator is Operator.CONTAINS:
        return value.op("@>", is_comparison=True)(wanted), binders
    if operator is Operator.EQ:
        return value == wanted, binders
    is_kind = func.jsonb_typeof(value) == condition.kind
    if condition.kind == _NUMBER:
        return and_(is_kind, COMPARE[operator](value, wanted)), binders
    binders[name] = lambda operand: {name: operand}
    text = value.op("#>>", return_type=Text())(literal_column("'{}'")).collate("C")
    return and_(is_kind, COMPARE[operator](text, bindparam(name, type_=Text()))), binders


# SQLite and MariaDB


def _by_kind(
    document: ColumnElement[Any], condition: DocumentCondition, operator: Operator, dialect: Dialect
) -> tuple[ColumnElement[bool], dict[str, Binder]]:
    name, is_sqlite = condition.parameter, dialect.name == "sqlite"
    found = (_found_on_sqlite if is_sqlite else _found_on_mariadb)(document, condition)
    binders: dict[str, Binder] = {f"{name}_path": found.bind_path}
    kind, value = found.kind, found.value
    if operator is Operator.IS_NULL:
        is_null = func.coalesce(kind, found.no_kind) == found.no_kind
        return is_null if condition.holds else not_(is_null), binders
    if operator is Operator.CONTAINS:
        binders[name] = lambda operand: {name: _json_text(operand)}
        if is_sqlite:
            clause = func.gql_json_contains(found.document, bindparam(name, type_=Text())) == 1
            return case((kind != found.no_kind, clause)), binders
        binders[name] = lambda operand: {name: _json_text(operand), f"{name}_ascii": json.dumps(operand)}
        asked = (bindparam(name, type_=Text()), bindparam(f"{name}_ascii", type_=Text()))
        held = or_(*(func.json_contains(found.document, each) == 1 for each in asked))
        alike = _of_same_form(found.document, orjson.loads(condition.kind), ())
        return case((kind != found.no_kind, and_(held, *alike))), binders

    comparable = {
        _NUMBER: type_coerce(value, Double()) if is_sqlite else cast(value, Double()),
        _STRING: value if is_sqlite else func.json_unquote(value, type_=Text()),
        _BOOLEAN: kind if is_sqlite else func.json_unquote(value, type_=Text()),
    }
    if not is_sqlite:
        comparable[_STRING] = exact_text(comparable[_STRING])

    def is_kind(which: str) -> ColumnElement[bool]:
        return kind.in_([literal_column(f"'{each}'") for each in _KINDS[dialect.name][which]])

    if operator is Operator.IN:
        lists = {which: keys_for([_TYPES[which]], dialect, name=f"{name}_{which}") for which in comparable}
        alike = [and_(is_kind(which), keys.among([comparable[which]])) for which, keys in lists.items()]

        def bind(operands: Sequence[Any]) -> dict[str, Any]:
            parameters: dict[str, Any] = {}
            for which, keys in lists.items():
                parameters |= keys.parameters([_bound(each) for each in operands if _kind_of(each) == which])
            return parameters

        binders[name] = bind
        return case((kind != found.no_kind, or_(*alike))), binders
    which = condition.kind
    binders[name] = lambda operand: {name: _bound(operand)}
    compared = COMPARE[operator](comparable[which], bindparam(name, type_=_TYPES[which]))
    return case((kind != found.no_kind, and_(is_kind(which), compared))), binders


@dataclass(frozen=True, slots=True)
class _Found:
    """What is at a path: a `document`, its `kind` (`no_kind` for a JSON null, NULL for nothing), and its plain `value`."""

    document: ColumnElement[Any]
    kind: ColumnElement[str]
    no_kind: str
    value: ColumnElement[Any]
    bind_path: Binder


def _found_on_sqlite(document: ColumnElement[Any], condition: DocumentCondition) -> _Found:
    name = f"{condition.parameter}_path"
    text: ColumnElement[Any] = type_coerce(document, Text())
    if condition.is_index:
        # SQLite's own paths do not find a name that is written with an escape, as Python writes all that is not ASCII.
        text = func.gql_json_at(text, bindparam(name, type_=Text()), type_=Text())
    value = func.json_extract(text, literal_column("'$'"), type_=Text())
    return _Found(
        text, func.json_type(text, type_=Text()), "null", value, lambda steps: {name: _json_text(list(steps))}
    )


def _found_on_mariadb(document: ColumnElement[Any], condition: DocumentCondition) -> _Found:
    text, name = type_coerce(document, Text()), f"{condition.parameter}_path"

    def at(index: str) -> ColumnElement[Any]:
        own, escaped = (bindparam(f"{name}{index}{form}", type_=Text()) for form in ("", "_ascii"))
        return _at_path(text, own, escaped)

    value = at("")
    kind: ColumnElement[str] = func.json_type(value, type_=Text())
    # MariaDB takes what is no list for the list of it alone.
    lists = [at for at, is_index in enumerate(condition.is_index) if is_index]
    if lists:
        kind = case((and_(*(func.json_type(at(f"_{index}")) == "ARRAY" for index in lists)), kind))

    def bind(steps: Path) -> dict[str, Any]:
        parameters = {name: _path_text(steps), f"{name}_ascii": _path_text(steps, is_ascii=True)}
        for index in lists:
            parameters[f"{name}_{index}"] = _path_text(steps[:index])
            parameters[f"{name}_{index}_ascii"] = _path_text(steps[:index], is_ascii=True)
        return parameters

    return _Found(value, kind, "NULL", value, bind)


def _at_path(text: ColumnElement[Any], path: Any, escaped: Any) -> ColumnElement[Any]:
    """What is at a path. MariaDB finds a name only as it is written: by Python all that is not ASCII is an escape."""
    found = (func.json_extract(text, each, type_=Text()) for each in (path, escaped))
    return func.coalesce(*found, type_=Text())


def _of_same_form(document: ColumnElement[Any], wanted: Any, path: Path) -> list[ColumnElement[bool]]:
    """That a document has objects, lists and plain values where `wanted` has them: MariaDB also looks into the items of lists."""
    kind = func.json_type(_at_path(document, _path_text(path), _path_text(path, is_ascii=True)), type_=Text())
    if isinstance(wanted, list):
        return [kind == "ARRAY"]
    if not isinstance(wanted, dict):
        return [kind.not_in(["ARRAY", "OBJECT"])] if path else []
    inner = [clause for name, each in wanted.items() for clause in _of_same_form(document, each, (*path, name))]
    return [kind == "OBJECT", *inner]


_TYPES = {_NUMBER: Double(), _STRING: String(), _BOOLEAN: String()}


def _kind_of(value: Any) -> str:
    return _BOOLEAN if isinstance(value, bool) else _STRING if isinstance(value, str) else _NUMBER


def _bound(value: Any) -> Any:
    return _json_text(value) if isinstance(value, bool) else value


def _path_text(steps: Path, *, is_ascii: bool = False) -> str:
    """A path as PostgreSQL and MariaDB write it; with `is_ascii`, its names hold the escapes of JSON."""
    names = (f'."{step}"' if not is_ascii else f".{json.dumps(step)}" for step in steps)
    return "$" + "".join(
        f"[{step}]" if isinstance(step, int) else name for step, name in zip(steps, names, strict=True)
    )
