"""Python and database enums as GraphQL enums.

The schema's enum is a class of ours whose values are what SQLAlchemy yields (a member of the user's enum, or a text). So
resolvers return the values of rows as they are, and the user's class carries no trace of any schema.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

import strawberry
from graphql import GraphQLError
from graphql.pyutils import inspect

from gql import naming
from gql.errors import MappingError
from gql.mapping import descriptions
from gql.mapping.model_type import Scalar
from gql.mapping.options import read_remarks


class _Names(dict[Any, str]):
    """Stored value → GraphQL value; its `__getitem__` is the encoder, so that a hit costs one C call."""

    def __init__(self, enum_name: str, values: dict[Any, str]) -> None:
        super().__init__(values)
        self._enum_name = enum_name

    def __missing__(self, value: object) -> str:
        raise GraphQLError(f"Enum '{self._enum_name}' cannot represent value: {inspect(value)}")


class EnumReader:
    """The enums of one mirror: each Python class and each named set of texts becomes one GraphQL enum."""

    def __init__(self) -> None:
        self._by_class: dict[type[Enum], Scalar] = {}
        self._by_name: dict[str, tuple[tuple[str, ...], Scalar]] = {}

    @property
    def scalars(self) -> tuple[tuple[Scalar, str], ...]:
        """Every enum read so far with the place that it comes from, for finding names taken twice."""
        return (
            *((scalar, f"the enum {cls.__module__}.{cls.__qualname__}") for cls, scalar in self._by_class.items()),
            *((scalar, f"the enum of {', '.join(texts[:3])}…") for texts, scalar in self._by_name.values()),
        )

    def of_class(self, enum_class: type[Enum]) -> Scalar:
        """The enum of a Python enum class: its values are the members' names, whether names or values are stored."""
        if enum_class not in self._by_class:
            place = f"the enum {enum_class.__qualname__}"
            remarks = read_remarks(vars(enum_class).get("__gql__"), place)
            name = remarks.name or naming.type_name(enum_class.__name__)
            members = {member: member.name for member in enum_class}
            description = remarks.description or _own_docstring(enum_class) or _named_description(name)
            self._by_class[enum_class] = _enum_scalar(name, members, description, place)
        return self._by_class[enum_class]

    def of_texts(self, texts: tuple[str, ...], sql_name: str | None, fallback_name: str) -> Scalar:
        """The enum of stored texts, named after the database's type or else after its first column."""
        named = naming.type_name(sql_name) if sql_name else ""
        for name in (named, fallback_name):
            if name and (name not in self._by_name or self._by_name[name][0] == texts):
                break
        if name not in self._by_name:
            scalar = _enum_scalar(name, {text: text for text in texts}, _named_description(name), f"the enum {name}")
            self._by_name[name] = (texts, scalar)
        return self._by_name[name][1]


def _own_docstring(enum_class: type[Enum]) -> str:
    text = descriptions.own_docstring(enum_class)
    return "" if text == "An enumeration." else text  # what older Pythons write themselves


def _named_description(name: str) -> str:
    return f"The values of {naming.human(name)}."


def _enum_scalar(name: str, texts_by_value: dict[Any, str], description: str, place: str) -> Scalar:
    names: dict[Any, str] = {}
    texts_by_name: dict[str, str] = {}
    for value, text in texts_by_value.items():
        value_name = naming.enum_value_name(text) or ("EMPTY" if not text.strip() else "")
        if not value_name:
            raise MappingError(
                f"{place}: the value {text!r} has no letter or digit to be named by; map the column otherwise."
            )
        if value_name in texts_by_name:
            raise MappingError(
                f"{place}: the values {texts_by_name[value_name]!r} and {text!r} would both be {value_name}; "
                "use a Python enum whose member names differ."
            )
        texts_by_name[value_name] = text
        names[value] = value_name

    # The members are named m0, m1, …: Python refuses some names (`mro`) that are fine in GraphQL.
    enum_class = Enum(  # type: ignore[misc]  # mypy reads functional enums only when they are written out
        name,
        {
            f"m{index}": strawberry.enum_value(
                value, name=value_name, description=_value_description(value, value_name)
            )
            for index, (value, value_name) in enumerate(names.items())
        },
    )
    definition = strawberry.enum(enum_class, name=name, description=description)
    values = {value_name: value for value, value_name in names.items()}
    stored = tuple(names)

    def from_json(value: Any) -> Any:
        if isinstance(value, enum_class):
            return value.value
        return value if value in names else values[value]

    encode = _Names(name, names)
    return Scalar(
        name=name,
        annotation=definition,
        to_json=encode.__getitem__,
        from_json=from_json,
        key_text=encode.__getitem__,
        parse_key=lambda text: _value_of(values, text),
        description=description,
        enum_order=stored,
    )


def _value_of(values: dict[str, Any], text: str) -> Any:
    if text not in values:
        raise ValueError("not a value of the enum")
    return values[text]


def _value_description(value: object, value_name: str) -> str:
    stored = value if isinstance(value, str) and not isinstance(value, Enum) else value_name
    said = f"{naming.human(value_name).capitalize()}."
    return said if stored == value_name else f"{said} Stored as `{stored}`."
