"""Our reading of mapped models: `ModelType`, with its `Attribute`s, `Relation`s and `UniqueKey`s.

A ModelType is everything that the schema, the planner and the SQL need to know about one mapped class. It is computed once at
start-up from the SQLAlchemy mapper and never changes afterwards; nothing later in a request inspects a mapper again.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Mapping as MappingView
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sqlalchemy import Column
from sqlalchemy.orm import Mapper, RelationshipProperty

from gql.mapping.sql_fields import Expression
from gql.policy import ModelPolicy


@dataclass(frozen=True, slots=True)
class Scalar:
    """A GraphQL leaf type and the way that Python values cross it.

    `annotation` is what a Strawberry annotation names (a Python type, a Strawberry scalar or enum). `to_json` turns a value as
    SQLAlchemy's result processor yields it into what the response encoder writes (`None` here means: as it is); both executors
    use it, so they cannot differ. `from_json` turns a parsed GraphQL input value into the value that is bound in SQL.
    `key_text` and `parse_key` are the exact text form of a value inside an id or a cursor; `parse_key` raises `ValueError` on
    anything that `key_text` would not have written, or that is out of the column's range. They are `None` for types that
    cannot be part of a key or an order (JSON, lists). `from_json` raises `ValueError` with a message for the client when the
    value is out of the column's range. `to_json` may raise `GraphQLError`: a value without one (NaN) is its field's error.

    `unchecked_to_json` takes the place of `to_json` where the database does not enforce its column types (SQLite keeps 2^40 in an
    INTEGER) or where the value comes from an expression. `enum_order` lists the stored values of an enum in declared order.
    """

    name: str
    annotation: Any  # Strawberry accepts types, NewTypes and its own definitions here: there is no common type
    to_json: Callable[[Any], Any] | None
    from_json: Callable[[Any], Any] | None
    key_text: Callable[[Any], str] | None
    parse_key: Callable[[str], Any] | None
    description: str = ""
    orderable: bool = True
    unchecked_to_json: Callable[[Any], Any] | None = None
    enum_order: tuple[Any, ...] = ()


class AttributeKind(Enum):
    """Where an attribute's value comes from."""

    COLUMN = "column"
    EXPRESSION = "expression"  # hybrid, column_property, synonym of one, SQL field
    COMPOSITE = "composite"  # several columns shown as one object


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """A column- or expression-backed field of a model.

    `name` is the Python attribute: `Entity.attribute(name)` is its SQL expression. `graphql_name` is the
    field's name. A foreign key that shows as the global id of its target has `references` set to the name of the target's
    root ModelType; its `scalar` is that of the raw column. `parts` are the attributes of a composite, in the order of its
    constructor, and `part_names` the names of the same values on an object of the composite's class; other kinds have none.
    `filterable` says whether `where` may name it.

    A list (`is_list`) has `scalar` for each item, `item_nullable` if an item may be null; `to_list` puts a stored collection
    that has no order (a set) into one, and is None where the value is a list already. `trusted_not_null` says that the
    database itself guarantees NOT NULL, so nobody need look for nulls.
    """

    name: str
    graphql_name: str
    kind: AttributeKind
    scalar: Scalar
    nullable: bool
    is_list: bool = False
    description: str = ""
    column: Column[Any] | None = None
    references: str | None = None
    parts: tuple[Attribute, ...] = ()
    composite_class: type | None = None
    read_only: bool = False
    trusted_not_null: bool = False
    item_nullable: bool = False
    to_list: Callable[[Any], list[Any]] | None = None
    part_names: tuple[str, ...] = ()
    filterable: bool = True

    @property
    def orderable(self) -> bool:
        """Whether `orderBy` can name it: one comparable value, not a list, not a composite."""
        return self.scalar.orderable and not self.is_list and self.kind is not AttributeKind.COMPOSITE


@dataclass(frozen=True, slots=True)
class Through:
    """The association object that an association-proxy relation crosses.

    `first` leads from the source to the association model (to-many), `second` from there to the target (to-one). The
    association model's own attributes, without the two foreign keys, are the fields of the connection's edges.
    """

    first: Relation
    second: Relation


@dataclass(frozen=True, slots=True)
class Walk:
    """How a relation follows a tree, by however many steps: `is_up` to the root, else down to the leaves.

    `tree` is the relation to the parent, `parent` its columns, which hold the parent's key in the order of the ModelType's own.
    `depth` is how many steps a row lies from where the walk began.
    """

    tree: Relation
    parent: tuple[Column[Any], ...]
    is_up: bool
    depth: Attribute


@dataclass(slots=True, eq=False)
class Relation:
    """A relationship-backed field of a model.

    `local` are the columns of the source (`source.mapper` columns) whose values are the key that batches this relation, and
    `remote` the columns that hold that key on the other side: on the target, or on `secondary` for a many-to-many. When
    `is_simple` is false the join is anything else (a custom primaryjoin): `local` is then the source's primary key and the SQL
    joins through the relationship itself.

    `edge_attributes` are shown on the edges of its connection. `tree` says that the relation leads to the parent in a tree (a
    text: under which name), `walk` that this one follows a tree, which no relationship of the model does.
    """

    name: str
    graphql_name: str
    source: ModelType
    target: ModelType
    to_many: bool
    nullable: bool
    property: RelationshipProperty[Any] | None
    local: tuple[Column[Any], ...]
    remote: tuple[Column[Any], ...]
    is_simple: bool
    secondary_target: tuple[tuple[Column[Any], Column[Any]], ...] = ()
    through: Through | None = None
    edge_attributes: tuple[Attribute, ...] = ()
    as_list: bool = False
    description: str = ""
    tree: bool | str = False
    walk: Walk | None = None

    @builtins.property  # `property` is a field of this class
    def coordinate(self) -> str:
        """`Post.author`: how messages and cursors name the relation."""
        return f"{self.source.name}.{self.graphql_name}"


class TreeFieldKind(Enum):
    """What a field of a tree answers."""

    ANCESTORS = "ancestors"
    DESCENDANTS = "descendants"
    DEPTH = "depth"
    PATH = "path"


@dataclass(frozen=True, slots=True)
class TreeField:
    """A field that a tree gives its ModelType. `relation` is the walk that it reads: for `depth` and `path`, the ancestors."""

    graphql_name: str
    kind: TreeFieldKind
    relation: Relation
    description: str


@dataclass(frozen=True, slots=True)
class UniqueKey:
    """A unique constraint that clients can look a row up by: `field_name` is the root field (`postBySlug`)."""

    field_name: str
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SearchedText:
    """What `search` looks in: columns of text of one table, those that count most first.

    `index` names what a migration has made for it, None if nothing. `language` is a text search configuration of PostgreSQL.
    """

    attributes: tuple[Attribute, ...]
    index: str | None
    language: str


@dataclass(slots=True, eq=False)
class ModelType:
    """One mapped class as the gateway serves it.

    `name` is the GraphQL name of the type, or of the interface when `is_interface`. `root` is the top of the inheritance
    hierarchy (itself when there is none): all rows of a hierarchy that share a primary key share ids, which carry `root.name`.
    `members` are the concrete classes that a row of this type can have, itself included when it has rows of its own;
    `object_name` names the object type of those own rows (differs from `name` only for an interface with rows of its own).
    `discriminator` maps the value of `mapper.polymorphic_on` to the member; empty without polymorphism. `expressions` are
    those of its SQL fields, by the names of their attributes: the model itself knows nothing of them.

    Every row obeys `policies`, those of the class and of all classes above it; `member_policies` are those of the classes
    below it, which rows of these members obey too.
    """

    name: str
    object_name: str
    model: type[Any]
    mapper: Mapper[Any]
    description: str
    singular_field: str
    plural_field: str
    key: tuple[Attribute, ...] = ()
    attributes: dict[str, Attribute] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    tree_fields: dict[str, TreeField] = field(default_factory=dict)
    unique_keys: tuple[UniqueKey, ...] = ()
    search: SearchedText | None = None
    root: ModelType = field(init=False)
    base: ModelType | None = None
    members: tuple[ModelType, ...] = ()
    discriminator: dict[Any, ModelType] = field(default_factory=dict)
    is_interface: bool = False
    is_abstract: bool = False
    is_read_only: bool = False
    row_id: Attribute | None = None
    expressions: dict[str, Expression] = field(default_factory=dict)
    policies: tuple[ModelPolicy, ...] = ()
    member_policies: tuple[tuple[ModelType, ModelPolicy], ...] = ()
    entities: dict[str, Any] = field(default_factory=dict)  # filled by gql.sql: the aliases that statements share

    def __post_init__(self) -> None:
        self.root = self

    @property
    def walks(self) -> tuple[Relation, ...]:
        """The relations that follow its trees."""
        kinds = (TreeFieldKind.ANCESTORS, TreeFieldKind.DESCENDANTS)
        return tuple(field.relation for field in self.tree_fields.values() if field.kind in kinds)

    @property
    def is_union(self) -> bool:
        """Whether its rows come from several tables (concrete inheritance), where a primary key alone is not unique."""
        return any(member.mapper.concrete for member in self.members if member is not self)

    @property
    def may_hide_rows(self) -> bool:
        """Whether some viewer may not see some of its rows."""
        return bool(self.policies or self.member_policies)

    def __repr__(self) -> str:
        return f"ModelType({self.name})"


class RootFieldKind(Enum):
    """What a generated field of `Query` answers."""

    NODE = "node"
    NODES = "nodes"
    BY_ID = "by_id"
    BY_UNIQUE = "by_unique"
    CONNECTION = "connection"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class RootField:
    """A generated field of `Query`.

    `model_type` is None for `node`, `nodes` and `search`; only look-ups by a unique key have one.
    """

    name: str
    kind: RootFieldKind
    model_type: ModelType | None = None
    unique_key: UniqueKey | None = None


@dataclass(frozen=True, slots=True)
class Mirror:
    """All ModelTypes of one gateway: by GraphQL name (interfaces and objects) and by model class.

    `root_fields` are the fields of `Query` that the mapping makes. `notes` say what was left out and why; they are for the log
    at start-up.
    """

    by_name: MappingView[str, ModelType]
    by_model: MappingView[type[Any], ModelType]
    root_fields: MappingView[str, RootField] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    policies: tuple[ModelPolicy, ...] = ()

    @property
    def types(self) -> tuple[ModelType, ...]:
        """Every ModelType once, in the order of their names."""
        return tuple(
            self.by_model[model] for model in sorted(self.by_model, key=lambda model: self.by_model[model].name)
        )
