"""What a user may say about the mapping: `MappingOptions` for all models, `info={"gql": {…}}` and `__gql__` at the place itself.

All three places take the same few words, checked here, so that a misspelt one is a start-up error and never silently ignored.
`docs/mapping.md` shows them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from gql.errors import MappingError
from gql.mapping.model_type import Scalar
from gql.mapping.searchable import Searchable
from gql.mapping.sql_fields import SqlField
from gql.policy import Policy


@dataclass(frozen=True, slots=True)
class MappingOptions:
    """Choices that hold for all models of one gateway.

    `scalars` overrides the built-in choice: the key is a SQLAlchemy type class, a Python type or an enum class. `hidden` names
    attributes and relations (Python names) to leave out, by model; `exclude` names models. `read_only` models get no writes.
    `trees` names the relations that lead to a row's parent in a tree, by model. `skip_unmappable` leaves out what cannot be
    mapped, with a note, instead of refusing to start: right for a reflected database, which nobody can edit.
    `non_null_relations` shows a to-one relation as non-null where its foreign key is NOT NULL, unless a row policy may hide the
    target. `fields` are made with `sql_field`. `policies` say which rows viewers see, by model.
    """

    scalars: Mapping[type[Any], Scalar] = field(default_factory=dict)
    hidden: Mapping[type[Any], Collection[str]] = field(default_factory=dict)
    exclude: Collection[type[Any]] = ()
    read_only: Collection[type[Any]] = ()
    trees: Mapping[type[Any], Collection[str]] = field(default_factory=dict)
    skip_unmappable: bool = False
    non_null_relations: bool = False
    fields: Collection[SqlField] = ()
    policies: Mapping[type[Any], Policy[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remarks:
    """What stands in one `info={"gql": {…}}` or `__gql__`: None where nothing was said."""

    name: str | None = None
    description: str | None = None
    hidden: bool | None = None
    as_list: bool = False
    read_only: bool = False
    tree: bool | str = False
    search: Searchable | None = None


NO_REMARKS = Remarks()

_KEYS: dict[str, tuple[type[Any], ...]] = {
    "name": (str,),
    "description": (str,),
    "hidden": (bool,),
    "as_list": (bool,),
    "read_only": (bool,),
    "tree": (bool, str),
    "search": (Searchable,),
}


def read_remarks(written: object, place: str) -> Remarks:
    """The remarks written at `place` (for messages: `Post.title`). Raises `MappingError` for an unknown word or wrong type."""
    if written is None:
        return NO_REMARKS
    if not isinstance(written, Mapping):
        raise MappingError(f'{place}: what is written for "gql" must be a dict such as {{"hidden": True}}.')
    for key, value in written.items():
        if key not in _KEYS:
            raise MappingError(f"{place}: the gateway knows no {key!r}; write one of {', '.join(sorted(_KEYS))}.")
        if not isinstance(value, _KEYS[key]):
            wanted = " or a ".join(each.__name__ for each in _KEYS[key])
            raise MappingError(f"{place}: {key!r} must be a {wanted}, not {value!r}.")
    return Remarks(**written)
