"""Reads the attributes of one mapper: columns, hybrids, column properties, composites, synonyms.

Everything that a GraphQL field may show is an `Attribute` afterwards; what is not shown is either hidden by a rule of
`docs/mapping.md` or named in the findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, ColumnElement
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.hybrid import HybridExtensionType, hybrid_property
from sqlalchemy.orm import ColumnProperty, CompositeProperty, Mapper, MapperProperty, SynonymProperty
from sqlalchemy.types import NullType, TypeEngine

from gql import naming
from gql.errors import MappingError
from gql.mapping import descriptions
from gql.mapping.annotations import is_declared, mapped_argument, part_names, return_annotation, strip_optional
from gql.mapping.findings import Findings
from gql.mapping.model_type import Attribute, AttributeKind, ModelType, Scalar
from gql.mapping.options import NO_REMARKS, Remarks
from gql.mapping.sql_types import ScalarReader, ScalarReading, Unmappable
from gql.mapping.visibility import Visibility, info_of

REMEDY = (
    'hide it with info={{"gql": {{"hidden": True}}}} or hidden={{"{name}"}}, '
    "or register a scalar for it in MappingOptions.scalars"
)


@dataclass(frozen=True, slots=True)
class AttributeReader:
    """Reads attributes for one mirror. `references` finds the ModelType whose id a foreign-key column shows as."""

    findings: Findings
    visibility: Visibility
    scalars: ScalarReader
    references: Callable[[ModelType, Column[Any]], ModelType | None]

    def read_key(self, model_type: ModelType) -> tuple[Attribute, ...]:
        """The primary key's attributes, hidden or not; empty if a part of it cannot be written into an id."""
        key = []
        for column in model_type.mapper.primary_key:
            attribute = self._key_part(model_type, column)
            if attribute is None or attribute.scalar.key_text is None:
                self.findings.note(
                    f"{model_type.name} has no global id: its key column {column.name} has no text form, so it is not a Node."
                )
                return ()
            key.append(attribute)
        return tuple(key)

    def _key_part(self, model_type: ModelType, column: ColumnElement[Any]) -> Attribute | None:
        name = model_type.mapper.get_property_by_column(column).key
        reading = self._reading(model_type, name, column.type)
        if reading is None or reading.is_list or not isinstance(column, Column):
            return None
        return self._column(model_type, name, column, reading, NO_REMARKS)

    def read_all(self, model_type: ModelType) -> Iterator[Attribute]:
        """The attributes that `model_type` shows and its base does not, under their field names."""
        mapper = model_type.mapper
        composites = [prop for prop in mapper.composites if self._is_own(model_type, prop.key)]
        parts = {part.key for prop in composites for part in prop.props}
        for prop in mapper.column_attrs:
            if not self._is_own(model_type, prop.key) or _is_made_up_discriminator(mapper, prop):
                continue
            if prop.key not in parts or is_declared(model_type.model, prop.key):
                yield from self._maybe(model_type, prop, prop.key, self._column_property)
        for composite in composites:
            yield from self._maybe(model_type, composite, composite.key, self._composite)
        for synonym in mapper.synonyms:
            if self._is_own(model_type, synonym.key):
                yield from self._maybe(model_type, synonym, synonym.key, self._synonym)
        for name, descriptor in mapper.all_orm_descriptors.items():
            if descriptor.extension_type is HybridExtensionType.HYBRID_PROPERTY and self._is_own(model_type, name):
                yield from self._maybe(model_type, descriptor, name, self._hybrid)

    def read_association(self, owner: ModelType, table: sa.Table, used: set[Column[Any]]) -> tuple[Attribute, ...]:
        """The columns of a many-to-many table that are not its foreign keys, as attributes of the edges of `owner`'s relation."""
        found = []
        for column in table.columns:
            name = column.key
            place = f"{table.name}.{name}"
            remarks = self.visibility.remarks(column.info, place)
            if (
                column in used
                or column is table.autoincrement_column
                or self.visibility.hides(owner.model, name, remarks, column.type)
            ):
                continue
            reading = self._reading(
                owner, name, column.type, place=place, fallback=naming.type_name(f"{table.name}_{name}")
            )
            if reading is not None:
                found.append(
                    self._column(owner, name, column, reading, remarks, owner_name=naming.type_name(table.name))
                )
        return tuple(found)

    # one kind each

    def _column_property(self, model_type: ModelType, prop: ColumnProperty[Any], remarks: Remarks) -> Attribute | None:
        element = prop.columns[0]
        if (
            model_type.mapper.concrete
            and element is model_type.mapper.polymorphic_on
            and not isinstance(element, Column)
        ):
            return None  # the literal that tells the tables of a concrete union apart: `__typename` says it
        if not isinstance(element, Column):
            return self._expression(
                model_type, prop.key, element, remarks, prop.doc, mapped_argument(model_type.model, prop.key)
            )
        if self._is_key_only(model_type, prop, element):
            return None
        reading = self._reading(model_type, prop.key, element.type)
        if reading is None:
            return None
        return self._column(model_type, prop.key, element, reading, remarks, doc=prop.doc, may_refer=True)

    def _column(
        self,
        model_type: ModelType,
        name: str,
        column: Column[Any],
        reading: ScalarReading,
        remarks: Remarks,
        *,
        doc: str | None = None,
        may_refer: bool = False,
        owner_name: str = "",
    ) -> Attribute:
        target = self.references(model_type, column) if may_refer and not reading.is_list else None
        field = remarks.name or naming.field_name(name)
        owner_name = owner_name or model_type.name
        said = remarks.description or descriptions.clean(doc or column.doc or column.comment)
        if not said and target is not None:
            said = descriptions.describe_reference(owner_name, name, target.name)
        return Attribute(
            name=name,
            graphql_name=field,
            kind=AttributeKind.COLUMN,
            scalar=reading.scalar,
            nullable=bool(column.nullable),
            is_list=reading.is_list,
            description=said or descriptions.describe_attribute(owner_name, name, reading.scalar.name),
            column=column,
            references=target.root.name if target is not None else None,
            read_only=remarks.read_only or column.computed is not None,
            trusted_not_null=not column.nullable and isinstance(column.table, sa.Table),
            item_nullable=reading.item_nullable,
            to_list=reading.to_list,
        )

    def _expression(
        self,
        model_type: ModelType,
        name: str,
        element: ColumnElement[Any],
        remarks: Remarks,
        doc: str | None,
        annotation: object | None,
    ) -> Attribute | None:
        if self.visibility.keeps_secret(name, element.type):
            return None
        return self.read_expression(model_type, name, element, remarks, doc, annotation)

    def read_expression(
        self,
        model_type: ModelType,
        name: str,
        element: ColumnElement[Any],
        remarks: Remarks,
        doc: str | None,
        annotation: object | None,
    ) -> Attribute | None:
        """A SQL expression as an attribute, whatever it is called; None if its type cannot be mapped."""
        bare, optional = strip_optional(annotation)
        known = annotation is not None and bare is not Any
        reading = self._reading(model_type, name, element.type, annotation=bare if known else None)
        if reading is None:
            return None
        return Attribute(
            name=name,
            graphql_name=remarks.name or naming.field_name(name),
            kind=AttributeKind.EXPRESSION,
            scalar=reading.scalar,
            nullable=optional or not known,
            is_list=reading.is_list,
            description=remarks.description
            or descriptions.clean(doc)
            or descriptions.describe_attribute(model_type.name, name, reading.scalar.name),
            read_only=True,
            item_nullable=reading.item_nullable,
            to_list=reading.to_list,
        )

    def _hybrid(
        self, model_type: ModelType, hybrid: hybrid_property[Any], remarks: Remarks, name: str = ""
    ) -> Attribute | None:
        name = hybrid.__name__
        place = f"{model_type.name}.{name}"
        try:
            element = getattr(model_type.model, name).__clause_element__()
        except (SQLAlchemyError, AttributeError, TypeError, ValueError, NotImplementedError, KeyError, IndexError):
            element = None
        if not isinstance(element, ColumnElement):
            self.findings.note(
                f"{place} is left out: the hybrid works on instances but gives no SQL expression; "
                f"add one with @{name}.inplace.expression."
            )
            return None
        return self._expression(model_type, name, element, remarks, hybrid.fget.__doc__, return_annotation(hybrid.fget))

    def _composite(self, model_type: ModelType, prop: CompositeProperty[Any], remarks: Remarks) -> Attribute | None:
        composite_class = prop.composite_class
        if not isinstance(composite_class, type):
            self.findings.leave_out(
                f"{model_type.name}.{prop.key}: its composite is made by a function, so its parts have no names; "
                f"use a class, or {REMEDY.format(name=prop.key)}."
            )
            return None
        names = part_names(composite_class)
        parts = []
        for part_name, part in zip(names, prop.props, strict=False):
            column = part.columns[0] if isinstance(part, ColumnProperty) else None
            if not isinstance(part, ColumnProperty) or not isinstance(column, Column):
                return None
            place = f"{model_type.name}.{prop.key}"
            if self.visibility.hides_column(model_type.model, part, f"{model_type.name}.{part.key}"):
                self.findings.note(f"{place} is left out: its part {part_name} is hidden.")
                return None
            reading = self._reading(model_type, part.key, column.type)
            if reading is None:
                return None
            attribute = self._column(
                model_type, part.key, column, reading, NO_REMARKS, owner_name=composite_class.__name__
            )
            generated = descriptions.describe_attribute(composite_class.__name__, part_name, reading.scalar.name)
            said = descriptions.clean(column.doc or column.comment) or generated
            parts.append(replace(attribute, graphql_name=naming.field_name(part_name), description=said))
        name = naming.type_name(composite_class.__name__)
        return Attribute(
            name=prop.key,
            graphql_name=remarks.name or naming.field_name(prop.key),
            kind=AttributeKind.COMPOSITE,
            scalar=Scalar(name, None, None, None, None, None, orderable=False),
            nullable=all(part.nullable for part in parts),
            description=remarks.description
            or descriptions.clean(prop.doc)
            or descriptions.describe_attribute(model_type.name, prop.key, name),
            parts=tuple(parts),
            part_names=names[: len(parts)],
            composite_class=composite_class,
        )

    def _synonym(self, model_type: ModelType, prop: SynonymProperty[Any], remarks: Remarks) -> Attribute | None:
        target = model_type.mapper.attrs.get(prop.name)
        place = f"{model_type.name}.{prop.key}"
        if not isinstance(target, ColumnProperty):
            self.findings.note(f"{place} is left out: it is a synonym of {prop.name}, which is not a column.")
            return None
        element = target.columns[0]
        if self.visibility.hides_column(model_type.model, target, f"{model_type.name}.{target.key}"):
            return None
        if not isinstance(element, Column):
            return self._expression(model_type, prop.key, element, remarks, prop.doc or target.doc, None)
        reading = self._reading(model_type, prop.key, element.type)
        if reading is None:
            return None
        return self._column(model_type, prop.key, element, reading, remarks, doc=prop.doc, may_refer=True)

    # rules

    def _maybe(
        self, model_type: ModelType, prop: Any, name: str, read: Callable[[ModelType, Any, Remarks], Attribute | None]
    ) -> Iterator[Attribute]:
        if (
            isinstance(prop, hybrid_property)
            and prop.__name__ != name
            and prop.__name__ in model_type.mapper.all_orm_descriptors
        ):
            return  # the second name of one hybrid, left by `@x.inplace.expression`
        place = f"{model_type.name}.{name}"
        remarks = self.visibility.remarks(info_of(prop), place)
        sql_type = prop.columns[0].type if isinstance(prop, ColumnProperty) else None
        if self.visibility.hides(model_type.model, name, remarks, sql_type):
            return
        attribute = read(model_type, prop, remarks)
        if attribute is None:
            return
        if not naming.is_graphql_name(attribute.graphql_name):
            self.findings.leave_out(
                f'{place}: no GraphQL name can be made of {name!r}; give it one with info={{"gql": {{"name": "…"}}}}, or hide it.'
                if not remarks.name
                else f'{place}: {remarks.name!r} is not a GraphQL name; write letters, digits and "_".'
            )
            return
        yield attribute

    def _is_own(self, model_type: ModelType, name: str) -> bool:
        base = model_type.base
        if base is None or model_type.mapper.concrete:
            return True
        return name not in base.mapper.all_orm_descriptors

    def _is_key_only(self, model_type: ModelType, prop: MapperProperty[Any], column: Column[Any]) -> bool:
        """Whether the column is the key under a name that `id` and `rowId` say already, or a subclass table's copy of it."""
        mapper = model_type.mapper
        if not model_type.key:
            return False
        if mapper.inherits is not None and not mapper.concrete and column.table is mapper.local_table:
            if column.primary_key and mapper.local_table is not mapper.inherits.local_table:
                return True
        if len(model_type.key) != 1 or prop.key != model_type.key[0].name:
            return False
        plain = prop.key.lower().replace("_", "")
        own_names = {"id"}
        for name in (model_type.name, model_type.model.__name__, getattr(mapper.local_table, "name", "")):
            own_names.add("".join(naming.singularize_last(naming.split_words(str(name)))).lower() + "id")
        return plain in own_names

    def _reading(
        self,
        model_type: ModelType,
        name: str,
        sql_type: TypeEngine[Any],
        *,
        annotation: object | None = None,
        place: str = "",
        fallback: str = "",
    ) -> ScalarReading | None:
        fallback = fallback or naming.type_name(f"{model_type.name}_{name}")
        try:
            if isinstance(sql_type, NullType) and annotation is not None:
                return self.scalars.read_python_type(annotation, fallback)
            return self.scalars.read(sql_type, fallback)
        except Unmappable as error:
            shown = type(sql_type).__name__ if isinstance(sql_type, NullType) else repr(sql_type)
            hint = "" if annotation is not None or not isinstance(sql_type, NullType) else ", or annotate its type"
            self.findings.leave_out(
                f"{place or f'{model_type.name}.{name}'} cannot be mapped: {error} (SQL type {shown}); "
                f"{REMEDY.format(name=name)}{hint}."
            )
        except MappingError as error:
            self.findings.leave_out(error.message)
        return None


def _is_made_up_discriminator(mapper: Mapper[Any], prop: ColumnProperty[Any]) -> bool:
    """Whether the column is the constant by which a union of concrete tables tells its rows apart."""
    return prop.columns[0] is mapper.polymorphic_on and isinstance(prop.columns[0].type, NullType)
