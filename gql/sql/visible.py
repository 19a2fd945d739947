"""Which rows of an entity may be seen: the policies of its model, as conditions on its alias.

This is the one place where `Policy.rows` enters SQL. Every statement asks `conditions_of` for every entity that it reads rows of:
in its WHERE, or in the ON clause of a left join, so that a hidden row looks like a missing one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Alias, Column, ColumnElement, FromClause, Table, and_, inspect, literal_column, or_, select
from sqlalchemy.sql.visitors import iterate, replacement_traverse

from gql.mapping.model_type import ModelType
from gql.policy import ModelPolicy, row_condition
from gql.sql.entities import Entity, entity_of


def conditions_of(entity: Entity) -> tuple[ColumnElement[bool], ...]:
    """What rows of `entity` must satisfy to be seen by the viewer for whom the statement is being built.

    A row that is of a subclass with policies of its own must satisfy those too, whatever entity it is read through.
    """
    model_type = entity.model_type
    if not model_type.policies and not model_type.member_policies:
        return ()
    own = [_over(entity, policy) for policy in model_type.policies]
    members = [_of_member(entity, member, policy) for member, policy in model_type.member_policies]
    return tuple(condition for condition in (*own, *members) if condition is not None)


def _over(entity: Entity, policy: ModelPolicy) -> ColumnElement[bool] | None:
    clause = row_condition(policy).clause
    if clause is None:
        return None
    adapted: ColumnElement[bool] = replacement_traverse(clause, {}, _renamer(entity, policy.model))
    return adapted


def _of_member(entity: Entity, member: ModelType, policy: ModelPolicy) -> ColumnElement[bool] | None:
    """The entity need not have the member's columns, so they are read by key."""
    row = entity_of(member)
    condition = _over(row, policy)
    if condition is None:
        return None
    members = entity.model_type.discriminator
    own = [identity for identity, each in members.items() if issubclass(each.model, member.model)]
    same = and_(*(mine == its for mine, its in zip(entity.key(), row.key(), strict=True)))
    visible = select(literal_column("1")).select_from(row.alias).where(same, condition).exists()
    return or_(entity.discriminator().not_in(own), visible)


def _renamer(entity: Entity, model: type[Any]) -> Callable[..., Any]:
    """Replaces the tables of a mapped class, and no other alias of them, by those of an entity."""
    mapper = inspect(model)
    if entity.model_type.mapper.concrete or entity.model_type.is_union:
        return _by_attribute(entity, model)
    aliases: dict[FromClause, FromClause] = {
        each.element: each
        for each in iterate(inspect(entity.alias).selectable)
        if isinstance(each, Alias) and isinstance(each.element, Table) and each.element in mapper.tables
    }

    def rename(element: Any, **_: Any) -> Any:
        if isinstance(element, Column):
            alias = aliases.get(element.table)
            return None if alias is None else alias.c[element.key]
        return aliases.get(element) if isinstance(element, Table) else None

    return rename


def _by_attribute(entity: Entity, model: type[Any]) -> Callable[..., Any]:
    """Concrete tables share no columns with their base, only the names of attributes."""
    names: dict[Any, str] = {}
    for attribute in inspect(model).column_attrs:
        if hasattr(model, attribute.key):  # the discriminator of the UNION is no attribute of the class
            for column in (*attribute.columns, getattr(model, attribute.key).__clause_element__()):
                names[hash(column)] = attribute.key

    def rename(element: Any, **_: Any) -> Any:
        if not isinstance(element, ColumnElement) or getattr(element, "table", None) is None:
            return None
        name = names.get(hash(element))
        return None if name is None else entity.attribute(name).__clause_element__()

    return rename
