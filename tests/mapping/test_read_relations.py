"""How relations and inheritance are read."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.declarative import AbstractConcreteBase, ConcreteBase
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    aliased,
    configure_mappers,
    foreign,
    mapped_column,
    relationship,
)

from gql.mapping.model_type import Relation
from gql.mapping.options import MappingOptions
from gql.mapping.read import read_models


def keys(relation: Relation) -> tuple[list[str], list[str]]:
    """The columns of both sides by their full names."""
    return [str(column) for column in relation.local], [str(column) for column in relation.remote]


class People(DeclarativeBase):
    """A small domain with one relation of each kind."""


friendships = sa.Table(
    "friendships",
    People.metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("person_id", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("friend_id", sa.ForeignKey("people.id"), nullable=False),
    sa.Column("since", sa.Date, comment="The first day."),
)


class Person(People):
    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    parent: Mapped[Person | None] = relationship(back_populates="children", remote_side=[id])
    children: Mapped[list[Person]] = relationship(back_populates="parent")
    friends: Mapped[list[Person]] = relationship(
        secondary=friendships,
        primaryjoin=lambda: Person.id == friendships.c.person_id,
        secondaryjoin=lambda: Person.id == friendships.c.friend_id,
    )
    badge: Mapped[Badge | None] = relationship(back_populates="person", doc="What opens the doors.")
    written: Mapped[list[Letter]] = relationship(foreign_keys="Letter.writer_id", back_populates="writer")
    long_letters: Mapped[list[Letter]] = relationship(
        primaryjoin=lambda: sa.and_(Person.id == foreign(Letter.writer_id), Letter.pages > 3), viewonly=True
    )
    enrolments: Mapped[list[Enrolment]] = relationship(back_populates="person", info={"gql": {"as_list": True}})
    courses: AssociationProxy[list[Course]] = association_proxy("enrolments", "course")
    grades: AssociationProxy[list[str]] = association_proxy("enrolments", "grade")


class Badge(People):
    __tablename__ = "badges"
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), primary_key=True)
    person: Mapped[Person] = relationship(back_populates="badge")


class Letter(People):
    __tablename__ = "letters"
    id: Mapped[int] = mapped_column(primary_key=True)
    pages: Mapped[int]
    writer_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    reader_id: Mapped[int | None] = mapped_column(sa.ForeignKey("people.id"))
    writer: Mapped[Person] = relationship(foreign_keys=[writer_id], back_populates="written")
    reader: Mapped[Person | None] = relationship(foreign_keys=[reader_id])


class Course(People):
    __tablename__ = "courses"
    id: Mapped[int] = mapped_column(primary_key=True)


class Enrolment(People):
    __tablename__ = "enrolments"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    course_id: Mapped[int] = mapped_column(sa.ForeignKey("courses.id"))
    grade: Mapped[str]
    person: Mapped[Person] = relationship(back_populates="enrolments")
    course: Mapped[Course] = relationship()


@pytest.fixture(scope="module")
def relations() -> dict[str, Relation]:
    return read_models(People).by_name["Person"].relations


def test_both_sides_of_a_self_reference_are_told_apart(relations: dict[str, Relation]) -> None:
    parent, children = relations["parent"], relations["children"]

    assert (False, (["people.parent_id"], ["people.id"])) == (parent.to_many, keys(parent))
    assert (True, (["people.id"], ["people.parent_id"])) == (children.to_many, keys(children))
    assert parent.is_simple
    assert children.is_simple


def test_a_join_table_gives_its_own_columns_to_the_edges(relations: dict[str, Relation]) -> None:
    friends = relations["friends"]

    assert (["people.id"], ["friendships.person_id"]) == keys(friends)
    assert [("friendships.friend_id", "people.id")] == [(str(a), str(b)) for a, b in friends.secondary_target]
    assert [("since", "The first day.")] == [(edge.graphql_name, edge.description) for edge in friends.edge_attributes]


def test_a_one_to_one_is_to_one_from_both_sides_and_nullable(relations: dict[str, Relation]) -> None:
    badge = relations["badge"]

    assert (False, True, "What opens the doors.") == (badge.to_many, badge.nullable, badge.description)


def test_two_foreign_keys_to_one_target_are_two_relations() -> None:
    letter = read_models(People).by_name["Letter"]

    assert ["letters.writer_id"] == keys(letter.relations["writer"])[0]
    assert ["letters.reader_id"] == keys(letter.relations["reader"])[0]


def test_a_join_that_says_more_than_equal_keys_is_batched_by_the_source(relations: dict[str, Relation]) -> None:
    long_letters = relations["longLetters"]

    assert not long_letters.is_simple
    assert (["people.id"], []) == keys(long_letters)


def test_an_association_proxy_crosses_to_the_target_with_the_association_on_its_edges(
    relations: dict[str, Relation],
) -> None:
    courses = relations["courses"]

    assert courses.through is not None
    assert ("Course", True) == (courses.target.name, courses.to_many)
    assert ("Enrolment", "Course") == (courses.through.first.target.name, courses.through.second.target.name)
    assert (["people.id"], ["enrolments.person_id"]) == keys(courses)
    assert ["grade"] == [edge.graphql_name for edge in courses.edge_attributes]


def test_what_a_proxy_cannot_show_is_noted() -> None:
    mirror = read_models(People)

    assert "grades" not in mirror.by_name["Person"].relations
    assert any(note.startswith("Person.grades is left out: only an association proxy") for note in mirror.notes)


def test_a_to_many_relation_can_be_a_plain_list(relations: dict[str, Relation]) -> None:
    assert relations["enrolments"].as_list
    assert not relations["written"].as_list


def test_relations_to_models_that_are_not_exposed_are_left_out_with_a_note() -> None:
    mirror = read_models([Person, Badge])

    assert {"parent", "children", "friends", "badge"} == set(mirror.by_name["Person"].relations)
    assert "Person.written is left out: Letter is not exposed." in mirror.notes
    assert {"rowId": "Int", "readerId": None} == {
        "rowId": mirror.by_name["Person"].attributes["rowId"].scalar.name,
        "readerId": read_models([Letter]).by_name["Letter"].attributes["readerId"].references,
    }


def test_to_one_relations_are_nullable_because_a_policy_may_hide_the_target() -> None:
    default = read_models(People).by_name["Letter"].relations
    trusting = read_models(People, MappingOptions(non_null_relations=True)).by_name["Letter"].relations

    assert (True, True) == (default["writer"].nullable, default["reader"].nullable)
    assert (False, True) == (trusting["writer"].nullable, trusting["reader"].nullable)


def test_a_relation_to_an_alias_goes_through_the_relationship() -> None:
    class Base(DeclarativeBase): ...

    class Item(Base):
        __tablename__ = "items"
        id: Mapped[int] = mapped_column(primary_key=True)
        box_id: Mapped[int]

    class Box(Base):
        __tablename__ = "boxes"
        id: Mapped[int] = mapped_column(primary_key=True)

    part = aliased(Item, sa.select(Item).where(Item.id > 5).subquery())
    Box.parts = relationship(part, primaryjoin=Box.id == foreign(part.box_id), viewonly=True)
    configure_mappers()

    parts = read_models(Base).by_name["Box"].relations["parts"]

    assert not parts.is_simple


# inheritance


def test_joined_inheritance_is_an_interface_with_a_plain_type_for_its_own_rows() -> None:
    class Base(DeclarativeBase): ...

    class Contact(Base):
        __tablename__ = "contacts"
        __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "contact"}
        id: Mapped[int] = mapped_column(primary_key=True)
        kind: Mapped[str]
        email: Mapped[str] = mapped_column(unique=True)

    class Company(Contact):
        __mapper_args__ = {"polymorphic_abstract": True}

    class Customer(Company):
        __tablename__ = "customers"
        __mapper_args__ = {"polymorphic_identity": "customer"}
        contact_id: Mapped[int] = mapped_column(sa.ForeignKey("contacts.id"), primary_key=True)
        credit: Mapped[int]
        number: Mapped[str] = mapped_column(unique=True)

    mirror = read_models(Base)
    contact, company, customer = (mirror.by_name[name] for name in ("Contact", "Company", "Customer"))

    assert ("PlainContact", True, False, (contact, customer)) == (
        contact.object_name,
        contact.is_interface,
        contact.is_abstract,
        contact.members,
    )
    assert ("Company", True, True, (customer,)) == (
        company.object_name,
        company.is_interface,
        company.is_abstract,
        company.members,
    )
    assert {"contact": contact, "customer": customer} == contact.discriminator
    assert (contact, company, contact.key) == (customer.root, customer.base, customer.key)
    assert ["rowId", "kind", "email", "credit", "number"] == list(customer.attributes)
    assert contact.attributes["email"] is customer.attributes["email"]
    assert ["contactByEmail", "customerByNumber"] == [
        key.field_name for model_type in (contact, company, customer) for key in model_type.unique_keys
    ]
    assert contact is mirror.by_name["PlainContact"]


def test_single_table_inheritance_keeps_each_class_its_columns() -> None:
    class Base(DeclarativeBase): ...

    class Vehicle(Base):
        __tablename__ = "vehicles"
        __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_abstract": True}
        id: Mapped[int] = mapped_column(primary_key=True)
        kind: Mapped[str]

    class Truck(Vehicle):
        __mapper_args__ = {"polymorphic_identity": "truck"}
        load: Mapped[int | None] = mapped_column(unique=True)

    mirror = read_models(Base)

    assert ["rowId", "kind"] == list(mirror.by_name["Vehicle"].attributes)
    assert ["rowId", "kind", "load"] == list(mirror.by_name["Truck"].attributes)
    assert ["truckByLoad"] == [key.field_name for key in mirror.by_name["Truck"].unique_keys]
    assert () == mirror.by_name["Vehicle"].unique_keys


def test_concrete_tables_have_ids_of_their_own_and_an_interface_of_what_they_share() -> None:
    class Base(DeclarativeBase): ...

    class Structure(ConcreteBase, Base):
        __tablename__ = "structures"
        __mapper_args__ = {"polymorphic_identity": "structure", "concrete": True}
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str]
        only_here: Mapped[str]

    class Tower(Structure):
        __tablename__ = "towers"
        __mapper_args__ = {"polymorphic_identity": "tower", "concrete": True}
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str | None]  # type: ignore[assignment]  # the tables of a hierarchy need not agree
        height: Mapped[int]

    mirror = read_models(Base)
    structure, tower = mirror.by_name["Structure"], mirror.by_name["Tower"]

    assert (structure, tower) == (structure.root, tower.root)
    assert (structure, (structure, tower)) == (tower.base, structure.members)
    assert {"rowId": False, "name": True} == {name: a.nullable for name, a in structure.attributes.items()}
    assert ["rowId", "name", "height"] == list(tower.attributes)
    assert any("Structure.onlyHere is not in the interface" in note for note in mirror.notes)


def test_an_abstract_concrete_base_is_an_interface_without_rows() -> None:
    class Base(DeclarativeBase): ...

    class Shape(AbstractConcreteBase, Base):
        strict_attrs = True
        id: Mapped[int] = mapped_column(primary_key=True)

    class Circle(Shape):
        __tablename__ = "circles"
        __mapper_args__ = {"polymorphic_identity": "circle", "concrete": True}
        id: Mapped[int] = mapped_column(primary_key=True)
        radius: Mapped[int]

    class Square(Shape):
        __tablename__ = "squares"
        __mapper_args__ = {"polymorphic_identity": "square", "concrete": True}
        id: Mapped[int] = mapped_column(primary_key=True)
        side: Mapped[int]

    mirror = read_models(Base)
    shape = mirror.by_name["Shape"]

    assert (True, True, "Shape") == (shape.is_interface, shape.is_abstract, shape.object_name)
    assert ["id"] == [part.name for part in shape.key]
    assert {"circle", "square"} == set(shape.discriminator)
    assert ["Circle", "Square"] == sorted(member.name for member in shape.members)


# what may be passed


def test_a_base_a_registry_or_a_list_of_classes_may_be_passed() -> None:
    by_base, by_registry = read_models(People), read_models(People.registry)
    listed = read_models([Person, Badge, Letter, Course, Enrolment])

    assert [t.name for t in by_base.types] == [t.name for t in by_registry.types] == [t.name for t in listed.types]


def test_mapped_dataclasses_have_no_generated_description() -> None:
    class Base(MappedAsDataclass, DeclarativeBase): ...

    class Point(Base):
        __tablename__ = "points"
        id: Mapped[int] = mapped_column(primary_key=True)

    assert "A point." == read_models(Base).by_name["Point"].description


def test_a_table_without_a_key_of_its_own_is_read_only() -> None:
    class Base(DeclarativeBase): ...

    view = sa.Table("sales", Base.metadata, sa.Column("day", sa.Date), sa.Column("total", sa.Integer))

    class Sale(Base):
        __table__ = view
        __mapper_args__: dict[str, Any] = {"primary_key": [view.c.day]}

    sale = read_models(Base).by_name["Sale"]

    assert sale.is_read_only
    assert ["day"] == [part.name for part in sale.key]


def test_excluded_and_hidden_models_are_not_read() -> None:
    class Base(DeclarativeBase): ...

    class Kept(Base):
        __tablename__ = "kept"
        id: Mapped[int] = mapped_column(primary_key=True)

    class Internal(Base):
        __tablename__ = "internal"
        __gql__ = {"hidden": True}
        id: Mapped[int] = mapped_column(primary_key=True)

    class Excluded(Base):
        __tablename__ = "excluded"
        id: Mapped[int] = mapped_column(primary_key=True)

    assert ["Kept"] == [t.name for t in read_models(Base, MappingOptions(exclude=[Excluded])).types]
