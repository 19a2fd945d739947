"""A walk of a tree as a table: one recursive statement for all keys of a batch.

A row has one parent at most, so a walk comes to a row again only on a cycle. Downwards that can only be the row where it began,
onto which it never steps. Upwards the cycle may lie behind rows outside of it; there the walk goes on to its bound, and only the
first visit of each row counts. So no step looks at the path behind it, whatever the type of the key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Dialect, FromClause, Integer, and_, bindparam, func, literal_column, or_, select
from sqlalchemy.orm import join

from gql.mapping.model_type import ModelType, Relation, Walk
from gql.sql.keys import keys_for

if TYPE_CHECKING:
    from gql.sql.sources import Source

Columns = Sequence[ColumnElement[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class WalkTable:
    """The rows that a walk comes to: `root` is the key that it began with, `key` that of the row, `depth` the steps between."""

    table: FromClause
    root: tuple[ColumnElement[Any], ...]
    key: tuple[ColumnElement[Any], ...]

    def attribute(self, name: str) -> ColumnElement[Any]:
        """The SQL expression of an attribute of the walk's edges: there is only `depth`."""
        return self.table.c[name]

    def leads_to(self, key: Columns) -> ColumnElement[bool]:
        """The row with this key is the one that the walk came to."""
        return _equal(self.key, key)


def walk_table(
    relation: Relation, walk: Walk, rows_of: Callable[[ModelType], Source], dialect: Dialect, *, one: bool
) -> WalkTable:
    """The walk of `relation` from each key of the batch, `tree_depth` steps at most.

    It sees only rows that `rows_of` gives: a row that is missing there ends it.
    """
    first, following = rows_of(relation.source), rows_of(relation.source)
    key, parent = first.entity.key(), tuple(first.entity.column(column) for column in walk.parent)
    next_key, next_parent = following.entity.key(), tuple(following.entity.column(column) for column in walk.parent)
    step, bound = literal_column("1", Integer), bindparam("tree_depth", type_=Integer)

    root, reached = (key, parent) if walk.is_up else (parent, key)
    keys = keys_for([expression.type for expression in root], dialect, one=one)
    seed = first.select([*_labelled("r", root), *_labelled("k", reached), step.label("depth")]).where(
        keys.among(root), _differ(parent, key), bound >= step
    )
    steps = seed.cte("walk", recursive=True)
    walked = _read(steps, len(key))

    joined_by, reached = (next_key, next_parent) if walk.is_up else (next_parent, next_key)
    further = (
        select(*walked.root, *reached, steps.c.depth + step)
        .select_from(join(steps, following.from_clause, walked.leads_to(joined_by)))
        .where(steps.c.depth < bound, _differ(reached, walked.root), *following.conditions)
    )
    if not walk.is_up:
        return _read(steps.union_all(further), len(key))
    # A root that is its own parent would be walked on to the bound. Its key is the walk's: a comparison within the row alone
    # makes SQLite build a Bloom filter over the whole table.
    whole = _read(steps.union_all(further.where(_differ(next_parent, walked.key))), len(key))
    visits = select(*whole.root, *whole.key, func.min(whole.attribute("depth")).label("depth"))
    return _read(visits.group_by(*whole.root, *whole.key).subquery("visits"), len(key))


def _read(table: FromClause, width: int) -> WalkTable:
    columns = tuple(table.c)
    return WalkTable(table, columns[:width], columns[width : 2 * width])


def _labelled(prefix: str, expressions: Columns) -> list[ColumnElement[Any]]:
    return [expression.label(f"{prefix}{index}") for index, expression in enumerate(expressions)]


def _equal(left: Columns, right: Columns) -> ColumnElement[bool]:
    return and_(*(one == other for one, other in zip(left, right, strict=True)))


def _differ(left: Columns, right: Columns) -> ColumnElement[bool]:
    """Two keys are not the same; where one is NULL, neither true nor false."""
    return or_(*(one != other for one, other in zip(left, right, strict=True)))
