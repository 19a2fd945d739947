"""What the reference models do in a database, the same in each: times, types, defaults, expressions, versions, constraints."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError, InvalidRequestError, StatementError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import undefer
from sqlalchemy.orm.exc import StaleDataError

from gql.reference import (
    Attachment,
    Cart,
    CartItem,
    Category,
    Contact,
    Customer,
    Feature,
    Order,
    OrderItem,
    Post,
    PostStatus,
    Product,
    Project,
    Role,
    Supplier,
    Tag,
    Task,
    User,
    UserRole,
)


@pytest.fixture
async def session(empty_engine: AsyncEngine) -> AsyncIterator[AsyncSession]:
    """A session whose work is rolled back."""
    async with AsyncSession(empty_engine, expire_on_commit=False) as opened:
        yield opened
        await opened.rollback()


def new_user(name: str = "alba", **values: Any) -> User:
    return User(
        username=name,
        email=f"{name}@example.org",
        password_hash="!",
        first_name="Alba",
        last_name="Moor",
        **values,
    )


async def store(session: AsyncSession, *instances: Any) -> None:
    session.add_all(instances)
    await session.flush()


async def reread(session: AsyncSession, instance: Any) -> None:
    await session.flush()
    await session.refresh(instance)


async def test_a_moment_comes_back_in_utc_with_its_microseconds(session: AsyncSession) -> None:
    at = datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    user = new_user(last_login_at=at)
    await store(session, user)

    await reread(session, user)

    assert user.last_login_at == at
    assert "2026-03-29T00:30:00.123456+00:00" == user.last_login_at.isoformat()


async def test_a_moment_without_a_time_zone_is_refused(session: AsyncSession) -> None:
    session.add(new_user(last_login_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - refusing it is the claim

    with pytest.raises(StatementError, match="has no time zone"):
        await session.flush()


async def test_the_database_stamps_rows_in_utc_so_that_moments_compare(session: AsyncSession) -> None:
    before = datetime.now(UTC)
    role = Role(name="stamped")
    await store(session, role)

    assert abs(role.created_at - before) < timedelta(minutes=1)
    found = await session.scalar(select(Role.name).where(Role.created_at == role.created_at))
    assert "stamped" == found


async def test_a_change_moves_updated_at_and_nothing_needs_a_second_look(session: AsyncSession) -> None:
    role = Role(name="a")
    await store(session, role)
    created_at, first = role.created_at, role.updated_at
    await session.execute(text("SELECT 1"))

    role.name = "b"
    await session.flush()

    assert created_at == role.created_at
    assert role.updated_at >= first


async def test_defaults_are_there_after_a_flush(session: AsyncSession) -> None:
    user = new_user()

    await store(session, user)

    assert {"account_balance": Decimal(0), "is_active": True, "is_verified": False, "login_count": 0} == {
        name: getattr(user, name) for name in ("account_balance", "is_active", "is_verified", "login_count")
    }


async def test_tags_are_kept_distinct_in_lower_case_and_in_order(session: AsyncSession) -> None:
    product = Product(name="Oak bowl", price=Decimal("12.90"), tags=["Oak", " kitchen ", "oak", ""])
    await store(session, product)

    await reread(session, product)

    assert ["oak", "kitchen"] == product.tags


async def test_a_string_in_place_of_tags_is_refused(session: AsyncSession) -> None:
    session.add(Product(name="x", price=Decimal(1), tags="oak"))

    with pytest.raises(StatementError, match="list of strings"):
        await session.flush()


@pytest.mark.parametrize(
    "address", ["plain", "a@b", "a b@example.org", "a@-x.org", "a@x.org\n@y.org", f"{'a' * 65}@x.org"]
)
async def test_text_that_is_no_address_is_refused(session: AsyncSession, address: str) -> None:
    session.add(Contact(name="x", email=address))

    with pytest.raises(StatementError, match="Not an e-mail address"):
        await session.flush()


async def test_an_address_is_found_in_any_case(session: AsyncSession) -> None:
    await store(session, new_user("mixed"))

    assert "mixed" == await session.scalar(select(User.username).where(User.email == "Mixed@Example.ORG"))


async def test_text_is_compared_with_regard_to_case(session: AsyncSession) -> None:
    await store(session, Tag(name="Oak"), Tag(name="oak"))

    assert ["Oak"] == (await session.scalars(select(Tag.name).where(Tag.name == "Oak"))).all()


async def test_json_keeps_numbers_text_and_nesting_and_notices_changes(session: AsyncSession) -> None:
    value = {"theme": "dark", "emoji": "👏", "nested": {"list": [1, 2.5, None, True]}}
    user = new_user(preferences=value)
    await store(session, user)

    user.preferences["theme"] = "light"
    await reread(session, user)

    assert value | {"theme": "light"} == user.preferences


async def test_uuid_binary_and_interval_come_back(session: AsyncSession) -> None:
    owner = new_user()
    task = Task(title="t", estimate=timedelta(hours=26, minutes=30))
    task.attachments = [Attachment(file_name="f", media_type="x/y", size_bytes=2**40, data=bytes(range(256)))]
    project = Project(name="p", owner=owner, features=[Feature(title="f", tasks=[task])])
    await store(session, project)
    attachment = task.attachments[0]
    key = attachment.id

    await session.refresh(task)
    await session.refresh(attachment)

    assert timedelta(hours=26, minutes=30) == task.estimate
    assert (key, 2**40, bytes(range(256))) == (attachment.id, attachment.size_bytes, attachment.data)


@pytest.mark.parametrize("content", ["", "one", "one two\n\nthree\nfour", " ".join(["word"] * 401), "  äöü ß  "])
async def test_expressions_say_the_same_in_sql_and_in_python(session: AsyncSession, content: str) -> None:
    post = Post(
        title="t", content=content, author=new_user(), status=PostStatus.PUBLISHED, published_at=datetime.now(UTC)
    )
    await store(session, post)

    found = (
        await session.execute(
            select(Post.word_count, Post.reading_time, Post.is_published, Post.is_deleted, User.full_name).join(
                Post.author
            )
        )
    ).one()

    assert (post.word_count, post.reading_time, post.is_published, post.is_deleted, post.author.full_name) == tuple(
        found
    )


async def test_a_subtotal_is_an_exact_decimal_in_sql(session: AsyncSession) -> None:
    product = Product(name="p", price=Decimal("0.10"))
    items = [OrderItem(product=product, quantity=3, price_at_purchase=Decimal("19.90"))]
    await store(session, Order(number="1", total=Decimal("59.70"), customer=Customer(name="c"), items=items))

    assert Decimal("59.70") == await session.scalar(select(OrderItem.subtotal))


async def test_products_are_counted_by_the_database(session: AsyncSession) -> None:
    category = Category(name="c", products=[Product(name=name, price=Decimal(1)) for name in "ab"])
    await store(session, category, Category(name="empty"))

    counts = await session.execute(select(Category.name, Category.product_count).order_by(Category.name))

    assert [("c", 2), ("empty", 0)] == [tuple(row) for row in counts]
    await session.refresh(category)
    loaded = await session.get(Category, category.id, options=[undefer(Category.product_count)], populate_existing=True)
    assert loaded is not None
    assert 2 == loaded.product_count


async def test_contacts_come_back_as_what_they_are(session: AsyncSession) -> None:
    await store(session, Contact(name="a"), Customer(name="b", credit_limit=Decimal(5)), Supplier(name="c"))

    found = (await session.scalars(select(Contact).order_by(Contact.name))).all()

    assert [Contact, Customer, Supplier] == [type(contact) for contact in found]


async def test_a_slug_is_made_from_the_title_unless_given(session: AsyncSession) -> None:
    author = new_user()
    made, given = (
        Post(title="Crème brûlée!", content="", author=author),
        Post(title="x", content="", author=author, slug="y"),
    )

    await store(session, made, given)

    assert made.slug.startswith("creme-brulee-")
    assert "y" == given.slug


async def test_a_stale_version_is_not_written(session: AsyncSession) -> None:
    post = Post(title="t", content="", author=new_user())
    await store(session, post)
    await session.execute(text("UPDATE posts SET version = version + 1"))

    post.title = "lost update"

    with pytest.raises(StaleDataError):
        await session.flush()


async def test_roles_can_be_given_through_the_proxy(session: AsyncSession) -> None:
    user, role = new_user(), Role(name="editor")
    user.roles.append(role)
    await store(session, user)

    found = await session.scalar(select(UserRole).where(UserRole.user_id == user.id))

    assert found is not None
    assert (role.id, True, None) == (found.role_id, found.is_active, found.assigned_by_id)


async def test_followers_are_the_other_side_of_following(session: AsyncSession) -> None:
    one, other = new_user("one"), new_user("other", followers=[])
    one.following = [other]
    await store(session, one)

    await session.refresh(other, ["followers"])

    assert [one] == other.followers


async def test_an_unplanned_load_of_a_collection_is_an_error(session: AsyncSession) -> None:
    await store(session, new_user())
    session.expunge_all()
    user = (await session.scalars(select(User))).one()

    with pytest.raises(InvalidRequestError, match="lazy='raise'"):
        _ = user.posts


@pytest.mark.parametrize(
    ("name", "build"),
    [
        ("account_balance", lambda: new_user(account_balance=Decimal("-0.01"))),
        ("stock", lambda: Product(name="p", price=Decimal(1), stock=-1)),
        ("color", lambda: Tag(name="t", color="red")),
        ("published", lambda: Post(title="t", content="", author=new_user(), status=PostStatus.PUBLISHED)),
        ("credit_limit", lambda: Customer(name="c", credit_limit=Decimal(-1))),
        ("quantity", lambda: _cart(quantity=0)),
    ],
)
async def test_a_check_constraint_refuses(session: AsyncSession, name: str, build: Any) -> None:
    session.add(build())

    with pytest.raises(DatabaseError, match=name):  # an IntegrityError, but for asyncmy, which says OperationalError
        await session.flush()


async def test_a_product_is_in_a_cart_only_once(session: AsyncSession) -> None:
    cart = _cart(quantity=1)
    await store(session, cart)
    session.add(CartItem(cart_id=cart.id, product_id=cart.items[0].product_id))

    with pytest.raises(IntegrityError):
        await session.flush()


async def test_deleting_a_user_takes_the_cart_and_frees_the_reports(session: AsyncSession) -> None:
    boss = new_user("boss")
    report = new_user("report", manager=boss)
    await store(session, boss, report, Cart(user=boss))
    session.expunge_all()

    await session.delete(await session.get_one(User, boss.id))
    await session.flush()

    assert [None] == (await session.scalars(select(User.manager_id))).all()
    assert [] == (await session.scalars(select(Cart))).all()


def _cart(*, quantity: int) -> Cart:
    return Cart(user=new_user(), items=[CartItem(product=Product(name="p", price=Decimal(1)), quantity=quantity)])
