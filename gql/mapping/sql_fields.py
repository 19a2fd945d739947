"""SQL fields: what a user adds to a type by a function from its model to a SQL expression.

    @sql_field(Post)
    def comment_count(post: type[Post]) -> ColumnElement[int]:
        \"\"\"How many comments the post has.\"\"\"
        return select(func.count()).where(Comment.post_id == post.id).scalar_subquery()

    Gateway(Base, options=MappingOptions(fields=[comment_count]))

The function gets the alias that a statement reads the model by, so the field is a part of its parent's statement wherever that
stands: selected, in `where` and in `orderBy`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, TextClause, literal, literal_column, type_coerce
from sqlalchemy.sql.elements import ClauseList, Grouping
from sqlalchemy.types import TypeEngine

from gql.errors import MappingError

Value = TypeVar("Value")
Expression = Callable[[Any], ColumnElement[Any]]
"""From a model, or an alias of it, to a SQL expression: SQLAlchemy has no type for "either"."""


@dataclass(frozen=True, slots=True)
class SqlField:
    """A field of `model`, and of all models that inherit from it, whose value is the SQL of `expression`.

    `name` is what the mapping knows it by, as if it were an attribute of the model. What is None is made of the function: the
    GraphQL name of its name, the description of its docstring, nullability of its return annotation.
    """

    model: type[Any]
    expression: Expression
    name: str
    graphql_name: str | None = None
    description: str | None = None
    nullable: bool | None = None

    def element(self, entity: Any) -> ColumnElement[Any]:
        """The SQL of the field over a model or an alias of it. Raises `MappingError` if the function returns something else."""
        value: object = self.expression(entity)
        element = as_expression(value)
        if element is not None:
            return element
        said = next(
            (said for kind, said in _REMEDIES.items() if isinstance(value, kind)), "it has to return a SQL expression"
        )
        raise MappingError(f"its function returned {type(value).__name__}: {said}.")


_REMEDIES: dict[type[Any], str] = {
    Select: "end the select with .scalar_subquery()",
    TextClause: "text() has no type; write raw_sql(…) instead",
}


def sql_field(
    model: type[Any], *, name: str | None = None, description: str | None = None, nullable: bool | None = None
) -> Callable[[Expression], SqlField]:
    """Decorates a function from `model` to a SQL expression; give what it makes to `MappingOptions(fields=[…])`.

    The field is nullable unless the function says `-> ColumnElement[int]` (without None) or `nullable` is False; a NULL is
    then an error. `name` is the GraphQL name. Raises `MappingError` for a lambda without one.
    """

    def declare(expression: Expression) -> SqlField:
        own_name = name if expression.__name__ == "<lambda>" else expression.__name__
        if own_name is None:
            raise MappingError(
                f'A SQL field of {model.__name__} has no name: write sql_field({model.__name__}, name="…").'
            )
        return SqlField(model, expression, own_name, name, description, nullable)

    return declare


def raw_sql(sql: str, type_: TypeEngine[Value] | type[TypeEngine[Value]], **parts: object) -> ColumnElement[Value]:
    r"""A SQL expression of `type_`, written out. Each `:name` in it stands for one of `parts`.

        raw_sql("round(:price * :factor, 2)", Numeric(12, 2), price=product.price, factor=Decimal("1.19"))

    A part that is a SQL expression goes in as that; any other is bound as a parameter, so no value is ever a piece of the text.
    `::` is a cast, and `\:` a colon. Raises `MappingError` if the names in the text and the parts differ.
    """
    pieces = _PART.split(sql)  # text, name, text, name, … text
    texts, names = pieces[::2], pieces[1::2]
    if set(names) != parts.keys():
        said, given = (", ".join(sorted(each)) or "none" for each in (set(names), parts.keys()))
        raise MappingError(
            f"raw_sql({sql!r}) has the parts {said}, but {given} are given; name each, and escape colons: \\:."
        )
    elements: list[ColumnElement[Any]] = []
    for text, name in zip(texts, [*names, None], strict=True):
        if text.strip():
            elements.append(literal_column(text.replace("\\:", ":")))
        if name is not None:
            part = as_expression(parts[name])
            elements.append(literal(parts[name]) if part is None else part)
    spaced = ClauseList(*elements, operator=None, group=False)  # type: ignore[arg-type]  # None puts a space between
    return type_coerce(Grouping(spaced), type_)


_PART = re.compile(r"(?<![:\\\w]):([A-Za-z_]\w*)")


def as_expression(value: object) -> ColumnElement[Any] | None:
    """The SQL expression that `value` is or, as an attribute of a model, stands for; None if it is none."""
    clause = getattr(value, "__clause_element__", None)
    element = clause() if callable(clause) else value
    return element if isinstance(element, ColumnElement) else None
