"""`read_models`: mapped classes → one frozen `Mirror`.

The order matters and is all there is to know: types and their inheritance first, then keys, then attributes (a foreign key shows
its target's id, so targets must have keys), then relations, trees, look-ups and names. Whatever is wrong is gathered and raised
once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import ColumnProperty, Mapper, RelationshipDirection, configure_mappers, registry

from gql import naming
from gql.errors import MappingError
from gql.mapping import descriptions
from gql.mapping.attributes import AttributeReader
from gql.mapping.collection import without_collection
from gql.mapping.findings import Findings
from gql.mapping.model_type import Attribute, Mirror, ModelType
from gql.mapping.names import check_type_names, read_root_fields
from gql.mapping.options import MappingOptions, Remarks, read_remarks
from gql.mapping.relations import RelationReader
from gql.mapping.searchable import read_searchable
from gql.mapping.sql_field_reading import read_sql_fields, refuse_strays
from gql.mapping.sql_types import ScalarReader
from gql.mapping.trees import TreeReader
from gql.mapping.unique_keys import read_unique_keys
from gql.mapping.visibility import Visibility
from gql.policy import bind_policies


@without_collection()
def read_models(models: Iterable[type[Any]] | type[Any] | registry, options: MappingOptions | None = None) -> Mirror:
    """The mirror of `models`: an iterable of mapped classes, a declarative base (all its subclasses), or a registry.

    Raises one `MappingError` that lists everything that cannot be mapped.
    """
    options = options or MappingOptions()
    findings = Findings(lenient=options.skip_unmappable)
    reader = _Reader(options, findings)
    mirror = reader.read(_mappers(models))
    findings.raise_if_any()
    return replace(mirror, notes=tuple(findings.notes))


def _mappers(models: Iterable[type[Any]] | type[Any] | registry) -> list[Mapper[Any]]:
    try:
        if isinstance(models, registry):
            models.configure()
            found = list(models.mappers)
        elif isinstance(models, type):
            own_registry = getattr(models, "registry", None)
            if not isinstance(own_registry, registry):
                raise MappingError(
                    f"{models.__name__} is not a declarative base; pass the Base of your models, or a list of models."
                )
            own_registry.configure(cascade=True)
            found = [mapper for mapper in own_registry.mappers if issubclass(mapper.class_, models)]
        else:
            classes = list(models)
            configure_mappers()
            found = [_mapper_of(cls) for cls in classes]
    except SQLAlchemyError as error:
        raise MappingError(f"SQLAlchemy cannot configure the models: {error}") from error
    # Parents before children, otherwise by name: nothing may depend on the order of imports.
    return sorted(
        found,
        key=lambda mapper: (len(list(mapper.iterate_to_root())), mapper.class_.__name__, mapper.class_.__module__),
    )


def _mapper_of(cls: type[Any]) -> Mapper[Any]:
    mapper = sa.inspect(cls, raiseerr=False)
    if not isinstance(mapper, Mapper):
        raise MappingError(f"{cls!r} is not a mapped class; pass classes that SQLAlchemy has mapped.")
    return mapper


class _Reader:
    def __init__(self, options: MappingOptions, findings: Findings) -> None:
        self._options = options
        self._findings = findings
        self._types: dict[Mapper[Any], ModelType] = {}
        self._by_table: dict[Any, ModelType] = {}
        self._visibility = Visibility(options, findings)
        self._scalars = ScalarReader(options.scalars)
        self._attributes = AttributeReader(findings, self._visibility, self._scalars, self._referenced_type)
        self._relations = RelationReader(options, findings, self._visibility, self._attributes, self._types.get)
        self._remarks: dict[Mapper[Any], Remarks] = {}
        self._policies = bind_policies(options.policies)

    def read(self, mappers: list[Mapper[Any]]) -> Mirror:
        for mapper in mappers:
            self._read_type(mapper)
        for model_type in self._types.values():
            self._read_hierarchy(model_type)
        self._read_policies()
        for model_type in self._types.values():
            self._read_key(model_type)
        for model_type in self._types.values():
            self._read_attributes(model_type)
        refuse_strays(self._options.fields, self._types.values(), self._findings)
        for model_type in self._types.values():
            self._read_relations(model_type)
        trees = TreeReader(self._options, self._findings)
        for model_type in self._types.values():
            trees.read(model_type)
        for model_type in reversed(self._types.values()):
            self._keep_common_fields(model_type)
        for mapper, model_type in self._types.items():
            model_type.search = read_searchable(model_type, self._remarks[mapper].search, self._findings)
        for model_type in self._types.values():
            model_type.unique_keys = tuple(read_unique_keys(model_type))
        types = sorted(self._types.values(), key=lambda model_type: model_type.name)
        check_type_names(types, self._scalars.enums.scalars, self._findings)
        by_name = {model_type.object_name: model_type for model_type in types} | {
            model_type.name: model_type for model_type in types
        }
        return Mirror(
            by_name=by_name,
            by_model={model_type.model: model_type for model_type in types},
            root_fields=read_root_fields(types, self._findings),
            policies=self._policies,
        )

    # types

    def _read_type(self, mapper: Mapper[Any]) -> None:
        model = mapper.class_
        if model in self._options.exclude:
            return
        remarks = self._read_remarks(mapper)
        if remarks.hidden:
            return
        name = remarks.name or naming.type_name(model.__name__)
        if not naming.is_graphql_name(name):
            self._findings.refuse(
                f"The model {_path(model)} would be the type {name!r}, which is no GraphQL name; "
                'name it with __gql__ = {"name": "…"}.'
            )
            return
        singular, plural = naming.root_field_names(name)
        table = mapper.local_table
        comment = table.comment if isinstance(table, sa.Table) else None
        key_is_real = isinstance(table, sa.Table) and bool(table.primary_key.columns)
        model_type = ModelType(
            name=name,
            object_name=name,
            model=model,
            mapper=mapper,
            description=remarks.description
            or descriptions.own_docstring(model)
            or descriptions.clean(comment)
            or descriptions.describe_type(name),
            singular_field=singular,
            plural_field=plural,
            is_read_only=remarks.read_only or model in self._options.read_only or not key_is_real,
        )
        self._types[mapper] = model_type
        self._remarks[mapper] = remarks
        self._by_table.setdefault(table, model_type)

    def _read_remarks(self, mapper: Mapper[Any]) -> Remarks:
        model = mapper.class_
        table = mapper.local_table
        written: dict[str, Any] = {}
        try:
            if isinstance(table, sa.Table) and not mapper.single:
                read_remarks(table.info.get("gql"), f"The table {table.name}")
                written |= table.info.get("gql") or {}
            own = vars(model).get("__gql__")
            read_remarks(own, _path(model))
            return read_remarks(written | dict(own or {}), _path(model))
        except MappingError as error:
            self._findings.refuse(error.message)
            return Remarks()

    def _read_hierarchy(self, model_type: ModelType) -> None:
        mapper = model_type.mapper
        base = next((self._types[parent] for parent in _ancestors(mapper) if parent in self._types), None)
        model_type.base = base
        if base is not None and not mapper.concrete:
            model_type.root = base.root
        descendants = [
            self._types[other] for other in mapper.self_and_descendants if other is not mapper and other in self._types
        ]
        model_type.is_interface = bool(descendants)
        if mapper.polymorphic_on is None:
            model_type.members = (model_type,)
        else:
            own = [model_type] if _has_own_rows(mapper) else []
            model_type.members = tuple(own + [other for other in descendants if _has_own_rows(other.mapper)])
            model_type.discriminator = {other.mapper.polymorphic_identity: other for other in model_type.members}
        model_type.is_abstract = model_type not in model_type.members
        if model_type.is_interface and not model_type.is_abstract:
            model_type.object_name = f"Plain{model_type.name}"

    def _read_policies(self) -> None:
        by_model = {model_type.model: model_type for model_type in self._types.values()}
        for policy in self._policies:
            owner = by_model.get(policy.model)
            if owner is None:
                self._findings.refuse(
                    f"The policy {type(policy.policy).__name__} is for {policy.model!r}, which is not exposed; "
                    "give it the mapped class whose rows it is about."
                )
                continue
            for model_type in self._types.values():
                if issubclass(model_type.model, owner.model):
                    model_type.policies = (*model_type.policies, policy)
                elif issubclass(owner.model, model_type.model):
                    model_type.member_policies = (*model_type.member_policies, (owner, policy))

    # keys, attributes, relations

    def _read_key(self, model_type: ModelType) -> None:
        base = model_type.base
        if base is not None and model_type.root is base.root:
            model_type.key, model_type.row_id = base.key, base.row_id
            return
        model_type.key = self._attributes.read_key(model_type)
        if not model_type.key:
            model_type.is_read_only = True
        if len(model_type.key) == 1 and not self._hides_key(model_type):
            model_type.row_id = replace(
                model_type.key[0],
                graphql_name="rowId",
                references=None,
                description=f"The {naming.human(model_type.name)}'s primary key as the database has it; `id` is the one to use.",
            )

    def _hides_key(self, model_type: ModelType) -> bool:
        prop = model_type.mapper.attrs.get(model_type.key[0].name)
        place = f"{model_type.name}.{model_type.key[0].name}"
        return isinstance(prop, ColumnProperty) and self._visibility.hides_column(model_type.model, prop, place)

    def _referenced_type(self, source: ModelType, column: Column[Any]) -> ModelType | None:
        """The type whose id a foreign-key column shows as: that of the foreign key that a relationship uses, or the first."""
        targets: dict[Column[Any], ModelType] = {}
        for foreign_key in sorted(column.foreign_keys, key=lambda key: key.target_fullname):
            if foreign_key.constraint is not None and len(foreign_key.constraint.elements) != 1:
                continue
            try:
                remote = foreign_key.column
            except SQLAlchemyError:  # its table is not among these models
                continue
            target = self._by_table.get(remote.table)
            if target is not None and len(target.key) == 1 and _is_key_column(target.mapper, remote):
                targets[remote] = target
        for prop in source.mapper.relationships:
            if prop.direction is RelationshipDirection.MANYTOONE and prop.mapper in self._types:
                if any(local is column and remote in targets for local, remote in prop.local_remote_pairs or ()):
                    return self._types[prop.mapper]
        return next(iter(targets.values()), None)

    def _read_attributes(self, model_type: ModelType) -> None:
        base = model_type.base
        if base is not None and not model_type.mapper.concrete:
            model_type.attributes.update(base.attributes)
            model_type.expressions.update(base.expressions)
        elif model_type.row_id is not None:
            model_type.attributes["rowId"] = model_type.row_id
        for attribute in self._attributes.read_all(model_type):
            # `id` is the global id, so a part of a composite key that is called so shows as what it is: a raw key.
            is_raw_id = model_type.key and attribute.graphql_name == "id" and "rowId" not in model_type.attributes
            shown = replace(attribute, graphql_name="rowId") if is_raw_id else attribute
            self._claim_field(model_type, shown.graphql_name, shown.name)
            model_type.attributes[shown.graphql_name] = shown
        for field, attribute in read_sql_fields(model_type, self._options.fields, self._attributes, self._findings):
            self._claim_field(model_type, attribute.graphql_name, attribute.name)
            model_type.attributes[attribute.graphql_name] = attribute
            model_type.expressions[attribute.name] = field.element

    def _read_relations(self, model_type: ModelType) -> None:
        base = model_type.base
        if base is not None and not model_type.mapper.concrete:
            model_type.relations.update(base.relations)
        for relation in self._relations.read_all(model_type):
            if not naming.is_graphql_name(relation.graphql_name):
                self._findings.leave_out(
                    f"{model_type.name}.{relation.name}: {relation.graphql_name!r} is no GraphQL name; {_RENAME}."
                )
                continue
            self._claim_field(model_type, relation.graphql_name, relation.name)
            model_type.relations[relation.graphql_name] = relation

    def _claim_field(self, model_type: ModelType, graphql_name: str, name: str) -> None:
        place = f"{model_type.name}.{name}"
        if graphql_name == "id" and model_type.key:
            self._findings.refuse(f"{place} would be the field id, which is the global id of every type; {_RENAME}.")
            return
        taken = model_type.attributes.get(graphql_name) or model_type.relations.get(graphql_name)
        if taken is not None:
            what = "the raw primary key" if taken is model_type.row_id else f"{model_type.name}.{taken.name}"
            self._findings.refuse(f"{place} and {what} would both be the field {graphql_name}; {_RENAME}.")

    def _keep_common_fields(self, model_type: ModelType) -> None:
        """An interface over concrete tables shows only what all its members have, null where any may be null."""
        mapper = model_type.mapper
        members = [member for member in self._types.values() if member.base is model_type and member.mapper.concrete]
        if not members:
            return
        for name, attribute in list(model_type.attributes.items()):
            own = [member.attributes.get(name) for member in members]
            same = [other for other in own if other is not None and _same_shape(other, attribute)]
            if len(same) < len(members):
                del model_type.attributes[name]
                self._findings.note(
                    f"{model_type.name}.{name} is not in the interface: not every type of {mapper.class_.__name__} has it."
                )
            elif any(other.nullable for other in same) and not attribute.nullable:
                model_type.attributes[name] = replace(attribute, nullable=True, trusted_not_null=False)
        for name, relation in list(model_type.relations.items()):
            others = [member.relations.get(name) for member in members]
            if any(
                other is None or other.target is not relation.target or other.to_many != relation.to_many
                for other in others
            ):
                del model_type.relations[name]
                self._findings.note(
                    f"{model_type.name}.{name} is not in the interface: not every type of {mapper.class_.__name__} has it."
                )


_RENAME = 'rename one with info={"gql": {"name": "…"}}, or hide it with info={"gql": {"hidden": True}}'


def _path(model: type[Any]) -> str:
    return f"{model.__module__}.{model.__qualname__}"


def _ancestors(mapper: Mapper[Any]) -> Iterator[Mapper[Any]]:
    parent = mapper.inherits
    while parent is not None:
        yield parent
        parent = parent.inherits


def _has_own_rows(mapper: Mapper[Any]) -> bool:
    return mapper.polymorphic_identity is not None and not mapper.polymorphic_abstract


def _is_key_column(mapper: Mapper[Any], column: Column[Any]) -> bool:
    table = column.table
    return mapper.local_table is table and table.primary_key.columns.values() == [column]


def _same_shape(one: Attribute, other: Attribute) -> bool:
    return (one.scalar.name, one.is_list, one.references, one.composite_class) == (
        other.scalar.name,
        other.is_list,
        other.references,
        other.composite_class,
    )
