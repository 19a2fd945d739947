"""How the keys of a batch enter a statement, per database.

PostgreSQL takes one array per key column (`unnest`), SQLite one JSON document (`json_each`): a single bound value whatever the
number of keys, so one statement text serves every batch, and the keys can stand in FROM and drive one page per parent. MariaDB
and MySQL, and types that JSON cannot hold, take an expanding `IN` list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Dialect,
    FromClause,
    LargeBinary,
    and_,
    any_,
    bindparam,
    column,
    func,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

Key = Any  # the value of a one-column key, or the tuple of a composite one


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a statement: a table of them (None where the database has no such form), and their binding.

    `parameters(keys)` are the values to bind for a batch; `array` is the bound array itself, for one key column on PostgreSQL.
    `is_one` says that a batch has one key, whose values are `columns`. `name` starts the names of all parameters.
    """

    types: tuple[TypeEngine[Any], ...]
    table: FromClause | None
    columns: tuple[ColumnElement[Any], ...]
    parameters: Callable[[Sequence[Key]], dict[str, Any]]
    array: BindParameter[Any] | None = None
    is_one: bool = False
    name: str = "keys"

    def equal(self, expressions: Sequence[ColumnElement[Any]]) -> ColumnElement[bool]:
        """The rows whose `expressions` equal one row of `table`, which must stand in FROM."""
        return and_(*(expression == key for expression, key in zip(expressions, self.columns, strict=True)))

    def among(self, expressions: Sequence[ColumnElement[Any]]) -> ColumnElement[bool]:
        """The rows whose `expressions` are one of the keys."""
        if self.is_one:
            return self.equal(expressions)
        left = expressions[0] if len(expressions) == 1 else tuple_(*expressions)
        if self.array is not None:
            return left == any_(self.array)
        if self.table is None:
            return left.in_(bindparam(self.name, expanding=True))
        return left.in_(select(*self.columns))


def keys_for(types: Sequence[TypeEngine[Any]], dialect: Dialect, *, one: bool = False, name: str = "keys") -> Keys:
    """The keys of columns of these types, on this database; with `one`, of batches of one key."""
    types = tuple(types)
    if one:
        return _one_key(types)
    if dialect.name == "postgresql":
        return _array_keys(types, name)
    if dialect.name == "sqlite" and not any(isinstance(type_.dialect_impl(dialect), LargeBinary) for type_ in types):
        return _json_keys(types, dialect, name)
    return Keys(types, None, (), lambda keys: {name: list(keys)}, name=name)


def _one_key(types: Sequence[TypeEngine[Any]]) -> Keys:
    """A single key, as plain values: databases plan an equality once for all values, and best."""
    types = tuple(types)
    binds = tuple(bindparam(f"key_{index}", type_=type_) for index, type_ in enumerate(types))

    def parameters(keys: Sequence[Key]) -> dict[str, Any]:
        (key,) = keys
        if len(types) == 1:
            return {"key_0": key}
        return {f"key_{index}": value for index, value in enumerate(key)}

    return Keys(types, None, binds, parameters, is_one=True)


def _array_keys(types: tuple[TypeEngine[Any], ...], name: str) -> Keys:
    arrays = [bindparam(f"{name}_{index}", type_=ARRAY(type_)) for index, type_ in enumerate(types)]
    names = [column(f"k{index}", type_) for index, type_ in enumerate(types)]
    table = func.unnest(*arrays).table_valued(*names, name=name).render_derived()

    def parameters(keys: Sequence[Key]) -> dict[str, Any]:
        if len(types) == 1:
            return {f"{name}_0": list(keys)}
        return {f"{name}_{index}": list(values) for index, values in enumerate(zip(*keys, strict=True))}

    return Keys(types, table, tuple(table.c), parameters, arrays[0] if len(types) == 1 else None)


def _json_keys(types: tuple[TypeEngine[Any], ...], dialect: Dialect, name: str) -> Keys:
    processors = [type_.dialect_impl(dialect).bind_processor(dialect) or _same for type_ in types]
    if len(types) == 1:
        table = func.json_each(bindparam(name)).table_valued(column("value", types[0]), name=name)
        (process,) = processors
        return Keys(
            types, table, tuple(table.c), lambda keys: {name: orjson.dumps([process(key) for key in keys]).decode()}
        )

    table = func.json_each(bindparam(name)).table_valued(column("value"), name=name)
    columns = tuple(func.json_extract(table.c.value, f"$[{index}]", type_=type_) for index, type_ in enumerate(types))

    def parameters(keys: Sequence[Key]) -> dict[str, Any]:
        rows = [[process(part) for process, part in zip(processors, key, strict=True)] for key in keys]
        return {name: orjson.dumps(rows).decode()}

    return Keys(types, table, columns, parameters)


def _same(value: Any) -> Any:
    return value
