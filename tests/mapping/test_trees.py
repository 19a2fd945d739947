"""A relation that is declared as a tree gives its type four fields; names that are taken are told at start-up."""

from __future__ import annotations

import re

import pytest
from graphql import print_type
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from gql.errors import MappingError
from gql.mapping.model_type import TreeFieldKind
from gql.mapping.options import MappingOptions
from gql.mapping.read import read_models
from gql.mapping.schema import build_schema


def message_of(base: type[DeclarativeBase], options: MappingOptions | None = None) -> str:
    with pytest.raises(MappingError) as raised:
        read_models(base, options)
    return raised.value.message


def test_a_tree_gives_four_fields() -> None:
    class Base(DeclarativeBase):
        pass

    class Category(Base):
        __tablename__ = "categories"
        id: Mapped[int] = mapped_column(primary_key=True)
        parent_id: Mapped[int | None] = mapped_column(ForeignKey("categories.id"))
        parent = relationship("Category", remote_side=[id], info={"gql": {"tree": True}})

    schema = build_schema(read_models(Base)).graphql_schema

    printed = re.sub(r'\n?\s*"""[^"]*"""', "", print_type(schema.type_map["Category"]))
    assert "  ancestors: [Category!]!\n  depth: Int!\n" in printed
    assert "maxDepth: Int" in printed
    assert "orderBy: [CategoryOrderBy!]" in printed
    assert "): CategoryDescendantsConnection!" in printed
    assert "path: [ID!]!" in printed
    edge = re.sub(r'\n?\s*"""[^"]*"""', "", print_type(schema.type_map["CategoryDescendantsEdge"]))
    assert "type CategoryDescendantsEdge {\n  cursor: String!\n  depth: Int!\n  node: Category!\n}" == edge.strip()


def test_two_trees_carry_the_names_of_their_relations() -> None:
    class Base(DeclarativeBase):
        pass

    class Person(Base):
        __tablename__ = "people"
        id: Mapped[int] = mapped_column(primary_key=True)
        manager_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
        led_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
        manager = relationship("Person", foreign_keys=[manager_id], remote_side=[id], info={"gql": {"tree": True}})
        led_by = relationship("Person", foreign_keys=[led_by_id], remote_side=[id])

    mirror = read_models(Base, MappingOptions(trees={Person: {"led_by"}}))

    assert {
        "managerAncestors", "managerDescendants", "managerDepth", "managerPath",
        "ledByAncestors", "ledByDescendants", "ledByDepth", "ledByPath",
    } == mirror.by_name["Person"].tree_fields.keys()  # fmt: skip


def test_a_tree_may_be_named() -> None:
    class Base(DeclarativeBase):
        pass

    class Folder(Base):
        __tablename__ = "folders"
        id: Mapped[int] = mapped_column(primary_key=True)
        path: Mapped[str]
        parent_id: Mapped[int | None] = mapped_column(ForeignKey("folders.id"))
        parent = relationship("Folder", remote_side=[id], info={"gql": {"tree": "folder"}})

    fields = read_models(Base).by_name["Folder"].tree_fields

    assert ["folderAncestors", "folderDescendants", "folderDepth", "folderPath"] == list(fields)
    assert list(TreeFieldKind) == [field.kind for field in fields.values()]


def test_a_name_that_is_taken_is_told_with_the_remedy() -> None:
    class Base(DeclarativeBase):
        pass

    class Folder(Base):
        __tablename__ = "folders"
        id: Mapped[int] = mapped_column(primary_key=True)
        path: Mapped[str]
        parent_id: Mapped[int | None] = mapped_column(ForeignKey("folders.id"))
        parent = relationship("Folder", remote_side=[id], info={"gql": {"tree": True}})

    assert (
        "Folder.parent is a tree with the field Folder.path, but Folder.path has that name; "
        'name the tree, for folderPath with info={"gql": {"tree": "folder"}}, '
        'or rename the other with info={"gql": {"name": "…"}}.'
    ) == message_of(Base)


def test_a_field_of_a_subclass_is_held_against_the_tree_of_its_base() -> None:
    class Base(DeclarativeBase):
        pass

    class Asset(Base):
        __tablename__ = "assets"
        id: Mapped[int] = mapped_column(primary_key=True)
        kind: Mapped[str]
        parent_id: Mapped[int | None] = mapped_column(ForeignKey("assets.id"))
        parent = relationship("Asset", remote_side=[id], info={"gql": {"tree": True}})
        __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "asset"}

    class Well(Asset):
        __tablename__ = "wells"
        id: Mapped[int] = mapped_column(ForeignKey("assets.id"), primary_key=True)
        depth: Mapped[int]
        __mapper_args__ = {"polymorphic_identity": "well", "inherit_condition": id == Asset.id}

    assert message_of(Base).startswith(
        "Asset.parent is a tree with the field Well.depth, but Well.depth has that name; "
    )


def test_only_a_relation_to_one_row_of_the_same_type_makes_a_tree() -> None:
    class Base(DeclarativeBase):
        pass

    class Owner(Base):
        __tablename__ = "owners"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Box(Base):
        __tablename__ = "boxes"
        id: Mapped[int] = mapped_column(primary_key=True)
        label: Mapped[str] = mapped_column(unique=True)
        owner_id: Mapped[int] = mapped_column(ForeignKey("owners.id"))
        outer_id: Mapped[int | None] = mapped_column(ForeignKey("boxes.id"))
        near_label: Mapped[str | None] = mapped_column(ForeignKey("boxes.label"))
        owner = relationship("Owner", info={"gql": {"tree": True}})
        inner = relationship("Box", foreign_keys=[outer_id], uselist=True, info={"gql": {"tree": True}})
        near = relationship("Box", foreign_keys=[near_label], remote_side=[label], info={"gql": {"tree": True}})

    told = message_of(Base)

    assert told.startswith("3 things cannot be mapped:")
    for name in ("owner", "inner", "near"):
        assert f"Box.{name} cannot be a tree: it does not lead to one Box by its primary key; " in told


def test_a_tree_that_is_no_relation_is_told() -> None:
    class Base(DeclarativeBase):
        pass

    class Box(Base):
        __tablename__ = "boxes"
        id: Mapped[int] = mapped_column(primary_key=True)

    told = message_of(Base, MappingOptions(trees={Box: {"outer"}}))

    assert "MappingOptions.trees names Box.outer, but there is no such relation." == told
