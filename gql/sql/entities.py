"""The aliased entities that a statement selects from, and the expression of each of their attributes.

One statement reads a ModelType through one entity: an alias of the mapped class, widened by outer joins to those subclasses whose
own columns the selection needs. Everything in `gql.sql` that needs a column asks an `Entity` for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, ColumnElement, Integer, String, inspect, type_coerce
from sqlalchemy.orm import aliased, with_polymorphic
from sqlalchemy.sql.util import ClauseAdapter

from gql.mapping.model_type import ModelType
from gql.plan.nodes import type_slot


@dataclass(frozen=True, slots=True, eq=False)
class Entity:
    """An alias of a ModelType's class. `alias` is what SQLAlchemy calls an aliased class; it has the class's attributes.

    `sql_fields` are those asked for so far. Each is made once: parameters in it that were made again would be others, and
    GROUP BY an expression that is not the selected one.
    """

    model_type: ModelType
    alias: Any  # SQLAlchemy types an AliasedClass as the class that it aliases
    by_member: dict[ModelType, Any]
    sql_fields: dict[tuple[ModelType, str], ColumnElement[Any]] = field(default_factory=dict)

    def attribute(self, name: str, member: ModelType | None = None) -> ColumnElement[Any]:
        """The SQL expression of an attribute, of the type itself or of a `member` whose columns were asked for."""
        if name == type_slot:
            return self.discriminator()
        if member is not None and member is not self.model_type and member.mapper.concrete:
            return self._union_attribute(name, member)
        if member is None or member is self.model_type:
            return self._expression(name, self.model_type, self.alias)
        return self._expression(name, member, self.by_member[member])

    def _expression(self, name: str, model_type: ModelType, alias: Any) -> ColumnElement[Any]:
        make = model_type.expressions.get(name)
        if make is None:
            attribute: ColumnElement[Any] = getattr(alias, name)
            return attribute
        found = self.sql_fields.get((model_type, name))
        if found is None:
            found = self.sql_fields[model_type, name] = make(alias)
        return found

    def _union_attribute(self, name: str, member: ModelType) -> ColumnElement[Any]:
        """The SQL expression of an attribute of a concrete member, out of the UNION that the base is selected from."""
        union = inspect(self.alias).selectable
        make = member.expressions.get(name)
        element = make(member.model) if make is not None else getattr(member.model, name).__clause_element__()
        found: ColumnElement[Any] = ClauseAdapter(union).traverse(element)
        return found

    def column(self, column: Column[Any]) -> ColumnElement[Any]:
        """The SQL expression of a mapped column."""
        return self.attribute(self.model_type.mapper.get_property_by_column(column).key)

    def discriminator(self) -> ColumnElement[Any]:
        """The SQL expression that tells the concrete type of a row."""
        mapper = self.model_type.mapper
        column = mapper.polymorphic_on
        if column is None:
            raise LookupError(f"{self.model_type.name} has no discriminator.")
        for attribute in mapper.column_attrs:
            if column in attribute.columns and hasattr(self.alias, attribute.key):
                return self.attribute(attribute.key)
        # A concrete hierarchy's discriminator is a literal of its UNION: no attribute of the class.
        selected = inspect(self.alias).selectable.corresponding_column(column)
        if selected is None:
            raise LookupError(f"{self.model_type.name}: its discriminator is not among the selected columns.")
        # SQLAlchemy leaves that literal without a type, and PostgreSQL casts what is bound against it.
        identities = self.model_type.discriminator
        are_texts = all(isinstance(identity, str) for identity in identities)
        return type_coerce(selected, String() if are_texts else Integer())

    def key(self) -> tuple[ColumnElement[Any], ...]:
        """The SQL expressions of the primary key."""
        return tuple(self.attribute(attribute.name) for attribute in self.model_type.key)

    def look_up_key(self) -> tuple[ColumnElement[Any], ...]:
        """What finds one row: the primary key, and among the tables of a concrete hierarchy also whose it is."""
        return (self.discriminator(), *self.key()) if self.model_type.is_union else self.key()


def entity_of(model_type: ModelType, members: Iterable[ModelType] = ()) -> Entity:
    """A fresh alias of `model_type`, able to give the attributes of these `members` of its hierarchy too."""
    wanted = [member for member in dict.fromkeys(members) if member is not model_type]
    if not wanted or all(member.mapper.concrete for member in wanted):
        # The base of concrete tables is their UNION already; `with_polymorphic` would add its own table to it once more.
        return Entity(model_type, aliased(model_type.model, flat=True), {})
    polymorphic = with_polymorphic(model_type.model, [member.model for member in wanted], flat=True, aliased=True)
    return Entity(model_type, polymorphic, {member: getattr(polymorphic, member.model.__name__) for member in wanted})


def shared_entity(model_type: ModelType, members: Iterable[ModelType] = (), *, role: str) -> Entity:
    """As `entity_of`, but every statement in which the type has this `role` gets the same alias, kept with the type.

    SQLAlchemy copies all columns of a table for a new alias, which takes as long as the rest of a statement. A statement may
    use a role once: whatever else it reads of the same type must be an `entity_of`. With members of a hierarchy it is one too,
    because clients choose their combinations.
    """
    wanted = [member for member in members if member is not model_type]
    if wanted:
        return entity_of(model_type, wanted)
    found: Entity | None = model_type.entities.get(role)
    if found is None:
        found = model_type.entities[role] = entity_of(model_type)
    return found
