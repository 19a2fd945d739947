"""Reads the relations of one mapper: relationships, and association proxies that cross an association object.

A relation is *simple* when equality of columns is all that its join says: it is batched by the values of its `local` columns.
Any other join goes through the relationship itself, keyed by the source's primary key.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, ColumnElement
from sqlalchemy.ext.associationproxy import AssociationProxy
from sqlalchemy.orm import Mapper, RelationshipDirection, RelationshipProperty
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression, BooleanClauseList

from gql import naming
from gql.mapping import descriptions
from gql.mapping.attributes import AttributeReader
from gql.mapping.findings import Findings
from gql.mapping.model_type import Attribute, ModelType, Relation, Through
from gql.mapping.options import NO_REMARKS, MappingOptions, Remarks
from gql.mapping.visibility import Visibility

Pair = tuple[Column[Any], Column[Any]]


@dataclass(frozen=True, slots=True)
class _Join:
    local: tuple[Column[Any], ...]
    remote: tuple[Column[Any], ...]
    secondary_target: tuple[Pair, ...]
    is_simple: bool


@dataclass(frozen=True, slots=True)
class RelationReader:
    """Reads relations for one mirror; `type_of` is the ModelType of a mapper, or None if it is not exposed."""

    options: MappingOptions
    findings: Findings
    visibility: Visibility
    attributes: AttributeReader
    type_of: Callable[[Mapper[Any]], ModelType | None]

    def read_all(self, model_type: ModelType) -> Iterator[Relation]:
        """The relations that `model_type` shows and its base does not. Keys and attributes of all types must have been read."""
        for prop in model_type.mapper.relationships:
            if not self._is_own(model_type, prop.key):
                continue
            remarks = self.visibility.remarks(prop.info, f"{model_type.name}.{prop.key}")
            if self.visibility.hides(model_type.model, prop.key, remarks):
                continue
            target = self.type_of(prop.mapper)
            if target is None:
                self.findings.note(
                    f"{model_type.name}.{prop.key} is left out: {prop.mapper.class_.__name__} is not exposed."
                )
                continue
            relation = self._relationship(model_type, prop, target, remarks)
            if relation is not None:
                yield relation
        for name, descriptor in model_type.mapper.all_orm_descriptors.items():
            if not isinstance(descriptor, AssociationProxy) or not self._is_own(model_type, name):
                continue
            remarks = self.visibility.remarks(descriptor.info, f"{model_type.name}.{name}")
            if self.visibility.hides(model_type.model, name, remarks):
                continue
            relation = self._association_proxy(model_type, name, remarks)
            if relation is not None:
                yield relation

    def _relationship(
        self, model_type: ModelType, prop: RelationshipProperty[Any], target: ModelType, remarks: Remarks
    ) -> Relation | None:
        place = f"{model_type.name}.{prop.key}"
        join = _read_join(prop, model_type)
        if not join.local:
            self.findings.leave_out(
                f"{place} joins by more than equal columns and {model_type.name} has no key to batch it by; "
                f'give the model a primary key, or hide the relation with hidden={{"{prop.key}"}}.'
            )
            return None
        to_many = bool(prop.uselist)
        edges: tuple[Attribute, ...] = ()
        if to_many and isinstance(prop.secondary, sa.Table) and join.is_simple:
            used = {*join.remote, *(column for column, _ in join.secondary_target)}
            edges = self.attributes.read_association(model_type, prop.secondary, used)
        enforced = prop.direction is RelationshipDirection.MANYTOONE and join.is_simple
        return Relation(
            name=prop.key,
            graphql_name=remarks.name or naming.field_name(prop.key),
            source=model_type,
            target=target,
            to_many=to_many,
            nullable=not (
                self.options.non_null_relations
                and enforced
                and not target.may_hide_rows
                and not any(column.nullable for column in join.local)
            ),
            property=prop,
            local=join.local,
            remote=join.remote,
            is_simple=join.is_simple,
            secondary_target=join.secondary_target,
            edge_attributes=edges,
            as_list=remarks.as_list and to_many,
            tree=remarks.tree or prop.key in self._trees(model_type),
            description=remarks.description
            or descriptions.clean(prop.doc)
            or descriptions.describe_relation(model_type.name, prop.key),
        )

    def _association_proxy(self, model_type: ModelType, name: str, remarks: Remarks) -> Relation | None:
        place = f"{model_type.name}.{name}"
        proxy = getattr(model_type.model, name)
        local = getattr(getattr(proxy, "local_attr", None), "property", None)
        remote = getattr(getattr(proxy, "remote_attr", None), "property", None)
        if not (
            isinstance(local, RelationshipProperty)
            and isinstance(remote, RelationshipProperty)
            and local.uselist
            and not remote.uselist
        ):
            self.findings.note(
                f"{place} is left out: only an association proxy from a to-many relation to a to-one relation has a "
                "GraphQL form; clients reach the same values through the relation that it crosses."
            )
            return None
        association, target = self.type_of(local.mapper), self.type_of(remote.mapper)
        if association is None or target is None:
            missing = local if association is None else remote
            self.findings.note(f"{place} is left out: {missing.mapper.class_.__name__} is not exposed.")
            return None
        first = self._relationship(model_type, local, association, NO_REMARKS)
        second = self._relationship(association, remote, target, NO_REMARKS)
        if first is None or second is None:
            return None
        crossed = {*first.remote, *second.local}
        shown = tuple(
            attribute
            for attribute in association.attributes.values()
            if attribute.graphql_name != "rowId" and (attribute.column is None or attribute.column not in crossed)
        )
        return Relation(
            name=name,
            graphql_name=remarks.name or naming.field_name(name),
            source=model_type,
            target=target,
            to_many=True,
            nullable=True,
            property=None,
            local=first.local,
            remote=first.remote,
            is_simple=first.is_simple and second.is_simple,
            through=Through(first, second),
            edge_attributes=shown,
            as_list=remarks.as_list,
            description=remarks.description or descriptions.describe_relation(model_type.name, name),
        )

    def _trees(self, model_type: ModelType) -> Collection[str]:
        return self.options.trees.get(model_type.model, ())

    @staticmethod
    def _is_own(model_type: ModelType, name: str) -> bool:
        base = model_type.base
        return base is None or model_type.mapper.concrete or name not in base.mapper.all_orm_descriptors


def _read_join(prop: RelationshipProperty[Any], source: ModelType) -> _Join:
    key = tuple(column for column in source.mapper.primary_key if isinstance(column, Column)) if source.key else ()
    by_key = _Join(key, (), (), is_simple=False)
    if prop.entity.is_aliased_class:
        return by_key
    if prop.secondary is None:
        pairs = [
            (local, remote)
            for local, remote in prop.local_remote_pairs or ()
            if isinstance(local, Column) and isinstance(remote, Column)
        ]
        said = _equalities(prop.primaryjoin) or []
        if not said or sorted(map(_unordered, said)) != sorted(map(_unordered, pairs)):
            return by_key
        return _Join(tuple(local for local, _ in pairs), tuple(remote for _, remote in pairs), (), is_simple=True)
    if not isinstance(prop.secondary, sa.Table) or prop.secondaryjoin is None:
        return by_key
    near, far = _to_secondary(prop.primaryjoin, prop.secondary), _to_secondary(prop.secondaryjoin, prop.secondary)
    if not near or not far:
        return by_key
    return _Join(tuple(other for _, other in near), tuple(column for column, _ in near), tuple(far), is_simple=True)


def _equalities(clause: ColumnElement[bool]) -> list[Pair] | None:
    """The pairs of columns that `clause` equates; None if it says anything else."""
    if isinstance(clause, BooleanClauseList):
        if clause.operator is not operators.and_:
            return None
        found: list[Pair] = []
        for part in clause.clauses:
            pairs = _equalities(part)
            if pairs is None:
                return None
            found += pairs
        return found
    if not isinstance(clause, BinaryExpression) or clause.operator is not operators.eq:
        return None
    left, right = _column(clause.left), _column(clause.right)
    return None if left is None or right is None else [(left, right)]


def _unordered(pair: Pair) -> list[int]:
    return sorted(map(id, pair))


def _column(element: ColumnElement[Any]) -> Column[Any] | None:
    """The table's own column that an annotated copy in a join condition stands for."""
    if not isinstance(element, Column) or element.table is None:
        return None
    found = element.table.c.get(element.key)
    return found if isinstance(found, Column) else None


def _to_secondary(clause: ColumnElement[bool], secondary: sa.Table) -> list[Pair] | None:
    """Pairs (column of `secondary`, column of the other side)."""
    pairs = []
    for left, right in _equalities(clause) or ():
        if left.table is secondary and right.table is not secondary:
            pairs.append((left, right))
        elif right.table is secondary and left.table is not secondary:
            pairs.append((right, left))
        else:
            return None
    return pairs
