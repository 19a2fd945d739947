"""The types of a mirror, declared: the shape of the schema, without behaviour.

Every class is first made empty and declared later, so annotations are the real classes although types refer to each other in
circles. What the fields do is attached to the finished schema by `gql.mapping.resolvers`: a generated field gets graphql-core's
already coerced arguments and pays neither for Strawberry's `Info` nor for a second conversion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from gql import naming
from gql.context import Record
from gql.mapping import descriptions
from gql.mapping.aggregate_types import AggregateTypes
from gql.mapping.declarations import (
    DeclaredArgument,
    DeclaredField,
    Kind,
    bare_class as _bare,
    declare as _declare,
    list_of as _list,
    optional as _optional,
)
from gql.mapping.filter_inputs import FilterInputs
from gql.mapping.model_type import (
    Attribute,
    Mirror,
    ModelType,
    Relation,
    RootField,
    RootFieldKind,
    Scalar,
    TreeField,
    TreeFieldKind,
)
from gql.mapping.names import composites, connection_name, is_orderable, order_by_name
from gql.mapping.order_inputs import OrderInputs
from gql.mapping.relay import Node, PageInfo
from gql.mapping.search_types import highlight_type, highlights_field, search_field


class TypeFactory:
    """Declares all types of one schema. The classes belong to that schema alone."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._composite_uses = composites(mirror.types)
        self.scalar_map: dict[object, ScalarDefinition] = {}
        self._annotations: dict[int, Any] = {}
        self._objects: dict[str, type[Any]] = {}
        self._inputs: dict[str, type[Any]] = {}
        self._highlight = highlight_type()
        self._connections: dict[str, tuple[type[Any], type[Any]]] = {}
        self._composites: dict[type, type[Any]] = {}
        self._page_arguments_by_type: dict[str, list[DeclaredArgument]] = {}
        self._filters = FilterInputs(mirror.types, self._scalar_annotation)
        self._orders = OrderInputs(self._inputs)
        self._aggregates = AggregateTypes(self._annotation, self._scalar_annotation, self._orders)

    def build(self) -> list[type[Any]]:
        """Every object type and interface, declared; connections and inputs hang on their fields."""
        ordered = self._parents_first()
        for model_type in ordered:
            self._make_empty(model_type)
        for composite_class, uses in self._composite_uses.items():
            self._composites[composite_class] = _bare(uses[0].scalar.name)
        for composite_class, uses in self._composite_uses.items():
            self._finish_composite(composite_class, uses)
        for model_type in ordered:
            self._finish(model_type)
        self._filters.finish(ordered)
        self._orders.declare(ordered)
        return list(self._objects.values())

    def query(self, mixins: Sequence[type[Any]]) -> type[Any]:
        """The root type: one field per `Mirror.root_fields`, and those of `mixins` (Strawberry types)."""
        fields = [self._root_field(root_field) for root_field in self._mirror.root_fields.values()]
        return _declare(_bare("Query", tuple(mixins)), fields, "Everything that can be read.")

    _field = staticmethod(DeclaredField)
    _argument = staticmethod(DeclaredArgument)

    # object types

    def _parents_first(self) -> list[ModelType]:
        def depth(model_type: ModelType) -> int:
            return 0 if model_type.base is None else 1 + depth(model_type.base)

        return sorted(self._mirror.types, key=depth)

    def _make_empty(self, model_type: ModelType) -> None:
        parent = (
            self._objects[model_type.base.name] if model_type.base is not None else Node if model_type.key else None
        )
        bases = (parent,) if parent is not None else ()
        self._objects[model_type.name] = _bare(model_type.name, bases)
        if model_type.object_name != model_type.name:
            self._objects[model_type.object_name] = _bare(model_type.object_name, (self._objects[model_type.name],))
        if is_orderable(model_type):
            self._inputs[model_type.name] = _bare(order_by_name(model_type))
        self._make_connection(f"{model_type.name}Connection", f"{model_type.name}Edge")
        for relation in (*model_type.relations.values(), *model_type.walks):
            if relation.edge_attributes:
                self._make_connection(*connection_name(relation))

    def _make_connection(self, connection: str, edge: str) -> None:
        self._connections.setdefault(connection, (_bare(connection), _bare(edge)))

    def _finish(self, model_type: ModelType) -> None:
        base = model_type.base
        known: set[str] = set()
        if base is not None and not model_type.mapper.concrete:
            known = {*base.attributes, *base.relations, *base.tree_fields}
        fields = [
            self._attribute_field(attribute) for name, attribute in model_type.attributes.items() if name not in known
        ]
        fields += [
            self._relation_field(relation) for name, relation in model_type.relations.items() if name not in known
        ]
        fields += [self._tree_field(field) for name, field in model_type.tree_fields.items() if name not in known]
        cls = self._objects[model_type.name]
        if model_type.is_interface:
            cls.resolve_type = Node.resolve_type
            _declare(cls, fields, model_type.description, Kind.INTERFACE)
            if model_type.object_name != model_type.name:
                own = self._objects[model_type.object_name]
                own.is_type_of = _is_type_of(model_type.object_name)
                _declare(own, [], f"{model_type.description.rstrip('.')}, of no more particular type.")
        else:
            cls.is_type_of = _is_type_of(model_type.name)
            _declare(cls, fields, model_type.description)
        self._finish_connection(f"{model_type.name}Connection", model_type, ())
        for relation in (*model_type.relations.values(), *model_type.walks):
            if relation.edge_attributes and relation.source is model_type:
                self._finish_connection(connection_name(relation)[0], relation.target, relation.edge_attributes)

    def _finish_connection(self, name: str, target: ModelType, edge_attributes: Iterable[Attribute]) -> None:
        connection, edge = self._connections[name]
        node = self._objects[target.name]
        words = naming.human(target.plural_field)
        _declare(
            edge,
            [
                self._field("cursor", str, "Where this row stands in the list; for `after` and `before`."),
                self._field("node", node, "The row."),
                *((highlights_field(self._highlight),) if target.search is not None else ()),
                *(self._attribute_field(attribute) for attribute in edge_attributes),
            ],
            f"One of the {words} in a list.",
        )
        _declare(
            connection,
            [
                self._field("edges", _list(edge), "The rows of the page with their cursors."),
                self._field("nodes", _list(node), "The rows of the page."),
                self._field("pageInfo", PageInfo, "Where the page stands in the list."),
                self._field("totalCount", int, "How many rows the whole list has. Counted only when selected."),
                *self._aggregates.fields(target),
            ],
            f"A page of {words}.",
        )

    def _finish_composite(self, composite_class: type, uses: Sequence[Attribute]) -> None:
        fields = []
        for index, part in enumerate(uses[0].parts):
            nullable = any(use.parts[index].nullable for use in uses)
            fields.append(self._field(part.graphql_name, self._annotation(part, nullable), part.description))
        name = uses[0].scalar.name
        description = descriptions.own_docstring(composite_class) or descriptions.describe_type(name)
        _declare(self._composites[composite_class], fields, description)

    # fields

    def _annotation(self, attribute: Attribute, nullable: bool | None = None) -> Any:
        annotation: Any
        if attribute.composite_class is not None:
            annotation = self._composites[attribute.composite_class]
        elif attribute.references is not None:
            annotation = strawberry.ID
        else:
            annotation = self._scalar_annotation(attribute.scalar)
        if attribute.is_list:
            annotation = _list(_optional(annotation) if attribute.item_nullable else annotation)
        nullable = attribute.nullable if nullable is None else nullable
        return _optional(annotation) if nullable else annotation

    def _scalar_annotation(self, scalar: Scalar) -> Any:
        definition = scalar.annotation
        if not isinstance(definition, ScalarDefinition):
            return definition
        if id(definition) not in self._annotations:
            annotation = NewType(definition.name, object)  # type: ignore[misc]  # a name known at run time only
            self._annotations[id(definition)] = annotation
            self.scalar_map[annotation] = definition
        return self._annotations[id(definition)]

    def _attribute_field(self, attribute: Attribute) -> DeclaredField:
        return self._field(attribute.graphql_name, self._annotation(attribute), attribute.description)

    def _relation_field(self, relation: Relation) -> DeclaredField:
        target = self._objects[relation.target.name]
        if not relation.to_many:
            annotation = _optional(target) if relation.nullable else target
            return self._field(relation.graphql_name, annotation, relation.description)
        if relation.as_list:
            return self._field(relation.graphql_name, _list(target), relation.description)
        connection, _ = self._connections[connection_name(relation)[0]]
        arguments = self._page_arguments(relation.target)
        if relation.walk is not None:
            steps = "How many levels to go down; as many as there are, unless the server bounds them."
            arguments = [*arguments, self._argument("maxDepth", _optional(int), steps)]
        return self._field(relation.graphql_name, connection, relation.description, arguments)

    def _tree_field(self, field: TreeField) -> DeclaredField:
        if field.kind is TreeFieldKind.DEPTH:
            return self._field(field.graphql_name, int, field.description)
        if field.kind is TreeFieldKind.PATH:
            return self._field(field.graphql_name, _list(strawberry.ID), field.description)
        return self._relation_field(field.relation)

    def _page_arguments(self, target: ModelType) -> list[DeclaredArgument]:
        if target.name in self._page_arguments_by_type:
            return self._page_arguments_by_type[target.name]
        arguments = [
            self._argument(
                "first", _optional(int), "How many rows to return, from the start of the list or after `after`."
            ),
            self._argument("after", _optional(str), "Only rows after the row with this cursor."),
            self._argument(
                "last", _optional(int), "How many rows to return, from the end of the list or before `before`."
            ),
            self._argument("before", _optional(str), "Only rows before the row with this cursor."),
            self._argument("offset", _optional(int), "How many rows to skip first."),
        ]
        if target.name in self._inputs:
            order_by = _optional(_list(self._inputs[target.name]))
            arguments.append(self._argument("orderBy", order_by, "The order of the list, most significant first."))
        where = _optional(self._filters.where(target))
        arguments.append(self._argument("where", where, "Only rows for which this holds; they alone are counted."))
        if target.search is not None:
            words = "Only rows that hold all these words, best fits first unless `orderBy` says otherwise."
            arguments.append(self._argument("search", _optional(str), words))
        self._page_arguments_by_type[target.name] = arguments
        return arguments

    # root

    def _root_field(self, root_field: RootField) -> DeclaredField:
        target = root_field.model_type
        if target is None:
            if root_field.kind is RootFieldKind.SEARCH:
                return search_field(root_field.name, self._mirror.types, self._objects, self._highlight)
            if root_field.kind is RootFieldKind.NODE:
                return self._field(
                    "node",
                    _optional(Node),
                    "Anything by its global id.",
                    [self._argument("id", strawberry.ID, "The global id.")],
                )
            ids = self._argument("ids", list[strawberry.ID], "The global ids.")
            return self._field(
                "nodes", _list(_optional(Node)), "Several things by their global ids, in the same order.", [ids]
            )
        cls, words = self._objects[target.name], naming.human(target.name)
        if root_field.kind is RootFieldKind.CONNECTION:
            connection, _ = self._connections[f"{target.name}Connection"]
            description = f"All {naming.human(target.plural_field.removeprefix('all'))}, page by page."
            return self._field(root_field.name, connection, description, self._page_arguments(target))
        if root_field.unique_key is None:
            by_id = self._argument("id", strawberry.ID, f"The global id of the {words}.")
            return self._field(
                root_field.name, _optional(cls), f"The {words} with this id; null if there is none.", [by_id]
            )
        attributes = root_field.unique_key.attributes
        arguments = [
            self._argument(part.graphql_name, self._annotation(part, nullable=False), part.description)
            for part in attributes
        ]
        unique = " and ".join(naming.human(part.graphql_name) for part in attributes)
        return self._field(
            root_field.name, _optional(cls), f"The {words} with this {unique}; null if there is none.", arguments
        )


def _is_type_of(object_name: str) -> Any:
    def is_type_of(cls: type[Any], value: Any, info: Any) -> bool:
        return value.type_name == object_name if type(value) is Record else isinstance(value, cls)

    return classmethod(is_type_of)
