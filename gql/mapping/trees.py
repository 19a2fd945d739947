"""Trees: what a to-one relation that leads to a row's parent gives its ModelType when it is declared as a tree.

`ancestors` and `descendants` are relations that follow it by however many steps; `depth` and `path` are read off the ancestors.
All four are `TreeField`s. `docs/trees.md` tells the same to users.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column

from gql import naming
from gql.mapping.findings import Findings
from gql.mapping.model_type import Attribute, AttributeKind, ModelType, Relation, TreeField, TreeFieldKind, Walk
from gql.mapping.options import MappingOptions
from gql.mapping.scalars import INT


@dataclass(frozen=True, slots=True)
class TreeReader:
    """Reads the trees of one mirror; the relations of all types must have been read, and bases come before what extends them."""

    options: MappingOptions
    findings: Findings

    def read(self, model_type: ModelType) -> None:
        """Gives `model_type` the fields of its own trees and of its base's."""
        self._refuse_unknown(model_type)
        if model_type.base is not None and not model_type.mapper.concrete:
            for field in model_type.base.tree_fields.values():
                self._claim(model_type, field)
        trees = [each for each in model_type.relations.values() if each.tree and each.source is model_type]
        is_only = len(trees) == 1 and not model_type.tree_fields
        for tree in trees:
            parent = self._parent_columns(tree)
            if parent is not None:
                prefix = tree.tree if isinstance(tree.tree, str) else "" if is_only else tree.graphql_name
                for field in _fields(tree, parent, prefix):
                    self._claim(model_type, field)

    def _refuse_unknown(self, model_type: ModelType) -> None:
        known = {relation.name for relation in model_type.relations.values()}
        for name in sorted(set(self.options.trees.get(model_type.model, ())) - known):
            self.findings.refuse(f"MappingOptions.trees names {model_type.name}.{name}, but there is no such relation.")

    def _parent_columns(self, tree: Relation) -> tuple[Column[Any], ...] | None:
        """The columns that hold the parent's key, in the order of the key; None if the relation makes no tree."""
        model_type = tree.source
        column_by_key: dict[str, Column[Any]] = {}
        if tree.is_simple and not tree.to_many and tree.target is model_type and not model_type.is_union:
            for local, remote in zip(tree.local, tree.remote, strict=True):
                column_by_key[model_type.mapper.get_property_by_column(remote).key] = local
        names = [attribute.name for attribute in model_type.key]
        if not names or column_by_key.keys() != set(names):
            self.findings.leave_out(
                f"{model_type.name}.{tree.name} cannot be a tree: it does not lead to one {model_type.name} by its primary key; "
                'put "tree" on the to-one relation to the parent, or drop it.'
            )
            return None
        return tuple(column_by_key[name] for name in names)

    def _claim(self, model_type: ModelType, field: TreeField) -> None:
        name, walk = field.graphql_name, field.relation.walk
        tree = walk.tree if walk is not None else field.relation
        taken = model_type.attributes.get(name) or model_type.relations.get(name)
        if naming.is_graphql_name(name) and taken is None and name not in model_type.tree_fields:
            model_type.tree_fields[name] = field
            return
        problem = f"{model_type.name}.{taken.name} has that name" if taken is not None else "another tree has that name"
        if not naming.is_graphql_name(name):
            problem = "that is no GraphQL name"
        own_name = naming.field_name(tree.source.name)
        self.findings.leave_out(
            f"{tree.source.name}.{tree.name} is a tree with the field {model_type.name}.{name}, but {problem}; "
            f'name the tree, for {own_name}{field.kind.value.capitalize()} with info={{"gql": {{"tree": "{own_name}"}}}}, '
            'or rename the other with info={"gql": {"name": "…"}}.'
        )


def _fields(tree: Relation, parent: tuple[Column[Any], ...], prefix: str) -> Iterator[TreeField]:
    words = naming.human(tree.source.name)

    def name(kind: TreeFieldKind) -> str:
        return f"{prefix}{kind.value.capitalize()}" if prefix else kind.value

    def relation(kind: TreeFieldKind, description: str) -> Relation:
        is_up = kind is TreeFieldKind.ANCESTORS
        depth = Attribute(
            name="depth",
            graphql_name="depth",
            kind=AttributeKind.EXPRESSION,
            scalar=INT,
            nullable=False,
            description=f"How many steps below the {words} whose list this is; 1 for its children.",
        )
        return Relation(
            name=name(kind),
            graphql_name=name(kind),
            source=tree.source,
            target=tree.source,
            to_many=True,
            nullable=False,
            property=None,
            local=tuple(column for column in tree.source.mapper.primary_key if isinstance(column, Column)),
            remote=(),
            is_simple=False,
            edge_attributes=() if is_up else (depth,),
            as_list=is_up,
            description=description,
            walk=Walk(tree, parent, is_up, depth),
        )

    ancestors = relation(
        TreeFieldKind.ANCESTORS, f"Everything that the {words} lies below: the root first, its parent last."
    )
    descendants = relation(
        TreeFieldKind.DESCENDANTS, f"Everything below the {words}; unless ordered otherwise, level by level."
    )
    depth = f"How many ancestors the {words} has; 0 at the root."
    path = f"The ids from the root down to the {words} itself."
    yield TreeField(ancestors.graphql_name, TreeFieldKind.ANCESTORS, ancestors, ancestors.description)
    yield TreeField(descendants.graphql_name, TreeFieldKind.DESCENDANTS, descendants, descendants.description)
    yield TreeField(name(TreeFieldKind.DEPTH), TreeFieldKind.DEPTH, ancestors, depth)
    yield TreeField(name(TreeFieldKind.PATH), TreeFieldKind.PATH, ancestors, path)
