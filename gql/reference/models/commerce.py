"""What the company sells: products, carts and orders."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    select,
    text,
    type_coerce,
)
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from gql.mapping.searchable import Searchable
from gql.reference.models.base import TABLE_OPTIONS, Base, Model, enum_column
from gql.reference.models.mixins import Slugged
from gql.reference.models.types import SealedBytes, TagList, UtcDateTime, json_document, utc_now

if TYPE_CHECKING:
    from gql.reference.models.accounts import User
    from gql.reference.models.contacts import Customer, Supplier


class OrderStatus(StrEnum):
    """How far an order is on its way to the customer."""

    PENDING = "pending"
    PAID = "paid"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


product_suppliers = Table(
    "product_suppliers",
    Base.metadata,
    Column("product_id", ForeignKey("products.id", ondelete="CASCADE"), primary_key=True),
    Column("supplier_id", ForeignKey("suppliers.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "supplier_id", "product_id"),
    **TABLE_OPTIONS,
)
"""Who delivers a product: a plain many-to-many table."""


class Product(Slugged, Model):
    """Something that the company sells."""

    __tablename__ = "products"
    __table_args__ = (
        CheckConstraint("price >= 0", name="price_not_negative"),
        CheckConstraint("stock >= 0", name="stock_not_negative"),
        Index(None, "category_id", "id"),
        Index(None, "category_id", "price", "id"),
        Index(None, "name", "id"),
        Index(None, "price", "id"),
        Index(None, "stock", "id"),
        Index(None, "created_at", "id"),
        {"info": {"gql": {"search": Searchable("name", "description", index="products_search")}}},
    )

    name: Mapped[str] = mapped_column(String(120), doc="What the product is called.")
    description: Mapped[str | None] = mapped_column(Text, doc="What the product is and does.")
    price: Mapped[Decimal] = mapped_column(Numeric(10, 2), doc="What one piece costs.")
    stock: Mapped[int] = mapped_column(default=0, server_default=text("0"), doc="How many pieces can be sold now.")
    attributes: Mapped[dict[str, Any]] = mapped_column(
        MutableDict.as_mutable(json_document()), default=dict, doc="What else is known: material, weight and the like."
    )
    tags: Mapped[list[str]] = mapped_column(TagList(), default=list, doc="Words that describe the product.")
    supplier_cost: Mapped[bytes | None] = mapped_column(
        SealedBytes(), info={"gql": {"hidden": True}}, doc="What one piece costs the company, sealed by it."
    )
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("categories.id", ondelete="SET NULL"), doc="The category that the product is in."
    )

    category: Mapped[Category | None] = relationship(
        back_populates="products", doc="The category that the product is in."
    )
    suppliers: Mapped[list[Supplier]] = relationship(
        secondary=product_suppliers,
        back_populates="products",
        order_by="Supplier.id",
        lazy="raise",
        passive_deletes=True,
        doc="Who delivers the product to the company.",
    )
    cart_items: Mapped[list[CartItem]] = relationship(
        back_populates="product",
        order_by="CartItem.id",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="The carts that the product lies in, with how many pieces.",
    )
    order_items: Mapped[list[OrderItem]] = relationship(
        back_populates="product",
        order_by="OrderItem.id",
        lazy="raise",
        passive_deletes="all",
        doc="The order lines that sold the product.",
    )


class Category(Slugged, Model):
    """A part of the catalogue, possibly within a larger part."""

    __tablename__ = "categories"
    __table_args__ = (
        Index(None, "parent_id", "id"),
        Index(None, "name", "id"),
    )

    # The same key as that of every `Model`, declared here again because `product_count` refers to it.
    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-100, doc="The row's number.")
    name: Mapped[str] = mapped_column(String(80), doc="What the category is called.")
    description: Mapped[str | None] = mapped_column(Text, doc="What belongs in the category.")
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("categories.id", ondelete="RESTRICT"), doc="The category this is a part of; empty at the top."
    )
    product_count: Mapped[int] = column_property(
        select(func.count(Product.id)).where(Product.category_id == id).correlate_except(Product).scalar_subquery(),
        deferred=True,
        doc="How many products are directly in this category.",
    )

    parent: Mapped[Category | None] = relationship(
        remote_side="Category.id",
        back_populates="children",
        doc="The category this is a part of.",
        info={"gql": {"tree": True}},
    )
    children: Mapped[list[Category]] = relationship(
        back_populates="parent",
        order_by="Category.id",
        lazy="raise",
        passive_deletes="all",
        doc="The parts of this category.",
    )
    products: Mapped[list[Product]] = relationship(
        back_populates="category",
        order_by="Product.id",
        lazy="raise",
        passive_deletes=True,
        doc="The products directly in this category.",
    )


class Cart(Model):
    """What a user has chosen but not ordered yet."""

    __tablename__ = "carts"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), unique=True, doc="The user whose cart it is; each has at most one."
    )

    user: Mapped[User] = relationship(back_populates="cart", doc="The user whose cart it is.")
    items: Mapped[list[CartItem]] = relationship(
        back_populates="cart",
        order_by="CartItem.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="The chosen products, with how many pieces.",
    )
    products: AssociationProxy[list[Product]] = association_proxy(
        "items", "product", creator=lambda product: CartItem(product=product)
    )


class CartItem(Model):
    """A product in a cart, once, with how many pieces."""

    __tablename__ = "cart_items"
    __table_args__ = (
        UniqueConstraint("cart_id", "product_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        Index(None, "product_id", "id"),
    )

    cart_id: Mapped[int] = mapped_column(ForeignKey("carts.id", ondelete="CASCADE"), doc="The cart.")
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), doc="The chosen product.")
    quantity: Mapped[int] = mapped_column(default=1, server_default=text("1"), doc="How many pieces.")

    cart: Mapped[Cart] = relationship(back_populates="items", doc="The cart.")
    product: Mapped[Product] = relationship(back_populates="cart_items", doc="The chosen product.")


class Order(Model):
    """What a customer bought in one go."""

    __tablename__ = "orders"
    __table_args__ = (
        CheckConstraint("total >= 0", name="total_not_negative"),
        Index(None, "customer_id", "id"),
        Index(None, "customer_id", "placed_at", "id"),
        Index(None, "status", "placed_at", "id"),
        Index(None, "placed_at", "id"),
        Index(None, "total", "id"),
        Index(
            "ix_orders_open",
            "placed_at",
            "id",
            "customer_id",
            postgresql_where=text("status IN ('pending', 'paid')"),
            sqlite_where=text("status IN ('pending', 'paid')"),
        ),
    )

    number: Mapped[str] = mapped_column(String(20), unique=True, doc="The unique number on the papers.")
    status: Mapped[OrderStatus] = mapped_column(
        enum_column(OrderStatus),
        default=OrderStatus.PENDING,
        server_default=OrderStatus.PENDING.value,
        doc="How far the order is on its way to the customer.",
    )
    total: Mapped[Decimal] = mapped_column(Numeric(12, 2), doc="What the customer pays.")
    placed_at: Mapped[datetime] = mapped_column(
        UtcDateTime(), server_default=utc_now(), doc="When the customer ordered."
    )
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id", ondelete="RESTRICT"), doc="Who ordered.")

    customer: Mapped[Customer] = relationship(back_populates="orders", doc="Who ordered.")
    items: Mapped[list[OrderItem]] = relationship(
        back_populates="order",
        order_by="OrderItem.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="The lines of the order.",
    )


class OrderItem(Model):
    """One line of an order: a product, how many pieces, at the price of that day."""

    __tablename__ = "order_items"
    __table_args__ = (
        UniqueConstraint("order_id", "product_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("price_at_purchase >= 0", name="price_at_purchase_not_negative"),
        Index(None, "product_id", "id"),
    )

    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), doc="The order.")
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id", ondelete="RESTRICT"), doc="The product sold.")
    quantity: Mapped[int] = mapped_column(default=1, server_default=text("1"), doc="How many pieces.")
    price_at_purchase: Mapped[Decimal] = mapped_column(Numeric(10, 2), doc="What one piece cost on that day.")

    order: Mapped[Order] = relationship(back_populates="items", doc="The order.")
    product: Mapped[Product] = relationship(back_populates="order_items", doc="The product sold.")

    @hybrid_property
    def subtotal(self) -> Decimal:
        """What the line costs: pieces times price."""
        return self.quantity * self.price_at_purchase

    @subtotal.inplace.expression
    @classmethod
    def _subtotal_clause(cls) -> ColumnElement[Decimal]:
        return type_coerce(cls.quantity * cls.price_at_purchase, Numeric(12, 2))
