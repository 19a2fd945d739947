"""The rows of a relation that belong to one row of an enclosing statement: for EXISTS, counts and aggregates.

A batch finds related rows by a list of keys (`gql.sql.sources`); here they are tied to the alias that the enclosing statement
reads the parent from, so the subquery can stand in its WHERE, its ORDER BY or its select list without multiplying its rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Exists, Select, and_, literal_column, select
from sqlalchemy.orm import join

from gql.mapping.model_type import Relation
from gql.sql.entities import Entity, entity_of
from gql.sql.sources import SecondaryEdge, related_source
from gql.sql.trees import WalkTable
from gql.sql.visible import conditions_of


@dataclass(frozen=True, slots=True, eq=False)
class RelatedRows:
    """The related rows that may be seen, correlated to their parent; `edge` is the association row that led to each.

    `conditions` are the correlation and what every row of the entities must satisfy.
    """

    entity: Entity
    from_clause: Any  # an aliased class or a join of them, as in `Source`
    conditions: tuple[ColumnElement[bool], ...]
    edge: Entity | SecondaryEdge | WalkTable | None = None

    def select(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """These columns of the rows, to be used inside a statement that reads the parent."""
        return select(*columns).select_from(self.from_clause).where(*self.conditions)

    def exist(self, *conditions: ColumnElement[bool]) -> Exists:
        """Whether there is one that satisfies `conditions` too; true or false, never NULL."""
        return self.select(literal_column("1")).where(*conditions).exists()


def related_rows(parent: Entity, relation: Relation) -> RelatedRows:
    """The rows of `relation` (of any kind, to-one included) that belong to the row of `parent`."""
    lead = relation if relation.through is None else relation.through.first
    if lead.is_simple:
        source = related_source(relation, entity_of(relation.target))
        pairs = zip(source.key, relation.local, strict=True)
        correlation = and_(*(key == parent.column(column) for key, column in pairs))
        return RelatedRows(source.entity, source.from_clause, (correlation, *source.conditions), source.edge)
    target = entity_of(relation.target)
    if relation.through is None:
        return RelatedRows(target, target.alias, (_correlation(parent, relation, target), *conditions_of(target)))
    association = entity_of(lead.target)
    onclause = association.attribute(relation.through.second.name).of_type(target.alias)
    conditions = (_correlation(parent, lead, association), *conditions_of(association), *conditions_of(target))
    return RelatedRows(target, join(association.alias, target.alias, onclause), conditions, association)


def _correlation(parent: Entity, relation: Relation, target: Entity) -> ColumnElement[bool]:
    """What a relationship itself says of its two sides, whatever it is."""
    relationship: Any = parent.attribute(relation.name)
    clause: ColumnElement[bool] = relationship.of_type(target.alias).__clause_element__()
    return clause
