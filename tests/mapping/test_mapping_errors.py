"""What cannot be mapped stops the start with a message that names the place and the remedy."""

from __future__ import annotations

import enum
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gql.errors import MappingError
from gql.mapping.options import MappingOptions
from gql.mapping.read import read_models


def message_of(base: Any, options: MappingOptions | None = None) -> str:
    with pytest.raises(MappingError) as caught:
        read_models(base, options)
    return caught.value.message


def test_an_unmappable_column_names_model_attribute_type_and_remedies() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        blob: Mapped[Any] = mapped_column(sa.PickleType)

    message = message_of(Base)

    assert (
        "Post.blob cannot be mapped: pickled values may be any Python object (SQL type PickleType()); "
        'hide it with info={"gql": {"hidden": True}} or hidden={"blob"}, or register a scalar for it in MappingOptions.scalars.'
    ) == message


def test_all_errors_are_told_at_once() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __table__ = sa.Table(
            "posts",
            Base.metadata,
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("blob", sa.PickleType),
            sa.Column("nothing"),
            sa.Column("rows", postgresql.REGCLASS),
        )

    message = message_of(Base)

    assert message.startswith("3 things cannot be mapped:\n  - Post.blob")
    assert "Post.nothing cannot be mapped: its type is unknown to SQLAlchemy (SQL type NullType)" in message
    assert "Post.rows cannot be mapped" in message


def test_a_reflected_database_starts_without_what_cannot_be_mapped() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __table__ = sa.Table(
            "posts", Base.metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("nothing")
        )

    mirror = read_models(Base, MappingOptions(skip_unmappable=True))

    assert ["rowId"] == list(mirror.by_name["Post"].attributes)
    assert mirror.notes[0].startswith("Post.nothing cannot be mapped")


def test_two_attributes_with_one_field_name_are_both_named() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        line_1: Mapped[str]
        line1: Mapped[str]

    message = message_of(Base)

    assert "Post.line1" in message
    assert "Post.line_1" in message
    assert 'would both be the field line1; rename one with info={"gql": {"name": "…"}}' in message


def test_an_attribute_and_a_relation_with_one_field_name_are_both_named() -> None:
    class Base(DeclarativeBase): ...

    class User(Base):
        __tablename__ = "users"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        author_: Mapped[int] = mapped_column(sa.ForeignKey("users.id"))
        author: Mapped[User] = relationship()

    assert message_of(Base).startswith("Post.author and Post.author_ would both be the field author;")


@pytest.mark.parametrize(
    ("attribute", "told"),
    [("row_id", "the raw primary key would both be the field rowId"), ("id_", "would be the field id")],
)
def test_an_attribute_may_not_take_the_names_of_the_key(attribute: str, told: str) -> None:
    class Base(DeclarativeBase): ...

    columns = {"code": mapped_column(sa.String, primary_key=True), attribute: mapped_column(sa.Integer)}
    type("Post", (Base,), {"__tablename__": "posts", **columns})

    assert told in message_of(Base)


def test_two_models_with_one_type_name_are_both_named() -> None:
    class Base(DeclarativeBase): ...

    def model(table: str) -> type[Base]:
        return type("Post", (Base,), {"__tablename__": table, "id": mapped_column(sa.Integer, primary_key=True)})

    with pytest.warns(sa.exc.SAWarning, match="already contains a class"):
        models = [model("posts"), model("blog_posts")]

    message = message_of(models)

    assert "Post (table posts)" in message
    assert "Post (table blog_posts)" in message
    assert "would both be the type Post; rename one with __gql__ = {" in message
    assert "root field" not in message


def test_a_model_may_not_take_the_name_of_a_generated_type() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)

    class PostConnection(Base):
        __tablename__ = "post_connections"
        id: Mapped[int] = mapped_column(primary_key=True)

    message = message_of(Base)

    assert "the connection of the model" in message.lower()
    assert "would both be the type PostConnection" in message


def test_two_models_with_one_root_field_are_both_named() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "post"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Posts(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)

    assert "The model Posts and the model Post would both have the root field posts;" in message_of(Base)


def test_an_enum_may_not_take_the_name_of_a_model() -> None:
    class Base(DeclarativeBase): ...

    class Status(Base):
        __tablename__ = "statuses"
        id: Mapped[int] = mapped_column(primary_key=True)
        kind: Mapped[str] = mapped_column(sa.Enum("a", "b", name="status"))

    assert "would both be the type Status" in message_of(Base)


def test_an_enum_can_be_renamed_at_its_class() -> None:
    class Kind(enum.Enum):
        __gql__ = {"name": "PostKind"}
        A = 1

    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        kind: Mapped[Any] = mapped_column(sa.Enum(Kind))

    assert "PostKind" == read_models(Base).by_name["Post"].attributes["kind"].scalar.name


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            {"hiden": True},
            "Post.title: the gateway knows no 'hiden'; write one of as_list, description, hidden, name, read_only, search, tree.",
        ),
        ({"hidden": "yes"}, "Post.title: 'hidden' must be a bool, not 'yes'."),
        ("hidden", 'Post.title: what is written for "gql" must be a dict such as {"hidden": True}.'),
        ({"name": "my title"}, "Post.title: 'my title' is not a GraphQL name; write letters, digits and \"_\"."),
        ({"name": "__title"}, "Post.title: '__title' is not a GraphQL name"),
    ],
)
def test_a_misspelt_remark_is_an_error(written: Any, told: str) -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        title: Mapped[str] = mapped_column(info={"gql": written})

    assert message_of(Base).startswith(told)


def test_a_name_without_a_letter_needs_one_given() -> None:
    class Base(DeclarativeBase): ...

    type(
        "Post",
        (Base,),
        {"__tablename__": "posts", "id": mapped_column(sa.Integer, primary_key=True), "%": mapped_column(sa.Integer)},
    )

    assert "Post.%: no GraphQL name can be made of '%'; give it one with info=" in message_of(Base)


def test_what_is_no_model_is_said_so() -> None:
    assert "is not a mapped class" in message_of([object])
    assert "object is not a declarative base" in message_of(object)


def test_a_relation_that_cannot_be_batched_says_why() -> None:
    class Base(DeclarativeBase): ...

    class Line(Base):
        __tablename__ = "lines"
        raw: Mapped[Any] = mapped_column(sa.JSON, primary_key=True)
        size: Mapped[int]
        longer: Mapped[list[Line]] = relationship(primaryjoin="remote(foreign(Line.size)) > Line.size", viewonly=True)

    assert message_of(Base).startswith(
        "Line.longer joins by more than equal columns and Line has no key to batch it by;"
    )


def test_models_that_sqlalchemy_cannot_configure_are_a_mapping_error() -> None:
    class Base(DeclarativeBase): ...

    class Post(Base):
        __tablename__ = "posts"
        id: Mapped[int] = mapped_column(primary_key=True)
        author: Mapped[Any] = relationship("Nobody")

    assert message_of(Base).startswith("SQLAlchemy cannot configure the models:")
    Base.registry.dispose()
