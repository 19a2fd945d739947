"""The data set: the reference domain's tables, filled by arithmetic, so that every run and every database holds the same.

Nothing is random. A row's parent is its own number times a prime, modulo the number of parents, which spreads children evenly
without putting siblings side by side, as years of use would: each user has 10 posts, each post 5 comments and 3 tags,
each order 3 lines. Times repeat for seven rows in a row, so that orders by time have ties.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Table

from gql.reference import Base

Row = dict[str, Any]
EPOCH = datetime(2021, 1, 1, tzinfo=UTC)
DATA_VERSION = 2
"""Raised with every change of the rows, so that a database kept from an older run is not used."""
WORDS = (
    "batch cursor edge fetch keyset layer node order page plan query relation row schema statement table type value "
    "viewer write about after again before between during every first later never often other since some than then "
    "these through under until where which while with within without"
).split()
STATUSES = ("published", "published", "published", "published", "published", "draft", "review", "archived")
ORDER_STATUSES = ("delivered", "delivered", "shipped", "paid", "pending", "cancelled")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows of each kind; `comments`, `links` and `lines` follow from their parents.

    `circle` is how many users answer each other, wherever in the table they are; with 0 everybody answers everybody. With a
    circle an operation reads equally many rows whatever the number of users.
    """

    users: int = 10_000
    posts: int = 100_000
    tags: int = 200
    categories: int = 100
    products: int = 20_000
    customers: int = 10_000
    orders: int = 100_000
    comments_per_post: int = 5
    tags_per_post: int = 3
    lines_per_order: int = 3
    circle: int = 0

    @property
    def comments(self) -> int:
        """Comments in all."""
        return self.posts * self.comments_per_post

    @property
    def mark(self) -> str:
        """Names this data set: a database with this mark holds exactly these rows."""
        return (
            f"benchmarks {DATA_VERSION}: {self.users} users, {self.posts} posts, {self.comments} comments, {self.tags} tags, "
            f"{self.products} products, {self.orders} orders" + (f", circles of {self.circle}" if self.circle else "")
        )


FULL = Sizes()
QUICK = Sizes(users=1_000, posts=10_000, products=2_000, customers=1_000, orders=10_000)
TINY = Sizes(users=50, posts=500, tags=20, categories=10, products=100, customers=50, orders=300)


def tables(sizes: Sizes) -> Iterator[tuple[Table, int, Iterator[Row]]]:
    """Every table to fill, parents first, with the number of its rows and the rows themselves."""
    makers: tuple[tuple[str, int, Callable[[int, Sizes], Row]], ...] = (
        ("users", sizes.users, _user),
        ("posts", sizes.posts, _post),
        ("comments", sizes.comments, _comment),
        ("tags", sizes.tags, _tag),
        ("post_tags", sizes.posts * sizes.tags_per_post, _post_tag),
        ("categories", sizes.categories, _category),
        ("products", sizes.products, _product),
        ("contacts", sizes.customers, _contact),
        ("customers", sizes.customers, _customer),
        ("orders", sizes.orders, _order),
        ("order_items", sizes.orders * sizes.lines_per_order, _order_item),
    )
    for name, count, make in makers:
        yield Base.metadata.tables[name], count, (make(index, sizes) for index in range(count))


def text(seed: int, words: int) -> str:
    """A sentence of so many words that depends on `seed` alone."""
    size = len(WORDS)
    return " ".join(WORDS[(seed * 31 + place * (7 + seed % 11)) % size] for place in range(words)).capitalize() + "."


def copied(value: Any) -> Any:
    """A value as the driver's binary COPY takes it: JSON as text."""
    return json.dumps(value) if isinstance(value, dict | list) else value


def _time(index: int, step_s: int) -> datetime:
    return EPOCH + timedelta(seconds=index // 7 * step_s, microseconds=index // 7 % 1000 * 1000)


def _stamps(index: int, step_s: int) -> Row:
    created = _time(index, step_s)
    return {"created_at": created, "updated_at": created, "is_active": True}


def _user(index: int, sizes: Sizes) -> Row:
    return {
        "id": index + 1,
        "username": f"user{index + 1}",
        "email": f"user{index + 1}@example.org",
        "password_hash": "x",
        "first_name": WORDS[index % len(WORDS)].capitalize(),
        "last_name": WORDS[index // 7 % len(WORDS)].capitalize(),
        "bio": text(index, 12) if index % 3 else None,
        "preferences": {"theme": "dark" if index % 2 else "light"},
        "account_balance": Decimal(index % 1000) / 4,
        "login_count": index % 97,
        "failed_login_count": 0,
        "is_verified": index % 5 != 0,
        **_stamps(index, 9000),
    }


def _post(index: int, sizes: Sizes) -> Row:
    status = STATUSES[index * 3 % len(STATUSES)]
    stamps = _stamps(index, 900)
    return {
        "id": index + 1,
        "title": text(index, 6),
        "slug": f"post-{index + 1}",
        "content": text(index, 40),
        "excerpt": text(index, 10) if index % 4 else None,
        "status": status,
        "view_count": index * 7919 % 5000,
        "like_count": index * 31 % 100,
        "published_at": stamps["created_at"] if status in {"published", "archived"} else None,
        "author_id": index * 7919 % sizes.users + 1,
        "version": 1,
        **stamps,
    }


def _comment(index: int, sizes: Sizes) -> Row:
    return {
        "id": index + 1,
        "post_id": index * 7919 % sizes.posts + 1,
        "user_id": _commenter(index, sizes) + 1,
        "content": text(index, 14),
        "is_approved": index % 6 != 0,
        "like_count": index * 17 % 40,
        **_stamps(index, 180),
    }


def _commenter(index: int, sizes: Sizes) -> int:
    scattered = index * 2_654_435_761 >> 9  # the readers of one writer are not a few
    circle = sizes.circle or sizes.users
    author = index * 7919 % sizes.posts * 7919 % sizes.users
    return author // circle + scattered % circle * (sizes.users // circle)


def _tag(index: int, sizes: Sizes) -> Row:
    return {
        "id": index + 1,
        "name": f"tag{index + 1:03}",
        "color": f"#{index * 6007 % 0xFFFFFF:06x}",
        **_stamps(index, 60),
    }


def _post_tag(index: int, sizes: Sizes) -> Row:
    post, place = divmod(index, sizes.tags_per_post)
    step = sizes.tags // sizes.tags_per_post
    return {"post_id": post + 1, "tag_id": (post * 31 + place * step) % sizes.tags + 1}


def _category(index: int, sizes: Sizes) -> Row:
    return {
        "id": index + 1,
        "name": f"Category {index + 1}",
        "slug": f"category-{index + 1}",
        "parent_id": index // 10 if index >= 10 else None,
        **_stamps(index, 60),
    }


def _product(index: int, sizes: Sizes) -> Row:
    return {
        "id": index + 1,
        "name": text(index, 3)[:-1],
        "slug": f"product-{index + 1}",
        "description": text(index, 20),
        "price": Decimal(199 + index * 7919 % 99_800) / 100,
        "stock": index * 13 % 500,
        "attributes": {"weight": index % 90},
        "tags": [WORDS[index % len(WORDS)]],
        "category_id": index % sizes.categories + 1,
        **_stamps(index, 600),
    }


def _contact(index: int, sizes: Sizes) -> Row:
    return {
        "id": index + 1,
        "kind": "customer",
        "name": f"Customer {index + 1}",
        "email": f"customer{index + 1}@example.org",
        "city": WORDS[index % len(WORDS)].capitalize(),
        **_stamps(index, 3000),
    }


def _customer(index: int, sizes: Sizes) -> Row:
    return {"id": index + 1, "credit_limit": Decimal(index % 50 * 100), "user_id": index % sizes.users + 1}


def _order(index: int, sizes: Sizes) -> Row:
    stamps = _stamps(index, 1200)
    return {
        "id": index + 1,
        "number": f"O-{index + 1:08}",
        "status": ORDER_STATUSES[index % len(ORDER_STATUSES)],
        "total": Decimal(1000 + index * 7919 % 90_000) / 100,
        "placed_at": stamps["created_at"],
        "customer_id": index * 7919 % sizes.customers + 1,
        **stamps,
    }


def _order_item(index: int, sizes: Sizes) -> Row:
    order, place = divmod(index, sizes.lines_per_order)
    step = sizes.products // sizes.lines_per_order
    return {
        "id": index + 1,
        "order_id": order + 1,
        "product_id": (order * 7919 + place * step) % sizes.products + 1,
        "quantity": index % 4 + 1,
        "price_at_purchase": Decimal(199 + index * 31 % 9000) / 100,
        **_stamps(index, 400),
    }
