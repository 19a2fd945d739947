"""Which attributes of a model `search` looks in, and how a model says so.

    class Post(Base):
        __gql__ = {"search": Searchable("title", "excerpt", "content", index="posts_search")}

`docs/search.md` tells the same to users, and what an index is on each database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from gql.mapping.findings import Findings
from gql.mapping.model_type import Attribute, AttributeKind, ModelType, SearchedText

MAX_ATTRIBUTES = 4
"""PostgreSQL knows four weights."""

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True, slots=True, init=False)
class Searchable:
    """What `search` looks in: attributes by their Python names, those that count most first.

    `index` names what a migration has made for it; None searches without, which reads every row. `language` is the text search
    configuration of PostgreSQL: `simple` takes words as they are written.
    """

    attributes: tuple[str, ...]
    index: str | None
    language: str

    def __init__(self, *attributes: str, index: str | None = None, language: str = "simple") -> None:
        object.__setattr__(self, "attributes", attributes)
        object.__setattr__(self, "index", index)
        object.__setattr__(self, "language", language)


def read_searchable(model_type: ModelType, declared: Searchable | None, findings: Findings) -> SearchedText | None:
    """What `model_type` is searched by: as it declares, or as its base does. Finds what cannot be searched."""
    if declared is None:
        base = model_type.base
        return base.search if base is not None and not model_type.mapper.concrete else None
    place = f"{model_type.name} is declared searchable"
    if not 0 < len(declared.attributes) <= MAX_ATTRIBUTES:
        findings.refuse(f"{place} by {len(declared.attributes)} attributes; name one to {MAX_ATTRIBUTES}.")
        return None
    for name in (declared.language, declared.index):
        if name is not None and not _IDENTIFIER.fullmatch(name):
            findings.refuse(
                f"{place} with {name!r}; names of indexes and languages are lower-case letters, digits and _."
            )
            return None
    if model_type.is_union:
        findings.refuse(f"{place}, but its rows are in several tables; declare it on the models that extend it.")
        return None
    by_name = {attribute.name: attribute for attribute in model_type.attributes.values()}
    found = []
    for name in declared.attributes:
        attribute = by_name.get(name)
        if attribute is None or not _is_text(attribute):
            findings.refuse(f"{place} by {name!r}, which is no visible column of text; leave it out.")
            return None
        found.append(attribute)
    if len({attribute.column.table for attribute in found if attribute.column is not None}) > 1:
        findings.refuse(f"{place} by columns of several tables; name those of one.")
        return None
    return SearchedText(tuple(found), declared.index, declared.language)


def _is_text(attribute: Attribute) -> bool:
    if attribute.kind is not AttributeKind.COLUMN or attribute.column is None or attribute.is_list:
        return False
    type_ = attribute.column.type
    while isinstance(type_, TypeDecorator):
        type_ = type_.impl_instance
    return isinstance(type_, sa.String) and not isinstance(type_, sa.Enum)
