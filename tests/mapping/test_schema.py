"""The schema that is built of a mirror, and what its fields do when Strawberry's own executor runs them."""

from __future__ import annotations

import dataclasses
import enum
import logging
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import strawberry
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLNamedType, GraphQLScalarType
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import DeclarativeBase, Mapped, composite, configure_mappers, mapped_column, relationship

from gql.context import Context, EdgeRecord, PageRecord, Record
from gql.errors import InvalidId
from gql.mapping.ids import encode_id
from gql.mapping.model_type import Scalar
from gql.mapping.options import MappingOptions
from gql.mapping.read import read_models
from gql.mapping.schema import GatewaySchema, SchemaParts, build_schema, field_arguments


class Base(DeclarativeBase):
    """A blog."""


class Status(enum.Enum):
    DRAFT = "d"
    PUBLISHED = "p"


@dataclasses.dataclass
class Place:
    """Where something is."""

    city: str
    street: str | None


@strawberry.enum
class Mood(enum.Enum):
    GOOD = 1
    BAD = 2


class Contact(Base):
    """Someone to write to."""

    __tablename__ = "contacts"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "contact"}
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]


class Author(Contact):
    """Someone who writes."""

    __tablename__ = "authors"
    __mapper_args__ = {"polymorphic_identity": "author"}
    id: Mapped[int] = mapped_column(sa.ForeignKey("contacts.id"), primary_key=True)
    home: Mapped[Place | None] = composite(mapped_column("city", nullable=True), mapped_column("street"))
    posts: Mapped[list[Post]] = relationship(back_populates="author")


class Post(Base):
    """What someone wrote."""

    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True, comment="The name in addresses.")
    status: Mapped[Status]
    views: Mapped[int] = mapped_column(sa.BigInteger)
    price: Mapped[Decimal] = mapped_column(sa.Numeric(10, 2))
    written_at: Mapped[datetime]
    class_: Mapped[str | None]
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("contacts.id"))
    author: Mapped[Author] = relationship(back_populates="posts")
    post_tags: Mapped[list[PostTag]] = relationship(back_populates="post", info={"gql": {"as_list": True}})
    tags: AssociationProxy[list[Tag]] = association_proxy("post_tags", "tag")


class Tag(Base):
    """A subject."""

    __tablename__ = "tags"
    name: Mapped[str] = mapped_column(primary_key=True)


class PostTag(Base):
    """That a post is about a subject."""

    __tablename__ = "post_tags"
    post_id: Mapped[int] = mapped_column(sa.ForeignKey("posts.id"), primary_key=True)
    tag_name: Mapped[str] = mapped_column(sa.ForeignKey("tags.name"), primary_key=True)
    weight: Mapped[int]
    post: Mapped[Post] = relationship(back_populates="post_tags")
    tag: Mapped[Tag] = relationship()


MIRROR = read_models(Base)
SCHEMA = build_schema(MIRROR)

POST = Record(
    "Post",
    {
        "id": 1,
        "slug": "a",
        "status": Status.DRAFT,
        "views": 2**60,
        "price": Decimal("9.90"),
        "written_at": datetime.fromisoformat("2024-05-01"),  # naive, as a column without a time zone yields it
        "class_": None,
        "author_id": 7,
    },
)
AUTHOR = Record("Author", {"id": 7, "kind": "author", "home": Place("Bern", None)})
PLAIN = Record("PlainContact", {"id": 8, "kind": "contact"})
TAG = Record("Tag", {"name": "x"})


@dataclasses.dataclass
class FakeConnection:
    node: Record
    values: Mapping[str, Any]

    async def load_page(self) -> PageRecord:
        return PageRecord([EdgeRecord("c1", self.node, self.values)], True, False, "c1", "c1")

    async def load_total_count(self) -> int:
        return 5

    async def load_aggregate(self) -> Record:
        return Record("Aggregate", {"count": 5})

    async def load_groups(self, arguments: Mapping[str, Any]) -> Sequence[Record]:
        return []


class FakeLoaders:
    """Answers with the records above, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    async def load_node(self, global_id: str) -> Record | None:
        return PLAIN if global_id == "plain" else AUTHOR

    async def load_nodes(self, global_ids: Sequence[str]) -> Sequence[Record | Exception | None]:
        return [AUTHOR, None, InvalidId("'x' is not an id of this API.")]

    async def load_by_id(self, model_type: Any, global_id: str) -> Record | None:
        self.asked.append((model_type.name, global_id))
        return POST

    async def load_by_unique(self, model_type: Any, unique_key: Any, values: Mapping[str, Any]) -> Record | None:
        self.asked.append((model_type.name, unique_key.field_name, dict(values)))
        return None

    async def load_related(self, relation: Any, parent: Record) -> Record | None:
        self.asked.append((relation.coordinate, parent.type_name))
        return AUTHOR

    async def load_related_list(self, relation: Any, parent: Record) -> Sequence[Record]:
        return [Record("PostTag", {"post_id": 1, "tag_name": "x", "weight": 3})]

    def connection(self, model_type: Any, arguments: Mapping[str, Any]) -> FakeConnection:
        self.asked.append((model_type.name, dict(arguments)))
        return FakeConnection(POST, {})

    def search(self, arguments: Mapping[str, Any]) -> FakeConnection:
        raise AssertionError("no model here is searchable")

    def related_connection(self, relation: Any, parent: Record, arguments: Mapping[str, Any]) -> FakeConnection:
        self.asked.append((relation.coordinate, dict(arguments)))
        return FakeConnection(TAG, {"weight": 3})


async def run(query: str, schema: GatewaySchema = SCHEMA, **variables: Any) -> tuple[Any, FakeLoaders]:
    """The data of an operation without errors, and the loaders that it asked."""
    loaders = FakeLoaders()
    result = await schema.execute(query, variable_values=variables, context_value=Context(loaders=loaders))
    assert result.errors is None
    return result.data, loaders


def test_the_sdl_of_the_blog_is_as_recorded() -> None:
    recorded = Path(__file__).parent / "blog.graphql"

    assert recorded.read_text() == SCHEMA.as_str() + "\n"


def test_everything_has_a_description_and_scalars_are_specified() -> None:
    undescribed = []
    for name, graphql_type in SCHEMA.graphql_schema.type_map.items():
        if not name.startswith("__"):
            undescribed += [place for place, thing in described_parts(name, graphql_type) if not thing.description]
    scalars = [t for t in SCHEMA.graphql_schema.type_map.values() if isinstance(t, GraphQLScalarType)]

    assert [] == undescribed
    assert {"BigInt", "DateTime", "Decimal"} <= {scalar.name for scalar in scalars if scalar.specified_by_url}


def described_parts(name: str, graphql_type: GraphQLNamedType) -> list[tuple[str, Any]]:
    parts: list[tuple[str, Any]] = [(name, graphql_type)]
    if isinstance(graphql_type, GraphQLEnumType):
        parts += [(f"{name}.{value}", definition) for value, definition in graphql_type.values.items()]
    for field_name, field in getattr(graphql_type, "fields", {}).items():
        parts.append((f"{name}.{field_name}", field))
        if not isinstance(graphql_type, GraphQLInputObjectType):
            parts += [(f"{name}.{field_name}({argument})", definition) for argument, definition in field.args.items()]
    return parts


async def test_a_record_shows_its_values_in_their_wire_form() -> None:
    data, loaders = await run('{ post(id: "p") { id rowId slug status views price writtenAt class authorId } }')

    assert {
        "id": encode_id(MIRROR.by_name["Post"], (1,)),
        "rowId": 1,
        "slug": "a",
        "status": "DRAFT",
        "views": str(2**60),
        "price": "9.90",
        "writtenAt": "2024-05-01T00:00:00Z",
        "class": None,
        "authorId": encode_id(MIRROR.by_name["Contact"], (7,)),
    } == data["post"]
    assert [("Post", "p")] == loaders.asked


async def test_an_interface_resolves_to_the_type_of_the_record() -> None:
    query = "query ($id: ID!) { node(id: $id) { __typename id ... on Contact { kind } ... on Author { home { city street } } } }"
    author, _ = await run(query, id="author")
    plain, _ = await run(query, id="plain")

    assert ("Author", {"city": "Bern", "street": None}) == (author["node"]["__typename"], author["node"]["home"])
    assert {"__typename": "PlainContact", "id": encode_id(MIRROR.by_name["Contact"], (8,)), "kind": "contact"} == plain[
        "node"
    ]


async def test_a_bad_id_among_nodes_is_an_error_in_its_place() -> None:
    result = await SCHEMA.execute(
        '{ nodes(ids: ["a", "b", "x"]) { __typename } }', context_value=Context(loaders=FakeLoaders())
    )

    assert {"nodes": [{"__typename": "Author"}, None, None]} == result.data
    assert result.errors is not None
    assert [["nodes", 2]] == [error.path for error in result.errors]


async def test_connections_load_what_is_selected_and_pass_coerced_arguments() -> None:
    data, loaders = await run(
        """query ($first: Int = 3, $order: [PostOrderBy!]) {
          posts(first: $first, orderBy: $order) {
            totalCount pageInfo { hasNextPage endCursor } edges { cursor node { slug } } nodes { slug }
          }
        }""",
        order=[{"author": {"kind": "DESC"}}],
    )
    model, arguments = loaders.asked[0]

    assert {
        "totalCount": 5,
        "pageInfo": {"hasNextPage": True, "endCursor": "c1"},
        "edges": [{"cursor": "c1", "node": {"slug": "a"}}],
        "nodes": [{"slug": "a"}],
    } == data["posts"]
    assert ("Post", 3, {"first", "orderBy"}) == (model, arguments["first"], set(arguments))
    assert "DESC" == arguments["orderBy"][0]["author"]["kind"].value


async def test_relations_ask_for_their_targets_and_edges_show_the_association() -> None:
    data, loaders = await run(
        "{ post(id: 1) { author { rowId } postTags { weight tagName } tags(last: 2) { edges { weight node { name } } } } }"
    )

    assert {
        "author": {"rowId": 7},
        "postTags": [{"weight": 3, "tagName": encode_id(MIRROR.by_name["Tag"], ("x",))}],
        "tags": {"edges": [{"weight": 3, "node": {"name": "x"}}]},
    } == data["post"]
    assert ("Post.author", "Post") in loaders.asked
    assert ("Post.tags", {"last": 2}) in loaders.asked


async def test_a_look_up_by_a_unique_key_passes_its_values() -> None:
    data, loaders = await run('{ postBySlug(slug: "b") { id } }')

    assert {"postBySlug": None} == data
    assert [("Post", "postBySlug", {"slug": "b"})] == loaders.asked


async def test_a_term_of_an_order_names_exactly_one_thing() -> None:
    query = "query ($order: [PostOrderBy!]) { posts(orderBy: $order) { totalCount } }"
    for term in ({}, {"slug": "ASC", "views": "ASC"}, {"slug": None}):
        result = await SCHEMA.execute(
            query, variable_values={"order": [term]}, context_value=Context(loaders=FakeLoaders())
        )
        assert result.errors


async def test_several_schemas_of_the_same_models_live_side_by_side() -> None:
    other = build_schema(read_models(Base))

    first, _ = await run("{ posts { edges { node { status } } } }")
    second, _ = await run("{ posts { edges { node { status } } } }", other)

    assert first == second
    assert SCHEMA.as_str() == other.as_str()


async def test_user_written_fields_join_the_query_and_read_their_arguments_by_graphql_name() -> None:
    seen: dict[str, Any] = {}

    @strawberry.type
    class Extra:
        @strawberry.field
        def shout(self, info: strawberry.Info[Any, Any], some_text: str, at: datetime | None = strawberry.UNSET) -> str:
            """Louder."""
            seen.update(field_arguments(info))
            return some_text.upper()

    schema = build_schema(MIRROR, SchemaParts(query_mixins=[Extra]))
    data, _ = await run(
        'query ($t: String!) { shout(someText: $t, at: "2024-01-01T00:00:00Z") posts { totalCount } }', schema, t="a"
    )

    assert {"shout": "A", "posts": {"totalCount": 5}} == data
    assert {"someText": "a", "at": datetime(2024, 1, 1, tzinfo=UTC)} == seen


async def test_user_written_fields_take_and_return_members_of_enums() -> None:
    @strawberry.type
    class Extra:
        @strawberry.field
        def opposite(self, mood: Mood) -> Mood:
            return Mood.GOOD if mood is Mood.BAD else Mood.BAD

    data, _ = await run("{ opposite(mood: GOOD) }", build_schema(MIRROR, SchemaParts(query_mixins=[Extra])))

    assert {"opposite": "BAD"} == data


def test_an_enum_argument_becomes_what_the_column_stores() -> None:
    scalar = MIRROR.by_name["Post"].attributes["status"].scalar
    graphql_type = SCHEMA.graphql_schema.type_map["Status"]

    assert isinstance(graphql_type, GraphQLEnumType)
    assert scalar.from_json is not None
    coerced = graphql_type.coerce_input_value("DRAFT")
    assert [Status.DRAFT] * 3 == [scalar.from_json(value) for value in (coerced, "DRAFT", Status.DRAFT)]


async def test_a_typo_is_not_logged_but_a_failing_resolver_is(caplog: pytest.LogCaptureFixture) -> None:
    @strawberry.type
    class Extra:
        @strawberry.field
        def fails(self) -> int | None:
            raise RuntimeError("secret")

    schema = build_schema(MIRROR, SchemaParts(query_mixins=[Extra]))

    with caplog.at_level(logging.ERROR):
        await schema.execute("{ post(id: 1) { titel } }")
        assert [] == caplog.records
        await schema.execute("{ fails }")

    assert ["A resolver failed at ['fails']"] == [record.getMessage() for record in caplog.records]


async def test_a_bare_context_says_what_is_missing() -> None:
    result = await SCHEMA.execute("{ post(id: 1) { slug } }", context_value=None)

    assert result.errors is not None
    assert "pass a gql.context.Context" in result.errors[0].message


async def test_a_registered_scalar_is_part_of_the_schema() -> None:
    class Shop(DeclarativeBase): ...

    class Offer(Shop):
        __tablename__ = "offers"
        id: Mapped[int] = mapped_column(primary_key=True)
        price: Mapped[Any] = mapped_column(sa.PickleType)

    definition = strawberry.scalar(name="Money", serialize=str, parse_value=str, description="An amount.")
    money = Scalar("Money", definition, str, None, None, None, orderable=False)

    schema = build_schema(read_models(Shop, MappingOptions(scalars={sa.PickleType: money})))

    assert "price: Money!" in schema.as_str()
    assert "scalar Money" in schema.as_str()


def test_building_a_schema_takes_time_in_proportion_to_the_models() -> None:
    few, many = (cpu_s_of_schema(number) for number in (20, 120))

    assert many < few * 18  # 6 if in proportion, 36 if every model looked at every other


def cpu_s_of_schema(number: int) -> float:
    """The CPU time to read and build as many models, each related to the one before."""

    class Many(DeclarativeBase): ...

    kept: list[type[Many]] = []
    for index in range(number):
        columns: dict[str, Any] = {f"c{column}": mapped_column(sa.String(20)) for column in range(8)}
        columns["id"] = mapped_column(sa.Integer, primary_key=True)
        if index:
            columns["parent_id"] = mapped_column(sa.ForeignKey(f"t{index - 1}.id"))
            columns["parent"] = relationship(kept[-1], backref="children")
        kept.append(type(f"Model{index}", (Many,), {"__tablename__": f"t{index}", **columns}))
    configure_mappers()
    started = time.process_time()
    schema = build_schema(read_models(Many))
    taken_s = time.process_time() - started

    query_type = schema.graphql_schema.query_type
    assert query_type is not None
    assert f"model{number - 1}" in query_type.fields
    return taken_s
