"""How each kind of attribute is read, with the smallest models that show it."""

from __future__ import annotations

import dataclasses
import enum
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, composite, mapped_column, synonym

from gql.errors import MappingError
from gql.mapping import scalars
from gql.mapping.model_type import Attribute, AttributeKind, ModelType
from gql.mapping.options import MappingOptions
from gql.mapping.read import read_models
from gql.mapping.sql_types import ScalarReader

if TYPE_CHECKING:
    from collections.abc import Sequence


def shown(model_type: ModelType) -> dict[str, str]:
    """Fields as SDL types, without `id`."""
    return {name: sdl_type(attribute) for name, attribute in model_type.attributes.items()}


def sdl_type(attribute: Attribute) -> str:
    name = "ID" if attribute.references else attribute.scalar.name
    if attribute.is_list:
        name = f"[{name}{'' if attribute.item_nullable else '!'}]"
    return name if attribute.nullable else f"{name}!"


def one(base: type[DeclarativeBase], options: MappingOptions | None = None) -> ModelType:
    (model_type,) = read_models(base, options).types
    return model_type


def test_columns_show_with_their_nullability_and_type() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        view_count: Mapped[int]
        body: Mapped[str | None] = mapped_column(sa.Text)
        price: Mapped[Decimal] = mapped_column(sa.Numeric(10, 2))

    assert {"rowId": "Int!", "viewCount": "Int!", "body": "String", "price": "Decimal!"} == shown(one(Base))
    assert ("posts", "body") == (one(Base).mapper.local_table.name, one(Base).attributes["body"].column.name)  # type: ignore[union-attr, attr-defined]  # a column of a table


@pytest.mark.parametrize(
    ("sql_type", "expected"),
    [
        (sa.SmallInteger(), "Int"),
        (sa.BigInteger(), "BigInt"),
        (sa.Double(), "Float"),
        (sa.Numeric(asdecimal=False), "Float"),
        (sa.Float(asdecimal=True), "Decimal"),
        (sa.Unicode(), "String"),
        (sa.LargeBinary(), "Base64"),
        (sa.Interval(), "Duration"),
        (sa.Uuid(as_uuid=False), "UUID"),
        (sa.JSON(), "JSON"),
        (sa.ARRAY(sa.Integer), "[Int]"),
        (sa.BigInteger().with_variant(sa.Integer, "sqlite"), "BigInt"),
        (mysql.TINYINT(1), "Boolean"),
        (mysql.TINYINT(), "Int"),
        (mysql.INTEGER(unsigned=True), "BigInt"),
        (mysql.MEDIUMINT(unsigned=True), "Int"),
        (mysql.YEAR(), "Int"),
        (mysql.DOUBLE(), "Float"),
        (mysql.DOUBLE(10, 2), "Decimal"),
        (mysql.MEDIUMTEXT(), "String"),
        (mysql.LONGBLOB(), "Base64"),
        (mysql.ENUM("a", "b"), "Thing"),
        (mysql.SET("a", "b"), "[Thing!]"),
        (postgresql.CITEXT(), "String"),
        (postgresql.INET(), "String"),
        (postgresql.MONEY(), "String"),
        (postgresql.INTERVAL(), "Duration"),
        (postgresql.HSTORE(), "JSON"),
        (postgresql.OID(), "BigInt"),
        (postgresql.INT4RANGE(), "String"),
        (postgresql.ARRAY(sa.Text, dimensions=2), "JSON"),
        (postgresql.DOMAIN("positive", sa.Integer), "Int"),
        (postgresql.TIMESTAMP(timezone=True), "DateTime"),
    ],
)
def test_every_type_of_the_databases_has_its_scalar(sql_type: sa.types.TypeEngine[Any], expected: str) -> None:
    reading = ScalarReader({}).read(sql_type, "Thing")

    name = reading.scalar.name
    assert expected == (f"[{name}{'' if reading.item_nullable else '!'}]" if reading.is_list else name)


def test_a_mysql_set_comes_in_declared_order() -> None:
    reading = ScalarReader({}).read(mysql.SET("x", "a", "m"), "Thing")

    assert reading.to_list is not None
    assert ["x", "a"] == reading.to_list({"a", "x"})


class Status(enum.Enum):
    """Where a post stands.

    Attributes:
        DRAFT: not shown
    """

    DRAFT = "d"
    PUBLISHED = "p"


def test_enums_of_three_kinds_are_graphql_enums() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        by_name: Mapped[Status]
        by_value: Mapped[Status] = mapped_column(sa.Enum(Status, values_callable=lambda e: [m.value for m in e]))
        by_text: Mapped[str] = mapped_column(sa.Enum("in-progress", "done", "100 %"))
        named: Mapped[str] = mapped_column(sa.Enum("a", "b", name="post_kind"))

    attributes = one(Base).attributes
    text = attributes["byText"].scalar

    assert ["Status", "Status", "PostByText", "PostKind"] == [
        attributes[name].scalar.name for name in ("byName", "byValue", "byText", "named")
    ]
    assert attributes["byName"].scalar is attributes["byValue"].scalar
    assert "Where a post stands." == attributes["byName"].scalar.description
    assert (Status.DRAFT, Status.PUBLISHED) == attributes["byName"].scalar.enum_order
    assert text.to_json is not None
    assert text.from_json is not None
    assert text.parse_key is not None
    assert ["in_progress", "done", "_100"] == [text.to_json(value) for value in ("in-progress", "done", "100 %")]
    assert "in-progress" == text.from_json("in_progress") == text.parse_key("in_progress")


def test_two_enum_values_with_one_name_are_an_error() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        state: Mapped[str] = mapped_column(sa.Enum("so-so", "so so"))

    with pytest.raises(
        MappingError, match=r"PostState: the values 'so-so' and 'so so' would both be so_so; use a Python enum"
    ):
        read_models(Base)


class Tags(sa.types.TypeDecorator[Any]):
    impl = sa.Text
    cache_ok = True

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> list[str]:
        return str(value).split()


class Marks(sa.types.TypeDecorator[Any]):
    impl = sa.Text
    cache_ok = True

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> frozenset[int] | None:
        return frozenset(value)


class Money(sa.types.TypeDecorator[Any]):
    impl = sa.BigInteger
    cache_ok = True

    @property
    def python_type(self) -> type[Decimal]:
        return Decimal


class UtcDateTime(sa.types.TypeDecorator[Any]):
    impl = sa.DateTime
    cache_ok = True


class Lower(sa.types.TypeDecorator[Any]):
    impl = sa.String
    cache_ok = True


class Encrypted(sa.types.TypeDecorator[str]):
    impl = sa.LargeBinary
    cache_ok = True
    gql_hidden = True


@pytest.mark.parametrize(
    ("decorator", "expected"),
    [
        (Tags(), "[String!]"),
        (Marks(), "[Int!]"),
        (Money(), "Decimal"),
        (UtcDateTime(), "DateTime"),
        (Lower(), "String"),
    ],
)
def test_a_type_decorator_maps_by_its_python_type_or_else_by_what_it_decorates(decorator: Any, expected: str) -> None:
    reading = ScalarReader({}).read(decorator, "Thing")

    assert expected == (f"[{reading.scalar.name}!]" if reading.is_list else reading.scalar.name)


def test_a_set_has_an_order_and_a_decorated_datetime_a_zone() -> None:
    marks, moment = ScalarReader({}).read(Marks(), "Thing"), ScalarReader({}).read(UtcDateTime(), "Thing")

    assert marks.to_list is not None
    assert [1, 2, 3] == marks.to_list(frozenset({3, 1, 2}))
    assert scalars.AWARE_DATE_TIME is moment.scalar


def test_what_is_secret_or_private_is_hidden_until_it_is_shown() -> None:
    class Base(DeclarativeBase): ...

    class User(Base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)
        password_hash: Mapped[str]
        must_change_password: Mapped[bool]
        password_hint: Mapped[str] = mapped_column(info={"gql": {"hidden": False}})
        notes: Mapped[str] = mapped_column(info={"gql": {"hidden": True}})
        cost: Mapped[str] = mapped_column(Encrypted)
        search: Mapped[Any] = mapped_column(postgresql.TSVECTOR)
        draft: Mapped[str]
        _internal: Mapped[str]

    options = MappingOptions(hidden={User: {"draft"}})

    assert ["rowId", "mustChangePassword", "passwordHint"] == list(shown(one(Base, options)))


def test_what_is_hidden_shows_under_no_other_name() -> None:
    class Base(DeclarativeBase): ...

    class User(Base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True, info={"gql": {"hidden": True}})
        password_hash: Mapped[str]
        digest = synonym("password_hash")
        _cost: Mapped[str] = mapped_column("cost", Encrypted)
        cost = synonym("_cost")
        secret_x: Mapped[int] = mapped_column(info={"gql": {"hidden": True}})
        secret_y: Mapped[int | None]
        position: Mapped[Point] = composite("secret_x", "secret_y")

        @hybrid_property
        def price(self) -> str:
            return self._cost

    user = one(Base)

    assert {"secretY": "Int"} == shown(user)
    assert user.row_id is None
    assert ["id"] == [part.name for part in user.key]


def test_a_hybrid_takes_remarks_too() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)

        @hybrid_property
        def doubled(self) -> int:
            return self.id * 2

        doubled.info["gql"] = {"name": "twice", "description": "Two of it."}

    assert "Two of it." == one(Base).attributes["twice"].description


def test_hybrids_with_an_expression_show_and_others_are_noted() -> None:
    class Base(DeclarativeBase): ...

    class Name(Base):
        __tablename__ = "names"
        id: Mapped[int] = mapped_column(primary_key=True)
        first: Mapped[str]
        last: Mapped[str | None]

        @hybrid_property
        def full(self) -> str | None:
            """Both names."""
            return self.first + (" " + self.last)  # type: ignore[operator]  # NULL in SQL where there is no last name

        @hybrid_property
        def length(self) -> int:
            return sa.func.length(self.first)  # type: ignore[return-value]  # the class side of a hybrid

        @hybrid_property
        def shouted(self):  # type: ignore[no-untyped-def]  # a hybrid that says nothing
            return sa.func.upper(self.first)

        @hybrid_property
        def words(self) -> int:
            return len(self.first.split())

        @hybrid_property
        def initial(self) -> str:
            return self.first[0]

        @initial.inplace.expression
        @classmethod
        def _initial_expression(cls) -> sa.ColumnElement[str]:
            return sa.func.substr(cls.first, 1, 1)

    mirror = read_models(Base, MappingOptions(skip_unmappable=True))
    (model_type,) = mirror.types

    assert {"full": "String", "length": "Int!", "initial": "String!"} == {
        name: kind for name, kind in shown(model_type).items() if name not in ("rowId", "first", "last")
    }
    assert AttributeKind.EXPRESSION is model_type.attributes["full"].kind
    assert "Both names." == model_type.attributes["full"].description
    (words,) = [note for note in mirror.notes if "words" in note]
    assert words.startswith(
        "Name.words is left out: the hybrid works on instances but gives no SQL expression; add one with"
    )
    assert any("Name.shouted cannot be mapped" in note and "annotate its type" in note for note in mirror.notes)


def test_a_column_property_is_nullable_unless_its_annotation_says_otherwise() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        title: Mapped[str] = mapped_column()
        upper: Mapped[str] = column_property(sa.func.upper(title, type_=sa.String()))
        lower = column_property(sa.func.lower(title, type_=sa.String()))
        size: Mapped[int] = column_property(sa.func.length(title))

    assert {"rowId": "Int!", "title": "String!", "upper": "String!", "lower": "String", "size": "Int!"} == shown(
        one(Base)
    )


@dataclasses.dataclass
class Point:
    """A place."""

    x: int
    y: int | None


class Span:
    def __init__(self, begin: datetime, until: datetime) -> None:
        self.begin, self.until = begin, until


def test_composites_are_objects_and_swallow_their_columns() -> None:
    class Base(DeclarativeBase): ...

    class Walk(Base):
        __tablename__ = "walks"
        id: Mapped[int] = mapped_column(primary_key=True)
        start: Mapped[Point] = composite(mapped_column("start_x"), mapped_column("start_y"))
        end_x: Mapped[int | None]
        end_y: Mapped[int | None]
        end: Mapped[Point | None] = composite("end_x", "end_y")
        when: Mapped[Span] = composite(
            Span,
            mapped_column("begin", sa.DateTime, nullable=False),
            mapped_column("until", sa.DateTime, nullable=False),
        )

    attributes = one(Base).attributes

    assert {"rowId": "Int!", "endX": "Int", "endY": "Int", "start": "Point!", "end": "Point", "when": "Span!"} == shown(
        one(Base)
    )
    assert (Point, ("x", "y"), ["start_x", "start_y"]) == (
        attributes["start"].composite_class,
        attributes["start"].part_names,
        [part.name for part in attributes["start"].parts],
    )
    assert ["begin", "until"] == [part.graphql_name for part in attributes["when"].parts]


def test_a_synonym_shows_what_it_stands_for() -> None:
    class Base(DeclarativeBase): ...

    class User(Base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)
        _email: Mapped[str] = mapped_column("email")
        email = synonym("_email")
        secret: Mapped[str] = mapped_column(info={"gql": {"hidden": True}})
        alias = synonym("secret")

    assert {"rowId": "Int!", "email": "String!"} == shown(one(Base))


def test_the_key_is_not_repeated_unless_its_name_says_more() -> None:
    class Base(DeclarativeBase): ...

    class Album(Base):
        __tablename__ = "Album"
        AlbumId: Mapped[int] = mapped_column(primary_key=True)

    class Country(Base):
        __tablename__ = "countries"
        code: Mapped[str] = mapped_column(primary_key=True)

    class Tenant(Base):
        __tablename__ = "tenants"
        tenant: Mapped[str] = mapped_column(primary_key=True)
        id: Mapped[int] = mapped_column(primary_key=True)

    by_name = read_models(Base).by_name

    assert {"rowId": "Int!"} == shown(by_name["Album"])
    assert {"rowId": "String!", "code": "String!"} == shown(by_name["Country"])
    assert {"tenant": "String!", "rowId": "Int!"} == shown(by_name["Tenant"])
    assert by_name["Tenant"].row_id is None
    assert ["tenant", "id"] == [part.name for part in by_name["Tenant"].key]


def test_a_foreign_key_shows_as_the_id_of_its_target() -> None:
    class Base(DeclarativeBase): ...

    class User(Base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)
        email: Mapped[str] = mapped_column(unique=True)

    class Profile(Base):
        __tablename__ = "profiles"
        user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id"), primary_key=True)
        email: Mapped[str] = mapped_column(sa.ForeignKey("users.email"))
        editor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))

    profile = read_models(Base).by_name["Profile"]

    assert {"rowId": "Int!", "userId": "ID!", "email": "String!", "editorId": "ID"} == shown(profile)
    assert "User" == profile.attributes["userId"].references
    assert "Int" == profile.attributes["userId"].scalar.name


def test_descriptions_come_from_the_author_or_from_the_name() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        """What someone wrote.

        It may be long.

        Attributes:
            title: not part of the description
        """

        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        title: Mapped[str] = mapped_column(comment="From the comment.")
        body: Mapped[str] = mapped_column(doc="From the doc.", comment="Not this.")
        slug: Mapped[str] = mapped_column(doc="Not this.", info={"gql": {"description": "From the info."}})
        word_count: Mapped[int]
        is_public: Mapped[bool]
        published_at: Mapped[datetime]

    post = one(Base)

    assert "What someone wrote.\n\nIt may be long." == post.description
    assert {
        "title": "From the comment.",
        "body": "From the doc.",
        "slug": "From the info.",
        "wordCount": "The word count of the post.",
        "isPublic": "Whether the post is public.",
        "publishedAt": "When the post was published.",
    } == {name: attribute.description for name, attribute in post.attributes.items() if name != "rowId"}


def test_a_registered_scalar_overrides_by_sql_type_python_type_or_enum() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        blob: Mapped[Any] = mapped_column(sa.PickleType)
        tags: Mapped[Any] = mapped_column(Money)
        status: Mapped[Status]

    registry = {sa.PickleType: scalars.JSON_VALUE, Decimal: scalars.STRING, Status: scalars.STRING}

    assert {"rowId": "Int!", "blob": "JSON!", "tags": "String!", "status": "String!"} == shown(
        one(Base, MappingOptions(scalars=registry))
    )


def test_names_and_descriptions_can_be_given() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        __gql__ = {"name": "Article", "description": "A text."}
        id: Mapped[int] = mapped_column(primary_key=True)
        ttl: Mapped[str] = mapped_column(info={"gql": {"name": "title"}})

    article = one(Base)

    assert ("Article", "A text.", "article", "articles") == (
        article.name,
        article.description,
        article.singular_field,
        article.plural_field,
    )
    assert "ttl" == article.attributes["title"].name


def names(values: Sequence[Attribute]) -> list[str]:
    return [value.graphql_name for value in values]


def test_unique_columns_constraints_and_indexes_are_look_ups() -> None:
    class Base(DeclarativeBase): ...

    class Author(Base):
        __tablename__ = "authors"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        slug: Mapped[str] = mapped_column(unique=True)
        year: Mapped[int]
        code: Mapped[str]
        lowered: Mapped[str] = mapped_column()
        partial: Mapped[str]
        password: Mapped[str] = mapped_column(unique=True)
        author_id: Mapped[int] = mapped_column(sa.ForeignKey("authors.id"))
        __table_args__ = (
            sa.UniqueConstraint("year", "slug"),
            sa.UniqueConstraint("author_id", "code"),
            sa.Index("by_code", "code", unique=True),
            sa.Index("by_lower", sa.func.lower(lowered), unique=True),
            sa.Index("by_part", "partial", unique=True, postgresql_where=sa.text("true")),
            sa.Index("no_more", "year"),
        )

    keys = {key.field_name: names(key.attributes) for key in read_models(Base).by_name["Post"].unique_keys}

    assert {
        "postByAuthorIdAndCode": ["authorId", "code"],
        "postByCode": ["code"],
        "postBySlug": ["slug"],
        "postByYearAndSlug": ["year", "slug"],
    } == keys
