"""What the annotations of models and their types say, where it can be known at run time.

Annotations are strings in modules with `from __future__ import annotations`, and may name what is imported for type checkers
only. Such an annotation says nothing here; it is never an error.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from inspect import Parameter, signature
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped


def strip_optional(annotation: object) -> tuple[Any, bool]:
    """The annotation without None, and whether it had one."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        optional = len(rest) < len(get_args(annotation))
        return (rest[0] if len(rest) == 1 else Any), optional
    return annotation, False


def is_declared(model: type[Any], name: str) -> bool:
    """Whether the class, or one it inherits from, annotates `name`."""
    return any(name in vars(cls).get("__annotations__", {}) for cls in model.__mro__)


def evaluate(annotation: object, cls: type[Any]) -> object | None:
    """What an annotation of `cls` stands for; None if its names are not known at run time."""
    if not isinstance(annotation, str):
        return annotation
    try:
        names = vars(sys.modules[cls.__module__])
        return eval(annotation, names, dict(vars(cls)))  # type: ignore[no-any-return]  # noqa: S307  # the user's own code, as get_type_hints runs it
    except (NameError, TypeError, AttributeError, SyntaxError, KeyError):
        return None


def mapped_argument(model: type[Any], name: str) -> object | None:
    """`X` where the class says `name: Mapped[X]`; None if it says nothing that can be evaluated."""
    for cls in model.__mro__:
        annotation = vars(cls).get("__annotations__", {}).get(name)
        if annotation is None:
            continue
        annotation = evaluate(annotation, cls)
        origin = get_origin(annotation)
        if isinstance(origin, type) and issubclass(origin, Mapped):
            (argument,) = get_args(annotation)
            return argument  # type: ignore[no-any-return]  # an annotation is any object
        return None
    return None


def return_annotation(function: Callable[..., Any]) -> object | None:
    """What a function says that it returns; the `X` of a SQL expression `ColumnElement[X]`."""
    try:
        returned = get_type_hints(function).get("return")
    except (NameError, TypeError, AttributeError):
        return None
    origin = get_origin(returned)
    if isinstance(origin, type) and issubclass(origin, ColumnElement):
        return get_args(returned)[0]  # type: ignore[no-any-return]  # as above
    return returned


def part_names(composite_class: type[Any]) -> tuple[str, ...]:
    """The names under which an object of a composite class holds what its constructor takes, in that order."""
    if is_dataclass(composite_class):
        return tuple(part.name for part in fields(composite_class) if part.init)
    kinds = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    return tuple(name for name, parameter in signature(composite_class).parameters.items() if parameter.kind in kinds)
