"""What the public, a person and the staff see of the reference domain, on each kind of database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from gql.context import ANONYMOUS, Viewer
from gql.gateway import Gateway
from gql.reference import Base
from gql.reference.policies import POLICIES
from tests.engine.conftest import KINDS, fill, new_database, serving
from tests.engine.oracle import Oracle
from tests.reference.shop import load_shop

ADA, BEN = Viewer("1"), Viewer("2")
STAFF = Viewer("5", frozenset({"staff"}))
COUNTED = (
    "users", "roles", "userRoles", "posts", "comments", "likes", "tags", "products", "categories", "contacts",
    "customers", "suppliers", "carts", "cartItems", "orders", "orderItems", "projects",
)  # fmt: skip
COUNTS = "{ " + " ".join(f"{name} {{ totalCount nodes {{ __typename }} }}" for name in COUNTED) + " }"


@pytest.fixture(scope="module", params=KINDS)
async def gateway(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Gateway]:
    folder: Path = tmp_path_factory.mktemp("policies")
    with new_database(request.param, folder) as url:
        await fill(url, load_shop)
        async with serving(Base, url, POLICIES) as served:
            yield served


async def counts(gateway: Gateway, viewer: Viewer) -> dict[str, int]:
    data = (await Oracle(gateway, viewer).compare(COUNTS)).data
    assert all(found["totalCount"] == len(found["nodes"]) for found in data.values())
    return {name: found["totalCount"] for name, found in data.items() if found["totalCount"]}


async def test_the_public_sees_what_is_published(gateway: Gateway) -> None:
    found = await counts(gateway, ANONYMOUS)

    assert {"posts": 3, "comments": 5, "tags": 3, "products": 4, "categories": 3} == found


async def test_people_see_what_is_theirs_besides(gateway: Gateway) -> None:
    ada, ben = await counts(gateway, ADA), await counts(gateway, BEN)

    public = {"tags": 3, "products": 4, "categories": 3}
    # Two of Ada's posts are no one else's to see yet, and one of her comments waits for approval.
    own = {"users": 1, "roles": 2, "userRoles": 2, "posts": 5, "comments": 6, "likes": 1}
    bought = {"contacts": 1, "customers": 1, "orders": 3, "orderItems": 5}
    assert public | own | bought == {name: count for name, count in ada.items() if name != "projects"}
    assert {"users": 1, "posts": 3, "carts": 1, "cartItems": 2} == {
        name: ben.get(name) for name in ("users", "posts", "carts", "cartItems")
    }
    assert {"orders", "customers"}.isdisjoint(ben)


async def test_staff_sees_everything(gateway: Gateway) -> None:
    found = await counts(gateway, STAFF)

    assert set(COUNTED) == found.keys()
    assert {"users": 5, "posts": 6, "comments": 7, "orders": 3} == {
        name: found[name] for name in ("users", "posts", "comments", "orders")
    }


async def test_balances_are_reached_by_no_way_round(gateway: Gateway) -> None:
    query = """{
      posts(orderBy: [{author: {accountBalance: DESC}}, {slug: ASC}]) { nodes { slug author { accountBalance } } }
      rich: posts(where: {author: {accountBalance: {gt: "0"}}}) { totalCount }
      users { aggregate { count sum { accountBalance } } }
    }"""

    data: dict[str, Any] = (await Oracle(gateway, ANONYMOUS).compare(query)).data

    slugs = ["first-light", "fourth-wall", "third-time"]
    assert [{"slug": slug, "author": None} for slug in slugs] == data["posts"]["nodes"]
    assert 0 == data["rich"]["totalCount"]
    assert {"count": 0, "sum": {"accountBalance": None}} == data["users"]["aggregate"]
