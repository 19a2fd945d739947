"""`--reflection FILE`: what the operator knows better than the database says, as TOML, with the words of `ReflectionOptions`.

Without the option, `[tool.gql.reflection]` in the working directory's pyproject.toml holds the same. Here the values are
checked; whether the tables and columns exist, reflection itself finds out.
"""

from __future__ import annotations

import ast
import importlib
import keyword
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy
from sqlalchemy.types import TypeEngine

from gql.database.reflected_options import option_name
from gql.database.reflected_types import CastText, StoredDecimal
from gql.database.reflection import ReflectionOptions
from gql.errors import SettingsError

PROJECT_FILE = Path("pyproject.toml")
WORDS = tuple(field.name for field in fields(ReflectionOptions))
COLUMN_TYPES = tuple(
    "BigInteger Boolean Date DateTime Double Enum Float Integer Interval JSON LargeBinary Numeric SmallInteger String Text "
    "Time Uuid".split()
)
# A SQLite column holds whatever was put there: these are the types that reading gives, not those that were declared.
SQLITE_TYPES: Mapping[str, type[TypeEngine[Any]]] = {"Numeric": StoredDecimal, "String": CastText, "Text": CastText}

Value = TypeVar("Value")


def read_reflection_options(file: Path | None, *, is_sqlite: bool) -> ReflectionOptions:
    """The options in `file`, or those of the project in the working directory; none are as good as empty ones.

    `is_sqlite` says that columns may hold values of other types. Raises `SettingsError` with the file, the entry, and what
    belongs there.
    """
    if file is not None:
        return _options(_read_toml(file), str(file), is_sqlite=is_sqlite)
    if not PROJECT_FILE.is_file():
        return ReflectionOptions()
    source = f"{PROJECT_FILE} [tool.gql.reflection]"
    table: object = _read_toml(PROJECT_FILE)
    for name in ("tool", "gql", "reflection"):
        table = table.get(name, {}) if isinstance(table, dict) else {}
    if not isinstance(table, dict):
        raise SettingsError(f"{source} is to be a table, not {_kind(table)}.")
    return _options(table, source, is_sqlite=is_sqlite)


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not TOML: {error}.") from error


def _options(table: Mapping[str, object], source: str, *, is_sqlite: bool) -> ReflectionOptions:
    for word in table:
        if word not in WORDS:
            similar = get_close_matches(word, WORDS, n=1)
            hint = f"did you mean {similar[0]}?" if similar else f"the words are {', '.join(WORDS)}."
            raise SettingsError(f"{source}: {word} is not a word of reflection; {hint}")
    try:
        return ReflectionOptions(
            view_keys=_entries(table, "view_keys", _columns),
            names=_entries(table, "names", _name),
            column_types=_entries(table, "column_types", lambda value: _column_type(value, is_sqlite=is_sqlite)),
            exclude=_names(table, "exclude"),
            trees=_names(table, "trees"),
        )
    except _NotFit as error:
        raise SettingsError(f"{source}: {error.option} is to be {error}.") from error


class _NotFit(Exception):
    """A value of a kind that its word does not take; the text says what it takes and what it got."""

    def __init__(self, wanted: str, value: object, option: str = "") -> None:
        super().__init__(f"{wanted}, not {_kind(value)}")
        self.option = option


def _entries(table: Mapping[str, object], word: str, read: Callable[[object], Value]) -> dict[str, Value]:
    entries = table.get(word, {})
    if not isinstance(entries, dict):
        raise _NotFit(f"a table such as [{word}]", entries, word)
    found: dict[str, Value] = {}
    for place, value in entries.items():
        try:
            found[place] = read(value)
        except _NotFit as error:
            error.option = option_name(word, place)
            if isinstance(value, dict) and value:
                # names.users.name is a table in a table, where names."users.name" is meant.
                error.args = (f"{error.args[0]}; write {option_name(word, f'{place}.{next(iter(value))}')}",)
            raise
    return found


def _names(table: Mapping[str, object], word: str) -> frozenset[str]:
    value = table.get(word, [])
    try:
        return frozenset(_columns(value) if value != [] else ())
    except _NotFit as error:
        error.option = word
        raise


def _columns(value: object) -> list[str]:
    if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
        raise _NotFit('a list of names such as ["id"]', value)
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.isidentifier() or keyword.iskeyword(value) or value.startswith("_"):
        raise _NotFit("a Python name", value)
    return value


def _column_type(value: object, *, is_sqlite: bool) -> TypeEngine[Any]:
    wanted = 'a type such as "Integer", "Numeric(10, 2)" or "package.module:Type"'
    if not isinstance(value, str):
        raise _NotFit(wanted, value)
    if ":" in value:
        return _imported_type(value)
    name, opening, _ = value.partition("(")
    if name not in COLUMN_TYPES:
        raise _NotFit(f"{wanted} (of SQLAlchemy's there are {', '.join(COLUMN_TYPES)})", value)
    column_type = SQLITE_TYPES.get(name) if is_sqlite else None
    column_type = column_type or getattr(sqlalchemy, name)
    try:
        call = ast.parse(value if opening else f"{value}()", mode="eval").body
        assert isinstance(call, ast.Call)
        arguments = [ast.literal_eval(argument) for argument in call.args]
        named = {argument.arg: ast.literal_eval(argument.value) for argument in call.keywords if argument.arg}
        made: TypeEngine[Any] = column_type(*arguments, **named)
    except (SyntaxError, ValueError, TypeError, AssertionError, sqlalchemy.exc.ArgumentError) as error:
        raise _NotFit(f"{wanted} with arguments that SQLAlchemy's {name} takes", value) from error
    return made


def _imported_type(name: str) -> TypeEngine[Any]:
    module_name, _, attribute = name.partition(":")
    if (here := str(Path.cwd())) not in sys.path:
        sys.path.insert(0, here)  # as `python -m` has it; the installed command does not
    try:
        found = getattr(importlib.import_module(module_name), attribute, None)
        made = found() if isinstance(found, type) and issubclass(found, TypeEngine) else found
    except Exception as error:  # user code may raise anything while it is imported or made
        raise SettingsError(f"The column type {name} cannot be made: {type(error).__name__}: {error}.") from error
    if not isinstance(made, TypeEngine):
        raise _NotFit("a SQLAlchemy type that can be imported", name)
    return made


def _kind(value: object) -> str:
    """The value as it would stand in the file, for a message."""
    match value:
        case bool():
            return str(value).lower()
        case dict():
            return "a table"
        case _:
            return str(value) if isinstance(value, list | int | float) else f'"{value}"'
