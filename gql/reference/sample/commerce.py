"""Sample contacts, catalogue, carts and orders. An order's total is the sum of its lines."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random

from gql.reference.models.commerce import (
    Cart,
    CartItem,
    Category,
    Order,
    OrderItem,
    OrderStatus,
    Product,
    product_suppliers,
)
from gql.reference.models.contacts import Contact, Customer, PaymentTerms, Supplier
from gql.reference.models.mixins import slugify
from gql.reference.sample import words
from gql.reference.sample.base import NOW, START, Row, Rows, Sample, maybe, moment, skewed, stamps, table_of
from gql.reference.sample.text import company, person, sentence_pool, telephone

CUSTOMERS, SUPPLIERS, LEADS, PRODUCTS, ORDERS = 1_500, 60, 40, 2_000, 10_000
CUSTOMERS_WITH_ACCOUNT = 0.8


def rows(sample: Sample) -> Rows:
    """Contacts with customers and suppliers, categories, products, who delivers them, carts, orders."""
    rng = sample.random("commerce")
    kinds = ["customer"] * sample.count(CUSTOMERS) + ["supplier"] * sample.count(SUPPLIERS)
    kinds += ["contact"] * sample.count(LEADS)
    rng.shuffle(kinds)
    customers = [number for number, kind in enumerate(kinds, 1) if kind == "customer"]
    suppliers = [number for number, kind in enumerate(kinds, 1) if kind == "supplier"]
    contacts = _contacts(rng, kinds)
    yield table_of(Contact), contacts
    yield table_of(Customer), _customers(rng, sample, customers)
    yield table_of(Supplier), [{"id": number, "payment_terms": rng.choice(list(PaymentTerms))} for number in suppliers]
    categories = _categories()
    yield table_of(Category), categories
    products = _products(rng, sample, len(categories))
    yield table_of(Product), products
    yield (
        product_suppliers,
        [
            {"product_id": product["id"], "supplier_id": supplier}
            for product in products
            for supplier in sorted(rng.sample(suppliers, k=rng.choice((0, 1, 1, 2, 3))))
        ],
    )
    prices = [product["price"] for product in products]
    carts = _carts(rng, sample)
    yield table_of(Cart), carts
    yield table_of(CartItem), _cart_items(rng, carts, len(products))
    orders, items = _orders(rng, sample, {row["id"]: row["created_at"] for row in contacts}, customers, prices)
    yield table_of(Order), orders
    yield table_of(OrderItem), items


def _contacts(rng: Random, kinds: list[str]) -> list[Row]:
    since = sorted(moment(rng, START, NOW - timedelta(days=30)) for _ in kinds)
    contacts = []
    for number, (kind, created_at) in enumerate(zip(kinds, since, strict=True), 1):
        name = company(rng) if kind == "supplier" or rng.random() < 0.25 else " ".join(person(rng))
        contacts.append(
            {
                "id": number,
                "kind": kind,
                "name": name,
                "email": maybe(rng, 0.9, f"{slugify(name).replace('-', '.')}.{number}@example.com"),
                "phone": maybe(rng, 0.6, telephone(rng)),
                "city": maybe(rng, 0.85, rng.choice(words.CITIES)),
                **stamps(created_at, is_active=rng.random() < 0.96),
            }
        )
    return contacts


def _customers(rng: Random, sample: Sample, customers: list[int]) -> list[Row]:
    accounts = iter(rng.sample(range(1, sample.users + 1), k=int(len(customers) * CUSTOMERS_WITH_ACCOUNT)))
    return [
        {
            "id": number,
            "credit_limit": Decimal(rng.choice((0, 0, 250, 500, 1_000, 2_500, 10_000))),
            "user_id": next(accounts, None),
        }
        for number in customers
    ]


def _categories() -> list[Row]:
    tree: list[tuple[str, str | None]] = []
    for top, parts in words.CATEGORIES.items():
        tree.append((top, None))
        for part in parts:
            tree.append((part, top))
            tree.extend((smaller, part) for smaller in words.PARTS_OF_CATEGORIES.get(part, ()))
    number_by_name = {name: number for number, (name, _) in enumerate(tree, 1)}
    return [
        {
            "id": number_by_name[name],
            "name": name,
            "slug": slugify(name),
            "description": None if parent is None else f"{name}, a part of {parent.lower()}.",
            "parent_id": None if parent is None else number_by_name[parent],
            **stamps(START),
        }
        for name, parent in tree
    ]


def _products(rng: Random, sample: Sample, categories: int) -> list[Row]:
    pool = sentence_pool(rng, words.SENTENCES, 800)
    since = sorted(moment(rng) for _ in range(sample.count(PRODUCTS)))
    products = []
    for number, created_at in enumerate(since, 1):
        adjective, material, noun = (
            rng.choice(choices) for choices in (words.ADJECTIVES, words.MATERIALS, words.NOUNS)
        )
        name = f"{adjective.capitalize()} {material} {noun.replace('-', ' ')}"
        products.append(
            {
                "id": number,
                "name": name,
                "slug": f"{slugify(name)}-{number}",
                "description": maybe(rng, 0.9, " ".join(rng.choices(pool, k=rng.randrange(1, 5)))),
                "price": Decimal(rng.randrange(3, 400))
                + rng.choice((Decimal("0.00"), Decimal("0.50"), Decimal("0.90"))),
                "stock": 0 if rng.random() < 0.08 else skewed(rng, 400),
                "attributes": _attributes(rng, material),
                "tags": [material, *rng.sample(words.TAGS, k=rng.randrange(4))],
                "supplier_cost": maybe(rng, 0.9, rng.randbytes(28)),
                "category_id": maybe(rng, 0.97, rng.randrange(1, categories + 1)),
                **stamps(created_at, is_active=rng.random() < 0.95),
            }
        )
    return products


def _attributes(rng: Random, material: str) -> Row:
    attributes: Row = {"material": material, "weightGrams": rng.randrange(50, 9_000)}
    if rng.random() < 0.7:
        attributes["color"] = rng.choice(words.COLORS)
    if rng.random() < 0.5:
        attributes["sizeCm"] = {"width": rng.randrange(5, 180), "depth": rng.randrange(5, 90)}
    if rng.random() < 0.2:
        attributes["certificates"] = rng.sample(("fair-trade", "food-safe", "recycled", "repairable"), k=2)
    return attributes


def _carts(rng: Random, sample: Sample) -> list[Row]:
    owners = [number for number in range(1, sample.users + 1) if rng.random() < 0.7]
    return [
        {"id": number, "user_id": user, **stamps(moment(rng, sample.user_created_at[user - 1], NOW))}
        for number, user in enumerate(owners, 1)
    ]


def _cart_items(rng: Random, carts: list[Row], products: int) -> list[Row]:
    chosen = [
        (cart, product)
        for cart in carts
        for product in sorted({skewed(rng, products) for _ in range(rng.choice((0, 1, 2, 3, 5)))})
    ]
    return [
        {
            "id": number,
            "cart_id": cart["id"],
            "product_id": product,
            "quantity": rng.choice((1, 1, 1, 2, 3, 6)),
            **stamps(moment(rng, cart["created_at"], NOW)),
        }
        for number, (cart, product) in enumerate(chosen, 1)
    ]


def _orders(
    rng: Random, sample: Sample, since: dict[int, datetime], customers: list[int], prices: list[Decimal]
) -> tuple[list[Row], list[Row]]:
    buyers = [customers[skewed(rng, len(customers)) - 1] for _ in range(sample.count(ORDERS))]
    placed = sorted((moment(rng, since[customer], NOW), customer) for customer in buyers)
    orders: list[Row] = []
    items: list[Row] = []
    for number, (placed_at, customer) in enumerate(placed, 1):
        lines = [
            {
                "order_id": number,
                "product_id": product,
                "quantity": rng.choice((1, 1, 1, 2, 2, 4, 10)),
                "price_at_purchase": _price_on_that_day(rng, prices[product - 1]),
                **stamps(placed_at),
            }
            for product in sorted({skewed(rng, len(prices)) for _ in range(rng.randrange(1, 6))})
        ]
        *_, total = accumulate(line["quantity"] * line["price_at_purchase"] for line in lines)
        items.extend(lines)
        status = _status(rng, NOW - placed_at)
        orders.append(
            {
                "id": number,
                "number": f"SO-{placed_at.year}-{number:06d}",
                "status": status,
                "total": total,
                "placed_at": placed_at,
                "customer_id": customer,
                **stamps(placed_at, min(placed_at + timedelta(hours=rng.randrange(1, 90)), NOW)),
            }
        )
    return orders, [{"id": number, **item} for number, item in enumerate(items, 1)]


def _price_on_that_day(rng: Random, price: Decimal) -> Decimal:
    return price if rng.random() < 0.7 else (price * rng.choice((90, 95, 105)) / 100).quantize(Decimal("0.01"))


def _status(rng: Random, age: timedelta) -> OrderStatus:
    if rng.random() < 0.04:
        return OrderStatus.CANCELLED
    if age > timedelta(days=21):
        return OrderStatus.DELIVERED
    return rng.choice((OrderStatus.PENDING, OrderStatus.PAID, OrderStatus.SHIPPED))
