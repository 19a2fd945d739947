"""The sample data is the same on every database and in every run, keeps its own promises, and is loaded whole or not at all."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Table, func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import Mapper, configure_mappers, selectinload, undefer

from gql.errors import StartupError
from gql.reference import Base, Comment, Like, Order, OrderItem, Post, PostStatus, Product, Tag, Task, User
from gql.reference.sample import sample_rows
from gql.reference.seed import seed
from tests.reference.conftest import SCALE
from tests.services import REPOSITORY

configure_mappers()
MAPPERS = sorted(Base.registry.mappers, key=lambda mapper: mapper.class_.__name__)


def plain(value: Any) -> Any:
    """`value` in a form that does not depend on how a database keeps it: the order of an object's keys, trailing zeros."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True)
    return value


def digest(table: Table, rows: Iterable[Any]) -> str:
    """A hash over all values of `rows`, which map the columns of `table`, in the order of the primary key."""
    names = sorted({name for row in rows for name in row})
    key = [column.name for column in table.primary_key]
    in_order = sorted(rows, key=lambda row: [row[name] for name in key])
    text = "\n".join(repr([plain(row[name]) for name in names]) for row in in_order)
    return hashlib.sha256(f"{table.name} {names}\n{text}".encode()).hexdigest()


async def test_the_database_holds_exactly_the_sample_rows(seeded_engine: AsyncEngine) -> None:
    async with seeded_engine.connect() as connection:
        for table, rows in sample_rows(SCALE):
            columns = [table.c[name] for name in rows[0]]
            stored = (await connection.execute(select(*columns))).mappings().all()

            assert digest(table, rows) == digest(table, stored), table.name


async def test_all_tables_have_rows(seeded_engine: AsyncEngine) -> None:
    async with seeded_engine.connect() as connection:
        empty = [
            table.name
            for table in Base.metadata.sorted_tables
            if not await connection.scalar(select(func.count()).select_from(table))
        ]

    assert [] == empty


@pytest.mark.parametrize("mapper", MAPPERS, ids=lambda mapper: mapper.class_.__name__)
async def test_each_model_loads_with_its_expressions_and_relations(
    seeded_engine: AsyncEngine, mapper: Mapper[Any]
) -> None:
    model = mapper.class_
    relations = list(mapper.relationships)
    deferred = [undefer(attribute.class_attribute) for attribute in mapper.column_attrs if attribute.deferred]
    statement = select(model).order_by(*mapper.primary_key).limit(20)

    async with AsyncSession(seeded_engine) as session:
        loads = [selectinload(relation.class_attribute) for relation in relations]
        found = (await session.scalars(statement.options(*deferred, *loads))).all()

        assert 0 < len(found)
        assert all(repr(one) and one.to_dict() for one in found)
        for relation in relations:
            related = [getattr(one, relation.key) for one in found]
            assert all(isinstance(value, list) for value in related) == bool(relation.uselist)


async def test_the_next_row_gets_the_next_number(seeded_engine: AsyncEngine) -> None:
    async with AsyncSession(seeded_engine) as session:
        last = await session.scalar(select(func.max(Tag.id)))
        tag = Tag(name="a tag after the seed")
        session.add(tag)
        await session.flush()

        assert last is not None
        assert last + 1 == tag.id


async def test_like_counts_are_the_numbers_of_likes(seeded_engine: AsyncEngine) -> None:
    likes = select(func.count()).select_from(Like).where(Like.post_id == Post.id).scalar_subquery()
    async with seeded_engine.connect() as connection:
        wrong = await connection.scalar(select(func.count()).select_from(Post).where(Post.like_count != likes))

    assert 0 == wrong


async def test_order_totals_are_the_sums_of_their_lines(seeded_engine: AsyncEngine) -> None:
    async with seeded_engine.connect() as connection:
        lines = (await connection.execute(select(OrderItem.order_id, OrderItem.subtotal))).all()
        orders = (await connection.execute(select(Order.id, Order.total))).all()

    sums: dict[int, Decimal] = {}
    for order, subtotal in lines:
        sums[order] = sums.get(order, Decimal(0)) + subtotal
    assert sums == {order.id: order.total for order in orders}


async def test_an_answer_is_on_the_post_of_the_comment_that_it_answers(seeded_engine: AsyncEngine) -> None:
    answered = Comment.__table__.alias("answered")
    statement = select(func.count()).select_from(Comment).join(answered, Comment.parent_id == answered.c.id)
    async with seeded_engine.connect() as connection:
        answers = await connection.scalar(statement)
        astray = await connection.scalar(
            statement.where((Comment.post_id != answered.c.post_id) | (Comment.created_at < answered.c.created_at))
        )

    assert answers
    assert 0 == astray


async def test_order_columns_have_nulls_and_ties(seeded_engine: AsyncEngine) -> None:
    nullable = (Post.published_at, User.last_login_at, Task.due_on, Task.estimate, Product.category_id)
    tied = (Post.published_at, Post.view_count, Product.price, Comment.like_count, Task.due_on)
    async with seeded_engine.connect() as connection:
        for column in nullable:
            assert await connection.scalar(select(func.count()).where(column.is_(None))), column
        for key in tied:
            distinct, rows = (await connection.execute(select(func.count(key.distinct()), func.count(key)))).one()
            assert distinct < rows, key


async def test_a_database_with_rows_is_refused(seeded_engine: AsyncEngine) -> None:
    with pytest.raises(StartupError, match=r"holds rows in \w+, and sample data is for empty databases only"):
        await seed(seeded_engine, scale=SCALE)


def test_scale_1_has_about_the_promised_number_of_rows() -> None:
    counts = {table.name: len(rows) for table, rows in sample_rows(1)}

    assert {"users": 2_000, "posts": 10_000, "comments": 50_000, "products": 2_000, "orders": 10_000} == {
        name: counts[name] for name in ("users", "posts", "comments", "products", "orders")
    }
    assert counts.keys() == Base.metadata.tables.keys()


def test_scale_multiplies_the_rows() -> None:
    small = {table.name: len(rows) for table, rows in sample_rows(0.05)}
    large = {table.name: len(rows) for table, rows in sample_rows(0.1)}

    assert all(1.7 < large[name] / small[name] < 2.3 for name in ("users", "posts", "comments", "likes", "order_items"))


def test_the_rows_do_not_depend_on_the_process() -> None:
    program = (
        "import hashlib\nfrom gql.reference.sample import sample_rows\n"
        "print(hashlib.sha256(repr([(t.name, r) for t, r in sample_rows(0.05)]).encode()).hexdigest())"
    )

    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=REPOSITORY,
            env={"PYTHONHASHSEED": seed_of_hashes},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed_of_hashes in ("1", "2")
    }

    assert 1 == len(digests)


def test_all_addresses_and_numbers_are_reserved_for_examples() -> None:
    rows = {table.name: found for table, found in sample_rows(SCALE)}
    addresses = [row["email"] for row in rows["users"]] + [row["email"] for row in rows["contacts"] if row["email"]]
    telephones = [row["phone"] for row in rows["contacts"] if row["phone"]]

    assert {"example.com", "example.net", "example.org"} >= {address.partition("@")[2] for address in addresses}
    assert all("-555-01" in telephone for telephone in telephones)


def test_published_posts_outnumber_the_others() -> None:
    posts = next(rows for table, rows in sample_rows(SCALE) if table.name == "posts")

    assert set(PostStatus) == {row["status"] for row in posts}
    assert len(posts) / 2 < sum(row["status"] is PostStatus.PUBLISHED for row in posts)
