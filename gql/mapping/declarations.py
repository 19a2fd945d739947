"""Generated types, declared: a class to name each by, its fields, and what they refer to.

An annotation is as in hand-written Strawberry: a class, `Optional[class]`, `list[class]`. The classes carry a Strawberry
definition without fields, which is all that Strawberry asks of a type that graphql-core has already (`gql.mapping.core_types`).
A field made by Strawberry costs ten times as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Optional

from strawberry.schema_directives import OneOf
from strawberry.types.base import StrawberryObjectDefinition, get_object_definition


class Kind(Enum):
    """What a declared class becomes."""

    OBJECT = "object"
    INTERFACE = "interface"
    INPUT = "input"
    ONE_OF_INPUT = "one of input"
    UNION = "union"


@dataclass(slots=True)
class DeclaredArgument:
    """An argument of a generated field; without a default."""

    name: str
    annotation: Any  # a class, or a typing form, which is no type
    description: str


@dataclass(slots=True)
class DeclaredField:
    """A generated field, of an object, an interface or an input."""

    name: str
    annotation: Any  # as above
    description: str
    arguments: Sequence[DeclaredArgument] = ()


@dataclass(slots=True)
class Declaration:
    """What a declared class says; its bases' fields are its own too."""

    kind: Kind
    definition: StrawberryObjectDefinition
    fields: Sequence[DeclaredField]
    members: Sequence[type[Any]] = ()


def bare_class(name: str, bases: tuple[type[Any], ...] = ()) -> type[Any]:
    """A class to refer to, before anybody knows its fields: types refer to each other in circles."""
    return type(name, bases, {"__module__": __name__})


def declare(cls: type[Any], fields: Iterable[DeclaredField], description: str, kind: Kind = Kind.OBJECT) -> type[Any]:
    """Says what `cls` is; the classes that it inherits from must have been declared, or be Strawberry types."""
    bases = [get_object_definition(base) for base in cls.__mro__[1:]]
    definition = StrawberryObjectDefinition(
        name=cls.__name__,
        is_input=kind in (Kind.INPUT, Kind.ONE_OF_INPUT),
        is_interface=kind is Kind.INTERFACE,
        origin=cls,
        description=description,
        interfaces=[base for base in bases if base is not None and base.is_interface],
        extend=False,
        directives=[OneOf()] if kind is Kind.ONE_OF_INPUT else (),
        is_type_of=getattr(cls, "is_type_of", None),
        resolve_type=getattr(cls, "resolve_type", None),
        fields=[],
    )
    cls.__strawberry_definition__ = definition
    cls.__gql_declaration__ = Declaration(kind, definition, tuple(fields))
    return cls


def declare_union(cls: type[Any], members: Sequence[type[Any]], description: str) -> type[Any]:
    """Says that `cls` is one of the object types `members`."""
    declare(cls, (), description, Kind.UNION)
    cls.__gql_declaration__.members = tuple(members)
    return cls


def declaration_of(cls: object) -> Declaration | None:
    """What a declared class says of itself; None for anything else."""
    return cls.__dict__.get("__gql_declaration__") if isinstance(cls, type) else None


def optional(annotation: Any) -> Any:
    """Or null."""
    return Optional[annotation]  # noqa: UP045  # `|` fails on some of Strawberry's definitions


def list_of(annotation: Any) -> Any:
    """A list of it."""
    return list[annotation]
