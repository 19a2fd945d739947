"""What lists come to, and in groups: against the same computed in Python, and over every kind of relation in the zoo."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import BigInteger, DateTime, ForeignKey, Numeric, String, insert
from sqlalchemy.dialects import mysql
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from tests.engine.conftest import fill, new_database, serving
from tests.engine.oracle import Oracle
from tests.zoo.answers import aggregate_queries


class SalesBase(DeclarativeBase):
    """Base of these models."""


class Shop(SalesBase):
    __tablename__ = "shops"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))

    sales: Mapped[list[Sale]] = relationship(back_populates="shop")


class Sale(SalesBase):
    __tablename__ = "sales"

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shops.id"))
    amount: Mapped[int | None]
    large: Mapped[int | None] = mapped_column(BigInteger)
    price: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    sold_at: Mapped[datetime | None] = mapped_column(DateTime().with_variant(mysql.DATETIME(fsp=6), "mysql", "mariadb"))
    day: Mapped[date | None]

    shop: Mapped[Shop] = relationship(back_populates="sales")


# Around both changes of clocks in Paris and Lord Howe Island (which turns back half an hour).
TIMES = [
    None if text is None else datetime.fromisoformat(text)
    for text in (
        "2024-03-31 00:59:59.999999",
        "2024-03-31 01:00:00",
        "2024-04-06 14:59:00",
        "2024-04-06 15:10:00",
        "2024-10-27 00:30:00",
        "2024-10-27 01:30:00",
        "2024-12-31 23:30:00",
        "2025-01-01 00:30:00",
        "2021-01-03 23:59:00",
        "1971-06-30 22:00:00",
        None,
    )
]
SALES: list[dict[str, Any]] = [
    {
        "id": index + 1,
        "shop_id": 1 + index % 2,
        "amount": None if index % 5 == 4 else 2**31 - 1 - index % 3,
        "large": None if index % 7 == 6 else 2**63 - 1 - index,
        "price": None if index % 6 == 5 else Decimal("9999999999.99") - Decimal(index % 4) / 100,
        "sold_at": TIMES[index % len(TIMES)],
        "day": at.date() if (at := TIMES[index % len(TIMES)]) is not None else None,
    }
    for index in range(44)
]


async def load_sales(connection: AsyncConnection) -> None:
    """Two shops with sales, and one without."""
    await connection.run_sync(SalesBase.metadata.create_all)
    await connection.execute(insert(Shop), [{"id": key, "name": f"Shop {key}"} for key in (1, 2, 3)])
    await connection.execute(insert(Sale), SALES)


@pytest.fixture(scope="module")
async def sales(kind: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Oracle]:
    with new_database(kind, tmp_path_factory.mktemp("sales")) as url:
        await fill(url, load_sales)
        async with serving(SalesBase, url) as gateway:
            yield Oracle(gateway)


def values(name: str, rows: Sequence[dict[str, Any]] = SALES) -> list[Any]:
    """All that are not null."""
    return [row[name] for row in rows if row[name] is not None]


async def test_sums_of_integers_and_money_are_exact_beyond_64_bits(sales: Oracle) -> None:
    outcome = await sales.compare("{ sales { aggregate { count sum { amount large price } } } }")

    assert {
        "count": len(SALES),
        "sum": {
            "amount": str(sum(values("amount"))),
            "large": str(sum(values("large"))),
            "price": str(sum(values("price"))),
        },
    } == outcome.data["sales"]["aggregate"]
    assert 2**64 < sum(values("large"))


async def test_averages_and_distinct_counts_are_those_of_the_values(sales: Oracle) -> None:
    outcome = await sales.compare(
        "{ sales { aggregate { avg { amount price } countDistinct { amount price soldAt } } } }"
    )
    found = outcome.data["sales"]["aggregate"]

    assert sum(values("amount")) / len(values("amount")) == found["avg"]["amount"]
    mean = sum(values("price")) / len(values("price"))
    assert abs(mean - Decimal(found["avg"]["price"])) < Decimal("0.00001")
    distinct = {"amount": "amount", "price": "price", "soldAt": "sold_at"}
    assert {key: len(set(values(name))) for key, name in distinct.items()} == found["countDistinct"]


async def test_a_list_without_rows_comes_to_zero_and_nulls(sales: Oracle) -> None:
    outcome = await sales.compare(
        "{ shops(orderBy: [{id: DESC}], first: 1) { nodes { sales { aggregate {"
        " count countDistinct { price } sum { price } avg { amount } min { day } max { soldAt } }"
        " groupBy(keys: [day]) { aggregate { count } } } } } }"
    )

    assert {
        "aggregate": {
            "count": 0,
            "countDistinct": {"price": 0},
            "sum": {"price": None},
            "avg": {"amount": None},
            "min": {"day": None},
            "max": {"soldAt": None},
        },
        "groupBy": [],
    } == outcome.data["shops"]["nodes"][0]["sales"]


async def test_what_lists_of_all_parents_come_to_is_one_statement(sales: Oracle) -> None:
    outcome = await sales.compare(
        "{ shops(orderBy: [{id: ASC}]) { nodes { sales { aggregate { count max { price } }"
        " all: groupBy(keys: [amount]) { aggregate { count } } } } } }"
    )

    of_shop = [[row for row in SALES if row["shop_id"] == key] for key in (1, 2, 3)]
    nodes = outcome.data["shops"]["nodes"]
    assert [len(rows) for rows in of_shop] == [node["sales"]["aggregate"]["count"] for node in nodes]
    assert 3 == outcome.statements


async def test_the_first_groups_of_each_parent_are_the_top_of_each(sales: Oracle) -> None:
    outcome = await sales.compare(
        "{ shops(orderBy: [{id: ASC}]) { nodes { sales {"
        " groupBy(keys: [amount], orderBy: [{count: DESC}], having: {count: {gt: 1}}, first: 2)"
        " { keys { amount } aggregate { count } } } } } }"
    )

    for key, node in zip((1, 2, 3), outcome.data["shops"]["nodes"], strict=True):
        amounts = [row["amount"] for row in SALES if row["shop_id"] == key]
        counts = {amount: amounts.count(amount) for amount in amounts if amounts.count(amount) > 1}
        ordered = sorted(counts, key=lambda amount: (-counts[amount], amount is None, amount or 0))[:2]
        expected = [{"keys": {"amount": amount}, "aggregate": {"count": counts[amount]}} for amount in ordered]
        assert expected == node["sales"]["groupBy"]
    assert 2 == outcome.statements


async def test_top_rows_of_each_parent_by_an_aggregate_are_a_nested_connection(sales: Oracle) -> None:
    outcome = await sales.compare(
        "{ shops(first: 1, orderBy: [{sales: {sum: {price: DESC_NULLS_LAST}}}]) { nodes { rowId"
        " sales(first: 3, orderBy: [{price: DESC_NULLS_LAST}, {id: ASC}]) { nodes { rowId } } } } }"
    )

    totals = {key: sum(values("price", [row for row in SALES if row["shop_id"] == key])) for key in (1, 2)}
    best = max(totals, key=lambda key: totals[key])
    rows = [row for row in SALES if row["shop_id"] == best and row["price"] is not None]
    top = sorted(rows, key=lambda row: (-row["price"], row["id"]))[:3]
    assert [{"rowId": best, "sales": {"nodes": [{"rowId": row["id"]} for row in top]}}] == outcome.data["shops"][
        "nodes"
    ]


BUCKETS: dict[str, Callable[[datetime], datetime]] = {
    "YEAR": lambda at: at.replace(month=1, day=1, hour=0),
    "QUARTER": lambda at: at.replace(month=at.month - (at.month - 1) % 3, day=1, hour=0),
    "MONTH": lambda at: at.replace(day=1, hour=0),
    "WEEK": lambda at: at.replace(hour=0) - timedelta(days=at.weekday()),
    "DAY": lambda at: at.replace(hour=0),
}


@pytest.mark.parametrize("zone", ["UTC", "Europe/Paris", "America/St_Johns", "Australia/Lord_Howe"])
async def test_buckets_begin_where_the_zone_says(sales: Oracle, zone: str) -> None:
    for bucket in (*BUCKETS, "HOUR"):
        key = f"soldAt_{bucket}"
        outcome = await sales.compare(
            f'{{ sales {{ groupBy(keys: [{key}], timeZone: "{zone}") {{ keys {{ {key} }} aggregate {{ count }} }} }} }}'
        )

        counts: dict[datetime | None, int] = {}
        for row in SALES:
            at = row["sold_at"]
            start = None if at is None else _start(at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)), bucket)
            counts[start] = counts.get(start, 0) + 1
        expected = [
            {"keys": {key: None if start is None else f"{start:%Y-%m-%dT%H:%M:%SZ}"}, "aggregate": {"count": count}}
            for start, count in sorted(counts.items(), key=lambda item: (item[0] is None, item[0] or 0))
        ]
        assert expected == outcome.data["sales"]["groupBy"], bucket


def _start(at: datetime, bucket: str) -> datetime:
    at = at.replace(microsecond=0)
    if bucket == "HOUR":
        return at.astimezone(UTC) - timedelta(minutes=at.minute, seconds=at.second)
    return BUCKETS[bucket](at.replace(minute=0, second=0)).replace(fold=0).astimezone(UTC)


async def test_dates_have_buckets_without_a_zone(sales: Oracle) -> None:
    query = (
        '{ sales { groupBy(keys: [day_WEEK, day_QUARTER], timeZone: "Asia/Tokyo") { keys { day_WEEK day_QUARTER } } } }'
    )
    outcome = await sales.compare(query)

    days = {row["day"] for row in SALES if row["day"] is not None}
    expected = {
        (str(day - timedelta(days=day.weekday())), str(day.replace(month=day.month - (day.month - 1) % 3, day=1)))
        for day in days
    }
    found = [tuple(group["keys"].values()) for group in outcome.data["sales"]["groupBy"]]
    assert [*sorted(expected), (None, None)] == found


def latest(rows: list[dict[str, Any]]) -> date:
    """The last day of these sales."""
    return max(values("day", rows), default=date.min)


@pytest.mark.parametrize(
    ("having", "holds"),
    [
        ("{sum: {large: {gt: \"18446744073709551616\"}}}", lambda rows: sum(values("large", rows)) > 2**64),
        ("{sum: {price: {lte: \"39999999999.945\"}}}", lambda rows: sum(values("price", rows)) <= Decimal("39999999999.945")),
        ("{not: {count: {eq: 4}}}", lambda rows: len(rows) != 4),
        ("{or: []}", lambda rows: False),
        ("{or: [{count: {lt: 0}}, {max: {day: {gte: \"2024-10-27\"}}}]}", lambda rows: date(2024, 10, 27) <= latest(rows)),
        ("{and: [{}], countDistinct: {amount: {gte: 2}}}", lambda rows: len(set(values("amount", rows))) >= 2),
    ],
)  # fmt: skip
async def test_having_chooses_groups(sales: Oracle, having: str, holds: Callable[[list[dict[str, Any]]], bool]) -> None:
    outcome = await sales.compare(
        f"{{ sales {{ groupBy(keys: [soldAt], having: {having}, first: 100) {{ keys {{ soldAt }} }} }} }}"
    )

    groups = {at: [row for row in SALES if row["sold_at"] == at] for at in TIMES}
    assert sum(1 for rows in groups.values() if holds(rows)) == len(outcome.data["sales"]["groupBy"])


@pytest.mark.parametrize(
    "arguments",
    [
        "keys: []",
        "keys: [day], first: -1",
        "keys: [day], first: 101",
        'keys: [day], timeZone: "Mars/Olympus"',
        'keys: [day], timeZone: "../../etc/passwd"',
        'keys: [day], timeZone: ""',
        "keys: [day], having: null",
        "keys: [day], having: {count: null}",
        "keys: [day], having: {count: {gt: null}}",
        "keys: [day], orderBy: [{key: {amount: ASC}}]",
        "keys: [day], having: " + "{not: " * 25 + "{}" + "}" * 25,
    ],
)
async def test_what_cannot_be_grouped_is_the_clients_mistake(sales: Oracle, arguments: str) -> None:
    outcome = await sales.compare(f"{{ sales {{ groupBy({arguments}) {{ aggregate {{ count }} }} }} }}")

    assert {"BAD_USER_INPUT"} == outcome.codes


async def test_every_kind_of_relation_comes_to_what_its_rows_do(zoo: Oracle) -> None:
    for model_type in zoo.gateway.mirror.types:
        for relation in model_type.relations.values():
            if not relation.to_many or relation.as_list:
                continue
            name, field = relation.graphql_name, model_type.plural_field
            outcome = await zoo.compare(
                f"{{ {field}(first: 100) {{ nodes {{ {name} {{ totalCount aggregate {{ count }}"
                f" groupBy(keys: [{next(iter(relation.target.attributes))}]) {{ aggregate {{ count }} }} }} }} }} }}"
            )

            for node in outcome.data[field]["nodes"]:
                found = node[name]
                groups = [group["aggregate"]["count"] for group in found["groupBy"]]
                assert found["totalCount"] == found["aggregate"]["count"], relation.coordinate
                assert found["totalCount"] == sum(groups) or len(groups) == 20, relation.coordinate


async def test_every_aggregate_and_every_key_of_the_zoo_has_a_value(zoo: Oracle) -> None:
    for query in aggregate_queries(zoo.gateway):
        outcome = await zoo.compare(query)

        assert () == outcome.answer.errors, query
