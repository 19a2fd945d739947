"""Mapped classes for an existing database that nobody here designed.

`reflect_models` reads the tables and views, and answers with a declarative base whose classes are mapped as if
someone had written them: one per table, a relation in both directions for each foreign key, a many-to-many for each
join table. What cannot be served as it stands is left out, or served another way, and said so in a note with its
remedy: `reflection_notes` lists them. Nothing is ever written to the database.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Table, and_
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.orm import DeclarativeBase, RelationshipProperty, foreign, relationship, remote

from gql.database.reflected_findings import Findings
from gql.database.reflected_options import ReflectionOptions, remedy
from gql.database.reflected_relations import (
    Crossing,
    Link,
    Names,
    ReflectionNaming,
    name_attributes,
    plan_crossings,
    plan_links,
    tree_links,
)
from gql.database.reflected_tables import read_tables

__all__ = ["ReflectionNaming", "ReflectionOptions", "reflect_models", "reflection_notes"]

logger = logging.getLogger(__name__)

NOTES_KEY = "gql_notes"
MODELS_KEY = "gql_models"


async def reflect_models(
    engine: AsyncEngine,
    *,
    schema: str | None = None,
    naming: ReflectionNaming,
    options: ReflectionOptions | None = None,
) -> type[DeclarativeBase]:
    """A declarative base with a mapped class for each table and view of the database; its mappers are configured.

    `schema` is that of PostgreSQL, or another database on MariaDB; None is the connection's own. `naming` is
    `gql.naming`. Classes that cannot be written (views, tables without a primary key) say so in their table's
    `info["gql"]["read_only"]`. Raises `StartupError` for `options` about a table or column that is not there.
    """
    options = options or ReflectionOptions()
    async with engine.connect() as connection:
        findings = await connection.run_sync(read_tables, schema, options)
    base = _map_tables(findings, naming, options)
    for note in findings.notes:
        logger.warning("%s", note)
    return base


def reflection_notes(base: type[DeclarativeBase]) -> tuple[str, ...]:
    """What reflection left out or decided, one sentence each with the remedy, for the start-up message."""
    notes: tuple[str, ...] = base.metadata.info.get(NOTES_KEY, ())
    return notes


def _map_tables(findings: Findings, naming: ReflectionNaming, options: ReflectionOptions) -> type[DeclarativeBase]:
    class Reflected(DeclarativeBase):
        metadata = findings.metadata

    tables, overrides = list(findings.keys), options.names
    class_names = _name_classes(tables, naming, overrides, findings.notes)
    names = Names(naming)
    namespaces: dict[Table, dict[str, Any]] = {}
    for table in tables:
        hidden = findings.hidden.get(table, set())
        shown = [column for column in table.columns if column.name not in hidden]
        attributes = name_attributes(table, shown, findings.keys[table], overrides, naming, names)
        _show_digits_first(table, attributes, naming)
        _note_numbered(table, attributes, naming, findings.notes)
        namespaces[table] = {
            "__table__": table,
            "__doc__": table.comment or "",
            "__module__": Reflected.__module__,
            "__mapper_args__": {
                "primary_key": findings.keys[table],
                "exclude_properties": [table.columns[name] for name in hidden],
            },
            **{attributes[column.name]: column for column in shown},
        }

    classes: dict[Table, type[Reflected]] = {}

    def class_of(table: Table) -> Callable[[], type[Reflected]]:
        return lambda: classes[table]

    links = plan_links(tables, naming, names)
    trees = tree_links(links, tables, options.trees)
    for link in links:
        namespaces[link.child][link.name] = _to_one(link, class_of(link.parent), is_tree=link in trees)
        namespaces[link.parent][link.reverse] = _reverse(link, class_of(link.child))
    for crossing in plan_crossings(findings.join_tables, naming, names):
        namespaces[crossing.source][crossing.name] = _many_to_many(crossing, class_of(crossing.target))
    for table, namespace in namespaces.items():
        classes[table] = type(class_names[table], (Reflected,), namespace)
    Reflected.registry.configure()
    findings.metadata.info[NOTES_KEY] = tuple(findings.notes)
    # A registry refers to its classes weakly, and nobody else has a name for these.
    findings.metadata.info[MODELS_KEY] = tuple(classes.values())
    return Reflected


def _name_classes(
    tables: list[Table], naming: ReflectionNaming, overrides: Mapping[str, str], notes: list[str]
) -> dict[Table, str]:
    names: dict[Table, str] = {}
    owners: dict[str, Table] = {}
    # Each class brings types of its own along: a table `user_edge` beside `users` would be a second UserEdge.
    classes = {overrides.get(table.name) or naming.class_name_for_table(table.name) for table in tables}
    brought = {f"{name}{suffix}": name for name in classes for suffix in ("Connection", "Edge", "OrderBy")}
    # Names that the operator chose are taken before any that follow from rules.
    for table in sorted(tables, key=lambda table: table.name not in overrides):
        wanted = overrides.get(table.name) or naming.class_name_for_table(table.name) or "Table"
        numbered = (f"{wanted}{number}" for number in range(2, len(tables) + 2))
        name = next(name for name in (wanted, *numbered) if name not in owners and name not in brought)
        if name != wanted:
            other = f"{owners[wanted].name} is" if wanted in owners else f"the pages of {brought[wanted]} are"
            notes.append(
                f"{table.name} would be {wanted} as {other}, so it is served as {name}; "
                f"choose another: {remedy('names', table.name, '…')}."
            )
        names[table] = name
        owners[name] = table
    return names


def _show_digits_first(table: Table, attributes: Mapping[str, str], naming: ReflectionNaming) -> None:
    """Give `2fa` its field by name: its attribute `_2fa` looks like one that its author wants hidden."""
    for column, attribute in attributes.items():
        if attribute.startswith("_"):
            table.columns[column].info["gql"] = {"name": naming.field_name(attribute)}


def _note_numbered(table: Table, attributes: Mapping[str, str], naming: ReflectionNaming, notes: list[str]) -> None:
    for column, attribute in attributes.items():
        plain = naming.attribute_name_for_column(column)
        if re.fullmatch(rf"{re.escape(plain)}_\d+", attribute):
            place = f"{table.name}.{column}"
            notes.append(
                f"{place} is served as {naming.field_name(attribute)}, because {naming.field_name(plain)} is taken; "
                f"choose another name: {remedy('names', place, '…')}."
            )


def _to_one(link: Link, target: Callable[[], type[Any]], *, is_tree: bool) -> RelationshipProperty[Any]:
    pairs = zip(link.columns, link.targets, strict=True)
    return relationship(
        target,
        primaryjoin=and_(*(foreign(column) == remote(key) for column, key in pairs)),
        back_populates=link.reverse,
        overlaps=link.overlaps or None,
        info={"gql": {"tree": True}} if is_tree else {},
    )


def _reverse(link: Link, target: Callable[[], type[Any]]) -> RelationshipProperty[Any]:
    pairs = zip(link.columns, link.targets, strict=True)
    return relationship(
        target,
        primaryjoin=and_(*(remote(foreign(column)) == key for column, key in pairs)),
        back_populates=link.name,
        uselist=not link.is_unique,
        overlaps=link.overlaps or None,
        # What becomes of the children of a deleted row is the database's decision, not ours.
        passive_deletes="all",
    )


def _many_to_many(crossing: Crossing, target: Callable[[], type[Any]]) -> RelationshipProperty[Any]:
    return relationship(
        target,
        secondary=crossing.through,
        primaryjoin=and_(*(key == column for column, key in _pairs(crossing.near))),
        secondaryjoin=and_(*(column == key for column, key in _pairs(crossing.far))),
        back_populates=crossing.reverse,
    )


def _pairs(key: ForeignKeyConstraint) -> list[tuple[Column[Any], Column[Any]]]:
    return [(element.parent, element.column) for element in key.elements]
