"""Which attributes and relations are left out: what users say comes first, then the rules of `docs/mapping.md`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import ColumnProperty
from sqlalchemy.types import NullType, TypeEngine

from gql import naming
from gql.errors import MappingError
from gql.mapping.findings import Findings
from gql.mapping.options import NO_REMARKS, MappingOptions, Remarks, read_remarks
from gql.mapping.sql_types import is_hidden_type


@dataclass(frozen=True, slots=True)
class Visibility:
    """The user's remarks and the rules, for one mirror."""

    options: MappingOptions
    findings: Findings

    def remarks(self, info: Mapping[Any, Any], place: str) -> Remarks:
        """What stands under `gql` in an `info`; a misspelt one is refused and then ignored."""
        try:
            return read_remarks(info.get("gql"), place)
        except MappingError as error:
            self.findings.refuse(error.message)
            return NO_REMARKS

    def hides(self, model: type[Any], name: str, remarks: Remarks, sql_type: TypeEngine[Any] | None = None) -> bool:
        """Whether the attribute or relation `name` of `model` is left out."""
        hidden = self.options.hidden
        if hidden and any(name in hidden.get(cls, ()) for cls in model.__mro__):
            return True
        if remarks.hidden is not None:
            return remarks.hidden
        return (name.startswith("_") and remarks.name is None) or self.keeps_secret(name, sql_type)

    @staticmethod
    def keeps_secret(name: str, sql_type: TypeEngine[Any] | None) -> bool:
        """Whether name or type say that the values are nobody's business, whatever else the attribute is."""
        if sql_type is None:
            return naming.is_secret_name(name)
        return is_hidden_type(sql_type) or (naming.is_secret_name(name) and _holds_text(sql_type))

    def hides_column(self, model: type[Any], prop: ColumnProperty[Any], place: str) -> bool:
        """Whether a column must not show under another name either, as a part of a composite or by a synonym.

        An underscore in front hides the column itself only.
        """
        name, sql_type = prop.key.lstrip("_"), prop.columns[0].type
        return self.hides(model, name, self.remarks(info_of(prop), place), sql_type)


def info_of(prop: Any) -> Mapping[Any, Any]:
    """What the user wrote about a property; `mapped_column(info=…)` is the Column's, which SQLAlchemy does not copy."""
    return {**getattr(prop.columns[0], "info", {}), **prop.info} if isinstance(prop, ColumnProperty) else prop.info


def _holds_text(sql_type: TypeEngine[Any]) -> bool:
    impl = sql_type.impl_instance if isinstance(sql_type, sa.TypeDecorator) else sql_type
    return isinstance(impl, sa.String | sa.LargeBinary | NullType) and not isinstance(impl, sa.Enum)
