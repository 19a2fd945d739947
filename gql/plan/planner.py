"""An operation of a document to its Plan.

The planner walks the selections once per concrete type and, for each field, looks in one table what to do with it. What it
cannot plan (introspection, root fields that are resolvers of the user's own) makes the operation `Unplannable`, with the reason;
Strawberry's executor then runs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLType,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    is_non_null_type,
)

from gql.mapping.model_type import (
    Attribute,
    AttributeKind,
    Mirror,
    ModelType,
    Relation,
    RootField,
    RootFieldKind,
    TreeField,
    TreeFieldKind,
)
from gql.plan.arguments import COUNTED_ARGUMENTS, argument_key, argument_reader
from gql.plan.connections import plan_connection_parts
from gql.plan.document import Document
from gql.plan.joins import fetch_of, joins_to_parent
from gql.plan.nodes import (
    AncestryField,
    CompositeField,
    ConnectionField,
    ConnectionOutput,
    Fetch,
    FetchKind,
    IdField,
    JoinedField,
    JoinedRows,
    LeafField,
    ListField,
    Plan,
    PlannedRows,
    Position,
    RootConnection,
    RootLookUp,
    RootNodes,
    RootOutput,
    RootTypeName,
    RowField,
    RowsOutput,
    ToOneField,
    TypeNameField,
    Unplannable,
    type_slot,
)
from gql.plan.selections import collect_fields, inner_selections


class _CannotPlan(Exception):
    """Ends planning; the message is the reason that is reported."""


def plan_operation(
    document: Document,
    operation: OperationDefinitionNode,
    conditions: Mapping[str, bool],
    schema: GraphQLSchema,
    mirror: Mirror,
    root_fields: Mapping[str, RootField],
) -> Plan | Unplannable:
    """The plan of a valid operation, for these values of the variables in `@skip` and `@include`."""
    if operation.operation is not OperationType.QUERY:
        return Unplannable(f"{operation.operation.value} operations run on the schema's own resolvers")
    if operation.directives:
        return Unplannable("the operation carries directives")
    try:
        return Planner(document, conditions, schema, mirror, root_fields).plan(operation)
    except _CannotPlan as reason:
        return Unplannable(str(reason))


class Planner:
    """Plans one operation. It holds what every step needs: the schema, the fragments, the conditions, the root Fetches."""

    def __init__(
        self,
        document: Document,
        conditions: Mapping[str, bool],
        schema: GraphQLSchema,
        mirror: Mirror,
        root_fields: Mapping[str, RootField],
    ) -> None:
        self._fragments = document.fragments
        self._conditions = conditions
        self._schema = schema
        self._mirror = mirror
        self._root_fields = root_fields
        self._root_fetches: dict[tuple[object, ...], Fetch] = {}
        self._node_fetches: dict[tuple[object, ...], Fetch] = {}

    def plan(self, operation: OperationDefinitionNode) -> Plan:
        """The plan of the whole operation."""
        root_type = self._schema.query_type
        if root_type is None:
            raise _CannotPlan("the schema has no query type")
        roots: list[RootOutput] = []
        for key, nodes in self.collect([operation.selection_set], (root_type.name,)).items():
            roots.append(self._plan_root(key, nodes, root_type))
        return Plan(tuple(roots), tuple(self._root_fetches.values()))

    def collect(
        self, selection_sets: Sequence[SelectionSetNode], type_names: Sequence[str]
    ) -> dict[str, tuple[FieldNode, ...]]:
        """Field nodes by response key for an object of all `type_names`."""
        return collect_fields(selection_sets, type_names, self._fragments, self._conditions)

    # Root fields

    def _plan_root(self, key: str, nodes: tuple[FieldNode, ...], root_type: GraphQLObjectType) -> RootOutput:
        name = nodes[0].name.value
        if name == "__typename":
            return RootTypeName(key, root_type.name)
        if name.startswith("__"):
            raise _CannotPlan(f"{name} is introspection")
        root_field = self._root_fields.get(name)
        if root_field is None:
            raise _CannotPlan(f"Query.{name} is a resolver of its own")
        position = Position(nodes, f"{root_type.name}.{name}")
        field = root_type.fields[name]
        read_arguments = argument_reader(field, nodes[0])
        selections = inner_selections(nodes)
        model_type = root_field.model_type
        if root_field.kind in (RootFieldKind.NODE, RootFieldKind.NODES):
            node_key = (name, argument_key(nodes[0]))
            return RootNodes(
                key,
                position,
                root_field.kind is RootFieldKind.NODES,
                read_arguments,
                lambda member: self._plan_node(node_key, member, selections),
            )
        if model_type is None:
            raise _CannotPlan(f"Query.{name} reads several lists")
        fetch_key = (name, argument_key(nodes[0]))
        fetch = self._root_fetches.get(fetch_key)
        is_connection = root_field.kind is RootFieldKind.CONNECTION
        if fetch is None:
            kind = FetchKind.LIST if is_connection else FetchKind.KEYS
            fetch = Fetch(kind, model_type, name, root_field=root_field, read_arguments=read_arguments)
            self._root_fetches[fetch_key] = fetch
        if is_connection:
            connection_type = self._object_type(field.type)
            connection = self._plan_connection(
                fetch, None, argument_key(nodes[0], COUNTED_ARGUMENTS), connection_type, selections
            )
            return RootConnection(key, position, fetch, connection)
        fetch.needs_rows = True
        return RootLookUp(key, position, root_field, fetch, self.plan_rows(fetch, model_type, selections))

    def _plan_node(
        self, node_key: tuple[object, ...], model_type: ModelType, selections: Sequence[SelectionSetNode]
    ) -> tuple[Fetch, RowsOutput]:
        key = (*node_key, model_type.name)
        fetch = self._node_fetches.get(key)
        if fetch is None:
            fetch = Fetch(FetchKind.KEYS, model_type, f"node:{model_type.name}", needs_rows=True)
            self._node_fetches[key] = fetch
        return fetch, self.plan_rows(fetch, model_type, selections)

    # Rows

    def plan_rows(self, rows: PlannedRows, model_type: ModelType, selections: Sequence[SelectionSetNode]) -> RowsOutput:
        """How these rows become objects, for each concrete type that a row can have."""
        members = model_type.members or (model_type,)
        fields_by_member = {
            member.object_name: tuple(
                self._plan_field(rows, member, key, nodes)
                for key, nodes in self.collect(selections, type_names(member)).items()
            )
            for member in members
        }
        discriminator = rows.slot(model_type, type_slot) if len(members) > 1 else None
        for child in rows.children.values():
            if child.parent_members is not None and child.parent_members >= fields_by_member.keys():
                child.parent_members = None  # all rows are its parents: nobody need look what they are
        return RowsOutput(model_type, fields_by_member, discriminator)

    def _plan_field(self, rows: PlannedRows, member: ModelType, key: str, nodes: tuple[FieldNode, ...]) -> RowField:
        name = nodes[0].name.value
        if name == "__typename":
            return TypeNameField(key, member.object_name)
        position = Position(nodes, f"{member.object_name}.{name}")
        attribute = member.attributes.get(name)
        if attribute is not None:
            return self.plan_attribute(rows, member, key, position, attribute)
        relation = member.relations.get(name)
        if relation is not None:
            return self._plan_relation(rows, member, key, position, relation)
        tree_field = member.tree_fields.get(name)
        if tree_field is not None:
            return self._plan_tree_field(rows, member, key, position, tree_field)
        if name == "id" and member.key:
            slots = tuple(rows.slot(_owner(rows, member, part.name), part.name) for part in member.key)
            return IdField(key, position, slots, member.root, nullable=False)
        raise _CannotPlan(f"{position.coordinate} is a resolver of its own")

    def plan_attribute(
        self,
        rows: PlannedRows,
        member: ModelType,
        key: str,
        position: Position,
        attribute: Attribute,
        *,
        on_edge: bool = False,
    ) -> RowField:
        """A column- or expression-backed field of a row, or with `on_edge` of the association row that led to it."""
        owner = member if on_edge else _owner(rows, member, attribute.name)
        if attribute.kind is AttributeKind.COMPOSITE:
            slots = tuple(rows.slot(owner, part.name, on_edge=on_edge) for part in attribute.parts)
            return CompositeField(
                key, position, slots, attribute, self._composite_fields(position.nodes, attribute), attribute.nullable
            )
        slot = rows.slot(owner, attribute.name, on_edge=on_edge)
        if attribute.references is not None:
            return IdField(key, position, (slot,), self._mirror.by_name[attribute.references], attribute.nullable)
        return LeafField(key, position, slot, attribute, attribute.nullable)

    def _composite_fields(self, nodes: Sequence[FieldNode], attribute: Attribute) -> tuple[tuple[str, int | str], ...]:
        type_name = attribute.scalar.name
        index_by_name = {part.graphql_name: index for index, part in enumerate(attribute.parts)}
        return tuple(
            (key, type_name if fields[0].name.value == "__typename" else index_by_name[fields[0].name.value])
            for key, fields in self.collect(inner_selections(nodes), (type_name,)).items()
        )

    # Relations

    def _plan_relation(
        self, rows: PlannedRows, member: ModelType, key: str, position: Position, relation: Relation
    ) -> RowField:
        field = self._fields_of(member)[relation.graphql_name]
        node = position.nodes[0]
        selections = inner_selections(position.nodes)
        kind = FetchKind.TO_ONE if not relation.to_many else FetchKind.ALL if relation.as_list else FetchKind.TO_MANY
        child_key = (rows.path, kind, relation.name, _origin(relation), argument_key(node))
        if child_key not in rows.children and joins_to_parent(
            rows, relation, self.collect(selections, type_names(relation.target))
        ):
            joined = JoinedRows(fetch_of(rows), relation.target, (*rows.path, relation))
            present = joined.slot(relation.target, relation.target.key[0].name)
            output = self.plan_rows(joined, relation.target, selections)
            return JoinedField(key, position, present, output, nullable=not is_non_null_type(field.type))
        slots = self._parent_key(rows, member, relation)
        child = self._child(rows, member, child_key, kind, relation, slots)
        if child.read_arguments is None:
            child.read_arguments = argument_reader(field, node)
        if kind is FetchKind.TO_MANY:
            connection_type = self._object_type(field.type)
            count_of = (rows, member, relation, slots)
            connection = self._plan_connection(
                child, count_of, argument_key(node, COUNTED_ARGUMENTS), connection_type, selections
            )
            return ConnectionField(key, position, slots, child, connection)
        child.needs_rows = True
        output = self.plan_rows(child, relation.target, selections)
        if kind is FetchKind.ALL:
            return ListField(key, position, slots, child, output)
        return ToOneField(key, position, slots, child, output, nullable=not is_non_null_type(field.type))

    @staticmethod
    def _parent_key(rows: PlannedRows, member: ModelType, relation: Relation) -> tuple[int, ...]:
        names = (member.mapper.get_property_by_column(column).key for column in relation.local)
        return tuple(rows.slot(_owner(rows, member, name), name) for name in names)

    def _plan_tree_field(
        self, rows: PlannedRows, member: ModelType, key: str, position: Position, field: TreeField
    ) -> RowField:
        """A field of a tree. What is read off the ancestors shares their Fetch with the list of them."""
        if field.kind in (TreeFieldKind.ANCESTORS, TreeFieldKind.DESCENDANTS):
            return self._plan_relation(rows, member, key, position, field.relation)
        ancestors, target = field.relation, field.relation.target
        slots = self._parent_key(rows, member, ancestors)
        child_key = (rows.path, FetchKind.ALL, ancestors.name, _origin(ancestors), ())
        child = self._child(rows, member, child_key, FetchKind.ALL, ancestors, slots)
        child.needs_rows = True
        is_path = field.kind is TreeFieldKind.PATH
        id_slots = tuple(child.slot(target, part.name) for part in target.key) if is_path else ()
        return AncestryField(key, position, slots, child, target, id_slots)

    def _child(
        self,
        rows: PlannedRows,
        member: ModelType,
        key: tuple[object, ...],
        kind: FetchKind,
        relation: Relation,
        slots: tuple[int, ...],
    ) -> Fetch:
        """The child Fetch under `key`, shared by every alias and member that asks the same of the same rows."""
        child = rows.children.get(key)
        if child is None:
            child = Fetch(
                kind, relation.target, relation.coordinate, relation=relation, parent_key=slots, parent_members=set()
            )
            rows.children[key] = child
        if child.parent_members is not None:
            child.parent_members.add(member.object_name)
        return child

    def _plan_connection(
        self,
        fetch: Fetch,
        count_of: tuple[PlannedRows, ModelType, Relation, tuple[int, ...]] | None,
        counted: tuple[str, ...],
        connection_type: GraphQLObjectType,
        selections: Sequence[SelectionSetNode],
    ) -> ConnectionOutput:
        """The selected fields of a connection; `fetch` is marked with what they need."""

        def beside(kind: FetchKind, *arguments: object) -> Fetch:
            """The Fetch of something else about the same list, shared like any other."""
            if count_of is None:
                key = (kind, fetch.scope, counted, *arguments)
                made = Fetch(kind, fetch.model_type, fetch.scope, root_field=fetch.root_field)
                found = self._root_fetches.setdefault(key, made)
            else:
                parent, member, relation, slots = count_of
                child_key = (parent.path, kind, relation.name, _origin(relation), counted, *arguments)
                found = self._child(parent, member, child_key, kind, relation, slots)
            found.needs_rows = True
            found.read_arguments = fetch.read_arguments
            return found

        parts = plan_connection_parts(self, fetch, beside, connection_type, selections)
        has_count = any(part.kind.value == "totalCount" for part in parts)
        return ConnectionOutput(fetch, beside(FetchKind.COUNT) if has_count else None, parts)

    def type_named(self, name: str) -> ModelType:
        """The ModelType of this name."""
        return self._mirror.by_name[name]

    # The schema's types

    def _fields_of(self, member: ModelType) -> Mapping[str, GraphQLField]:
        fields: Mapping[str, GraphQLField] = self._object_type(self._schema.type_map[member.object_name]).fields
        return fields

    @staticmethod
    def _object_type(graphql_type: GraphQLType) -> GraphQLObjectType:
        named = get_named_type(graphql_type)
        if not isinstance(named, GraphQLObjectType):
            raise TypeError(f"{named} has no fields.")
        return named


def type_names(member: ModelType) -> tuple[str, ...]:
    """Every name under which a fragment can address rows of `member`: its object type and all its interfaces."""
    names = [member.object_name]
    ancestor: ModelType | None = member if member.is_interface else member.base
    while ancestor is not None:
        names.append(ancestor.name)
        ancestor = ancestor.base
    if member.key:
        names.append("Node")
    return tuple(names)


def _owner(rows: PlannedRows, member: ModelType, name: str) -> ModelType:
    """The type that slot `name` is read on: the rows' own if it has it, so that all members share one slot."""
    return rows.model_type if name in rows.model_type.mapper.all_orm_descriptors else member


def _origin(relation: Relation) -> object:
    """What tells two relations of one name apart in a hierarchy: the relationship that they come from."""
    return relation.property if relation.through is None else relation.through.first.property
