"""Texts in SQL that mean the same on every database: exact, in patterns, and whatever the case.

MariaDB's collations take `a` for `A` and for `a `: what an index found under them is compared once more, character by character.
SQLite's LIKE ignores the case of ASCII, its GLOB does not. Lower case is that of each character by itself, without regard to its
neighbours or to a language; SQLite knows it for ASCII only, so connections have a function for it (`gql.database.functions`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Enum, String, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from gql.mapping.filters import Operator

_ESCAPE = "/"
ANY_TEXT, ANY_CHARACTER = object(), object()
Piece = object  # a character, or one of the two above


class exact_text(FunctionElement[str]):  # noqa: N801 - reads as the SQL function that it is, like func.lower
    """A text that MariaDB and MySQL compare by its characters alone."""

    type = String()
    inherit_cache = True


class lower_text(FunctionElement[str]):  # noqa: N801 - as above
    """A text in lower case, each character by itself, compared by its characters alone."""

    type = String()
    inherit_cache = True


@compiles(exact_text)
def _compile_exact(element: exact_text, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(exact_text, "mysql")
@compiles(exact_text, "mariadb")
def _compile_exact_on_mysql(element: exact_text, compiler: SQLCompiler, **options: Any) -> str:
    return f"CONVERT({compiler.process(element.clauses, **options)} USING utf8mb4) COLLATE {_exact_collation(compiler.dialect)}"


@compiles(lower_text)
def _compile_lower(element: lower_text, compiler: SQLCompiler, **options: Any) -> str:
    return f"lower({compiler.process(element.clauses, **options)})"


@compiles(lower_text, "sqlite")
def _compile_lower_on_sqlite(element: lower_text, compiler: SQLCompiler, **options: Any) -> str:
    return f"gql_lower({compiler.process(element.clauses, **options)})"


@compiles(lower_text, "mysql")
@compiles(lower_text, "mariadb")
def _compile_lower_on_mysql(element: lower_text, compiler: SQLCompiler, **options: Any) -> str:
    dialect = compiler.dialect
    text = f"CONVERT({compiler.process(element.clauses, **options)} USING utf8mb4)"
    return f"lower({text} COLLATE {_casing_collation(dialect)}) COLLATE {_exact_collation(dialect)}"


def _exact_collation(dialect: Dialect) -> str:
    # MySQL's utf8mb4_bin takes no notice of spaces at the end.
    return "utf8mb4_nopad_bin" if getattr(dialect, "is_mariadb", False) else "utf8mb4_0900_bin"


def _casing_collation(dialect: Dialect) -> str:
    """A collation that knows the lower case of all of Unicode; older ones know less of it."""
    if not getattr(dialect, "is_mariadb", False):
        return "utf8mb4_0900_as_cs"
    version = getattr(dialect, "server_version_info", None) or ()
    return "utf8mb4_uca1400_as_cs" if version >= (10, 10) else "utf8mb4_unicode_520_ci"


def is_text(sql_type: TypeEngine[Any], dialect: Dialect) -> bool:
    """Whether values of this type are compared as texts in the database."""
    while isinstance(sql_type, TypeDecorator):
        sql_type = sql_type.load_dialect_impl(dialect)
    return isinstance(sql_type, String) and not isinstance(sql_type, Enum)


def pattern_pieces(operator: Operator, text: str) -> list[Piece]:
    """What a text must consist of: characters, and places for any text or any character."""
    match operator:
        case Operator.CONTAINS:
            return [ANY_TEXT, *text, ANY_TEXT]
        case Operator.STARTS_WITH:
            return [*text, ANY_TEXT]
        case Operator.ENDS_WITH:
            return [ANY_TEXT, *text]
        case _:
            return _like_pieces(text)


def _like_pieces(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    characters = iter(text)
    for character in characters:
        if character == "\\":
            pieces.append(next(characters, "\\"))
        else:
            pieces.append({"%": ANY_TEXT, "_": ANY_CHARACTER}.get(character, character))
    return pieces


def like_pattern(pieces: Sequence[Piece]) -> str:
    """The pieces as a LIKE pattern with `/` before what would be a wildcard."""
    wildcards = {ANY_TEXT: "%", ANY_CHARACTER: "_"}
    return "".join(
        wildcards.get(piece) or (f"/{piece}" if piece in ("%", "_", "/") else str(piece)) for piece in pieces
    )


def glob_pattern(pieces: Sequence[Piece]) -> str:
    """The pieces as a GLOB pattern with brackets around what would be a wildcard."""
    wildcards = {ANY_TEXT: "*", ANY_CHARACTER: "?"}
    return "".join(
        wildcards.get(piece) or (f"[{piece}]" if piece in ("*", "?", "[") else str(piece)) for piece in pieces
    )


def matches(
    text: ColumnElement[Any], operator: Operator, name: str, dialect: Dialect, *, caseless: bool
) -> tuple[ColumnElement[bool], Callable[[str], dict[str, Any]]]:
    """Whether a text matches a pattern bound as `name`, and how an operand becomes that pattern."""
    write = glob_pattern if dialect.name == "sqlite" else like_pattern

    def bind(operand: str) -> dict[str, Any]:
        return {name: write(pattern_pieces(operator, operand))}

    pattern: ColumnElement[str] = bindparam(name, type_=String())
    if caseless:
        return _like(lower_text(text), lower_text(pattern), dialect), bind
    if dialect.name != "mysql":
        return _like(text, pattern, dialect), bind
    clause = _like(exact_text(text), pattern, dialect)
    # Only a beginning can be found in an index; under any collation the index finds more than is asked for, never less.
    return (_like(text, pattern, dialect) & clause if operator is Operator.STARTS_WITH else clause), bind


def _like(text: ColumnElement[Any], pattern: ColumnElement[str], dialect: Dialect) -> ColumnElement[bool]:
    if dialect.name == "sqlite":
        return text.op("GLOB", is_comparison=True)(pattern)
    return text.like(pattern, escape=_ESCAPE)
