"""The reference models are documented, indexed, and show each modelling pattern; their small methods keep their promises."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Column, Index, Numeric, PrimaryKeyConstraint, Table, UniqueConstraint, inspect
from sqlalchemy.ext.associationproxy import AssociationProxy
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapper, RelationshipProperty, configure_mappers

from gql.reference import Base, Category, Comment, Customer, Like, OrderItem, Post, PostStatus, Product, Role, User
from gql.reference.models.mixins import SLUG_MAX_CHARACTERS, slugify, unique_slug

configure_mappers()
MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)
TABLES = Base.metadata.sorted_tables


def column_lists(table: Table) -> list[tuple[str, ...]]:
    """The columns of every index, key and unique constraint, which all let the database seek."""
    indexes = [tuple(column.name for column in index.columns) for index in table.indexes]
    kinds = (PrimaryKeyConstraint, UniqueConstraint)
    return indexes + [tuple(item.columns.keys()) for item in table.constraints if isinstance(item, kinds)]


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_everything_that_clients_see_is_described(mapper: Mapper[Any]) -> None:
    described = [(mapper.class_.__name__, mapper.class_.__doc__)]
    described += [(attribute.key, attribute.doc) for attribute in mapper.attrs]
    described += [
        (name, descriptor.__doc__)
        for name, descriptor in mapper.all_orm_descriptors.items()
        if isinstance(descriptor, hybrid_property)
    ]

    assert [] == [name for name, text in described if not text or not text.endswith(".")]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_foreign_key_can_be_sought(table: Table) -> None:
    leading = {columns[0] for columns in column_lists(table)}

    assert set() == {key.parent.name for key in table.foreign_keys} - leading


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_index_repeats_another_key_of_its_table(table: Table) -> None:
    lists = column_lists(table)

    assert len(set(lists)) == len(lists)


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("posts", ("published_at", "id")),
        ("posts", ("author_id", "published_at", "id")),
        ("posts", ("status", "published_at", "id")),
        ("comments", ("post_id", "created_at", "id")),
        ("comments", ("post_id", "id")),
        ("products", ("category_id", "price", "id")),
        ("products", ("price", "id")),
        ("orders", ("customer_id", "placed_at", "id")),
        ("tasks", ("feature_id", "position", "id")),
        ("projects", ("owner_id",)),
        ("projects", ("status", "owner_id")),
    ],
)
def test_pages_in_a_natural_order_can_be_sought(table: str, columns: tuple[str, ...]) -> None:
    assert columns in column_lists(Base.metadata.tables[table])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_names_of_constraints_and_indexes_are_short_enough_for_every_database(table: Table) -> None:
    named: list[Any] = [item for item in table.constraints if not isinstance(item, PrimaryKeyConstraint)]
    named += table.indexes

    assert all(item.name and len(item.name) <= 63 for item in named)


def test_each_modelling_pattern_is_there() -> None:
    user, post, product = inspect(User), inspect(Post), inspect(Product)
    comment, category = inspect(Comment), inspect(Category)

    assert isinstance(user.all_orm_descriptors["roles"], AssociationProxy)
    assert user.relationships["following"].secondary is user.relationships["followers"].secondary
    assert {comment, category} == {comment.relationships["parent"].mapper, category.relationships["parent"].mapper}
    assert post.version_id_col is post.c.version
    assert inspect(Customer).inherits is inspect(Customer).base_mapper
    assert isinstance(product.c.price.type, Numeric)
    assert (10, 2) == (product.c.price.type.precision, product.c.price.type.scale)
    assert {"raise", "select"} == {relation.lazy for relation in user.relationships}
    assert any(index.dialect_kwargs.get("postgresql_where") is not None for index in _indexes(Post))


def _indexes(model: type[Base]) -> set[Index]:
    table = model.__table__
    assert isinstance(table, Table)
    return table.indexes


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_what_the_database_fills_in_is_read_back_with_the_write(mapper: Mapper[Any]) -> None:
    assert mapper.eager_defaults is True


def test_secrets_are_hidden() -> None:
    password, cost = inspect(User).c.password_hash, inspect(Product).c.supplier_cost

    assert {"hidden": True} == password.info["gql"]
    assert isinstance(cost, Column)
    assert cost.type.gql_hidden  # type: ignore[attr-defined] # the mark is the type's own
    assert bytes is cost.type.python_type


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
def test_both_sides_of_a_relation_know_each_other(mapper: Mapper[Any]) -> None:
    one_sided = {"created_by", "updated_by", "assigned_by", "uploaded_by", "approved_comments"}

    relations: list[RelationshipProperty[Any]] = list(mapper.relationships)

    assert set() == {relation.key for relation in relations if not relation.back_populates} - one_sided


def test_repr_names_the_key_without_reading_the_database() -> None:
    assert "Post(id=None)" == repr(Post(title="A"))
    assert "Like(user_id=1, post_id=2)" == repr(Like(user_id=1, post_id=2))


def test_to_dict_has_what_is_loaded_and_nothing_hidden() -> None:
    user = User(username="alba", password_hash="secret", manager_id=None)

    assert {"username": "alba", "manager_id": None} == user.to_dict()


def test_update_from_dict_changes_all_or_nothing() -> None:
    role = Role(name="old")

    role.update_from_dict({"name": "new", "description": "x"})
    with pytest.raises(AttributeError, match=r"Role\.users is no column"):
        role.update_from_dict({"name": "lost", "users": []})
    with pytest.raises(AttributeError, match=r"Role\.id is the primary key"):
        role.update_from_dict({"name": "lost", "id": 3})

    assert ("new", "x") == (role.name, role.description)


def test_an_expression_cannot_be_set_from_a_dictionary() -> None:
    with pytest.raises(AttributeError, match=r"Category\.product_count is no column"):
        Category().update_from_dict({"product_count": 3})


def test_soft_deletion_keeps_its_first_moment_and_can_be_undone() -> None:
    post = Post(title="A")

    post.soft_delete()
    first = post.deleted_at
    post.soft_delete()

    assert first is not None
    assert first <= datetime.now(UTC)
    assert first == post.deleted_at
    assert post.is_deleted

    post.restore()

    assert not post.is_deleted


@pytest.mark.parametrize(
    ("content", "words", "minutes"),
    [("", 0, 0), ("one", 1, 1), ("one two\n\nthree\nfour", 4, 1), (" ".join(["word"] * 401), 401, 3)],
)
def test_words_and_minutes_are_counted(content: str, words: int, minutes: int) -> None:
    post = Post(content=content, status=PostStatus.DRAFT)

    assert (words, minutes, False) == (post.word_count, post.reading_time, post.is_published)


def test_a_subtotal_is_quantity_times_price() -> None:
    assert Decimal("59.70") == OrderItem(quantity=3, price_at_purchase=Decimal("19.90")).subtotal


@pytest.mark.parametrize(
    ("phrase", "slug"), [("Crème brûlée & co.", "creme-brulee-co"), ("  Ünder  Łuka ", "under-uka"), ("日本", "item")]
)
def test_slugs_are_ascii_words(phrase: str, slug: str) -> None:
    assert slug == slugify(phrase)


def test_two_slugs_of_one_title_differ_and_fit_their_column() -> None:
    slugs = {unique_slug("x" * 500) for _ in range(2)}

    assert 2 == len(slugs)
    assert all(SLUG_MAX_CHARACTERS == len(slug) for slug in slugs)
