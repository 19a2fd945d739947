"""A few rows of the reference domain, the same on every database: each kind of relation has none, one and many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.reference import Base

Rows = list[dict[str, Any]]

START = datetime(2024, 1, 1, 12, tzinfo=UTC)


def _stamped(rows: Rows) -> Rows:
    """The rows with the columns that every `Model` has."""
    return [
        {"created_at": START + timedelta(days=index), "updated_at": START, "is_active": True} | row
        for index, row in enumerate(rows)
    ]


def _timed(rows: Rows) -> Rows:
    return [
        {"created_at": START + timedelta(minutes=index), "updated_at": START} | row for index, row in enumerate(rows)
    ]


def _user(number: int, first: str, last: str, manager: int | None = None) -> dict[str, Any]:
    return {
        "id": number,
        "username": first.lower(),
        "email": f"{first.lower()}@example.org",
        "password_hash": "secret",
        "first_name": first,
        "last_name": last,
        "bio": None if number % 2 else f"I am {first}.",
        "preferences": {"size": number, "theme": "dark"} if number < 3 else {},
        "account_balance": Decimal("10.50") * number,
        "login_count": number % 3,
        "failed_login_count": 0,
        "locked_until": None,
        "last_login_at": None if number == 5 else START + timedelta(hours=number % 2),
        "is_verified": number != 4,
        "manager_id": manager,
    }


def _post(number: int, author: int, status: str, *, views: int, title: str) -> dict[str, Any]:
    return {
        "id": number,
        "slug": title.lower().replace(" ", "-"),
        "title": title,
        "content": "one two three " * number,
        "excerpt": None if number % 2 else "…",
        "status": status,
        "view_count": views,
        "like_count": number % 2,
        "published_at": START + timedelta(days=views % 3) if status == "published" else None,
        "author_id": author,
        "deleted_at": START if number == 6 else None,
        "created_by_id": author,
        "updated_by_id": None,
        "version": number,
    }


def _comment(number: int, post: int, user: int, parent: int | None = None) -> dict[str, Any]:
    return {
        "id": number,
        "post_id": post,
        "user_id": user,
        "parent_id": parent,
        "content": f"Comment {number}",
        "is_approved": number % 3 != 0,
        "like_count": number % 2,
    }


def _accounts() -> Iterator[tuple[str, Rows]]:
    yield (
        "users",
        _stamped(
            [
                _user(1, "Ada", "Stone"),
                _user(2, "Ben", "Reed", 1),
                _user(3, "Cem", "Stone", 1),
                _user(4, "Dora", "Hill", 2),
                _user(5, "Eli", "Reed"),
            ]
        ),
    )
    yield (
        "follows",
        [
            {"follower_id": follower, "followed_id": followed, "created_at": START + timedelta(days=follower)}
            for follower, followed in ((1, 2), (1, 3), (2, 1), (3, 1), (4, 1))
        ],
    )
    yield (
        "roles",
        _stamped(
            [
                {"id": 1, "name": "admin", "description": None, "permissions": ["post:write", "user:read"]},
                {"id": 2, "name": "editor", "description": "Edits.", "permissions": ["post:write"]},
                {"id": 3, "name": "nobody", "description": None, "permissions": []},
            ]
        ),
    )
    yield (
        "user_roles",
        _stamped(
            [
                {
                    "id": number,
                    "user_id": user,
                    "role_id": role,
                    "assigned_by_id": by,
                    "assigned_at": START + timedelta(days=number),
                    "expires_at": START + timedelta(days=100) if number == 2 else None,
                }
                for number, (user, role, by) in enumerate(((1, 1, None), (1, 2, 1), (2, 2, 1)), start=1)
            ]
        ),
    )


def _content() -> Iterator[tuple[str, Rows]]:
    yield (
        "tags",
        _stamped(
            [
                {"id": number, "name": name, "color": color}
                for number, name, color in ((1, "art", "#112233"), (2, "sql", None), (3, "new", None))
            ]
        ),
    )
    yield (
        "posts",
        _stamped(
            [
                _post(1, 1, "published", views=10, title="First light"),
                _post(2, 1, "draft", views=0, title="Second thought"),
                _post(3, 2, "published", views=10, title="Third time"),
                _post(4, 2, "published", views=7, title="Fourth wall"),
                _post(5, 1, "archived", views=3, title="Fifth element"),
                _post(6, 4, "review", views=0, title="Sixth sense"),
            ]
        ),
    )
    yield (
        "post_tags",
        [{"post_id": post, "tag_id": tag} for post, tag in ((1, 1), (1, 2), (2, 2), (3, 2), (4, 1), (5, 2))],
    )
    yield (
        "comments",
        _stamped(
            [
                _comment(1, 1, 2),
                _comment(2, 1, 3, 1),
                _comment(3, 1, 1, 1),
                _comment(4, 1, 2),
                _comment(5, 3, 1),
                _comment(6, 3, 4, 5),
                _comment(7, 4, 1),
            ]
        ),
    )
    yield "likes", _timed([{"user_id": user, "post_id": post} for user, post in ((1, 3), (2, 1), (3, 1), (3, 3))])


def _commerce() -> Iterator[tuple[str, Rows]]:
    kinds = ("contact", "customer", "customer", "supplier", "supplier")
    yield (
        "contacts",
        _stamped(
            [
                {
                    "id": number,
                    "kind": kind,
                    "name": f"Contact {number}",
                    "email": None,
                    "phone": None,
                    "city": "Bonn" if number % 2 else None,
                }
                for number, kind in enumerate(kinds, start=1)
            ]
        ),
    )
    yield (
        "customers",
        [
            {"id": 2, "credit_limit": Decimal("1000.00"), "user_id": 1},
            {"id": 3, "credit_limit": Decimal("0.00"), "user_id": None},
        ],
    )
    yield "suppliers", [{"id": 4, "payment_terms": "net_30"}, {"id": 5, "payment_terms": "prepaid"}]
    yield (
        "categories",
        _stamped(
            [
                {"id": number, "slug": name.lower(), "name": name, "description": None, "parent_id": parent}
                for number, name, parent in ((1, "Tools", None), (2, "Saws", 1), (3, "Empty", 1))
            ]
        ),
    )
    yield (
        "products",
        _stamped(
            [
                {
                    "id": number,
                    "slug": f"product-{number}",
                    "name": f"Product {number}",
                    "description": None,
                    "price": Decimal(price),
                    "stock": number,
                    "attributes": {"weight": number},
                    "tags": ["new", "red"][: number % 3],
                    "supplier_cost": b"sealed",
                    "category_id": category,
                }
                for number, price, category in ((1, "0.10", 1), (2, "19.99", 2), (3, "19.99", 2), (4, "5.00", None))
            ]
        ),
    )
    yield (
        "product_suppliers",
        [{"product_id": product, "supplier_id": supplier} for product, supplier in ((1, 4), (1, 5), (2, 4))],
    )
    yield "carts", _stamped([{"id": 1, "user_id": 2}])
    yield (
        "cart_items",
        _stamped([{"id": number, "cart_id": 1, "product_id": number, "quantity": number * 2} for number in (1, 2)]),
    )
    yield (
        "orders",
        _stamped(
            [
                {
                    "id": number,
                    "number": f"A-{number}",
                    "status": status,
                    "total": Decimal(total),
                    "placed_at": START,
                    "customer_id": 2,
                }
                for number, status, total in ((1, "paid", "0.30"), (2, "pending", "39.98"), (3, "shipped", "20.09"))
            ]
        ),
    )
    yield (
        "order_items",
        _stamped(
            [
                {
                    "id": number,
                    "order_id": order,
                    "product_id": product,
                    "quantity": quantity,
                    "price_at_purchase": Decimal(price),
                }
                for number, (order, product, quantity, price) in enumerate(
                    ((1, 1, 3, "0.10"), (2, 2, 1, "19.99"), (2, 3, 1, "19.99"), (3, 1, 1, "0.10"), (3, 2, 1, "19.99")),
                    start=1,
                )
            ]
        ),
    )


def _planning() -> Iterator[tuple[str, Rows]]:
    yield (
        "projects",
        _stamped(
            [
                {
                    "id": number,
                    "name": f"Project {number}",
                    "description": None,
                    "status": status,
                    "starts_on": starts_on,
                    "ends_on": None,
                    "owner_id": number,
                }
                for number, status, starts_on in ((1, "active", date(2024, 1, 1)), (2, "planned", None))
            ]
        ),
    )
    yield (
        "sprints",
        _stamped(
            [
                {
                    "id": number,
                    "project_id": 1,
                    "name": f"Sprint {number}",
                    "goal": None,
                    "starts_on": date(2024, number, 1),
                    "ends_on": date(2024, number, 14),
                }
                for number in (1, 2)
            ]
        ),
    )
    yield (
        "features",
        _stamped(
            [
                {
                    "id": number,
                    "project_id": 1,
                    "sprint_id": sprint,
                    "title": f"Feature {number}",
                    "description": None,
                    "priority": priority,
                    "status": "todo",
                    "version": 1,
                }
                for number, sprint, priority in ((1, 1, "low"), (2, 1, "critical"), (3, None, "medium"))
            ]
        ),
    )
    yield (
        "tasks",
        _stamped(
            [
                {
                    "id": number,
                    "feature_id": feature,
                    "assignee_id": assignee,
                    "title": f"Task {number}",
                    "status": status,
                    "position": number % 2,
                    "due_on": due_on,
                    "estimate": estimate,
                }
                for number, feature, assignee, status, due_on, estimate in (
                    (1, 1, 1, "done", date(2024, 2, 1), timedelta(hours=2)),
                    (2, 1, None, "todo", None, None),
                    (3, 2, 1, "in_review", date(2024, 2, 1), timedelta(days=1, minutes=30)),
                    (4, 3, 4, "in_progress", None, timedelta(0)),
                )
            ]
        ),
    )
    yield (
        "attachments",
        _timed(
            [
                {
                    "id": UUID(int=1),
                    "task_id": 1,
                    "uploaded_by_id": 1,
                    "file_name": "plan.txt",
                    "media_type": "text/plain",
                    "size_bytes": 2**40,
                    "data": b"\x00plan",
                }
            ]
        ),
    )


async def load_shop(connection: AsyncConnection) -> None:
    """Create the tables of the reference domain in an empty database, and put the rows into them."""
    await connection.run_sync(Base.metadata.create_all)
    for area in (_accounts(), _content(), _commerce(), _planning()):
        for table, rows in area:
            await connection.execute(insert(Base.metadata.tables[table]), rows)
