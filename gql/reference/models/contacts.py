"""Whom the company does business with: customers, suppliers, or neither yet (joined-table inheritance)."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from gql.reference.models.base import Model, enum_column
from gql.reference.models.types import EmailAddress

if TYPE_CHECKING:
    from gql.reference.models.accounts import User
    from gql.reference.models.commerce import Order, Product


class PaymentTerms(StrEnum):
    """When a supplier is paid."""

    PREPAID = "prepaid"
    NET_15 = "net_15"
    NET_30 = "net_30"
    NET_60 = "net_60"


class Contact(Model):
    """A person or company that the company does business with: a customer, a supplier, or neither yet."""

    __tablename__ = "contacts"
    __mapper_args__ = {  # noqa: RUF012 - SQLAlchemy reads it as a plain class attribute
        **Model.__mapper_args__,
        "polymorphic_on": "kind",
        "polymorphic_identity": "contact",
    }
    __table_args__: tuple[SchemaItem, ...] = (
        CheckConstraint("kind IN ('contact', 'customer', 'supplier')", name="kind_is_known"),
        Index(None, "name", "id"),
        Index(None, "kind", "id"),
    )

    kind: Mapped[str] = mapped_column(String(20), doc="What the contact is: `contact`, `customer` or `supplier`.")
    name: Mapped[str] = mapped_column(String(120), doc="The name of the person or company.")
    email: Mapped[str | None] = mapped_column(EmailAddress(), doc="Where to write to, in lower case.")
    phone: Mapped[str | None] = mapped_column(String(30), doc="Where to call.")
    city: Mapped[str | None] = mapped_column(String(80), doc="Where they are.")


class Customer(Contact):
    """Someone who buys from the company."""

    __tablename__ = "customers"
    __mapper_args__ = {  # noqa: RUF012 - SQLAlchemy reads it as a plain class attribute
        **Model.__mapper_args__,
        "polymorphic_identity": "customer",
    }
    __table_args__ = (
        CheckConstraint("credit_limit >= 0", name="credit_limit_not_negative"),
        Index(None, "credit_limit", "id"),
    )

    id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, sort_order=-100, doc="The contact's number."
    )
    credit_limit: Mapped[Decimal] = mapped_column(
        Numeric(12, 2), default=Decimal(0), server_default=text("0.00"), doc="How much the customer may owe."
    )
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), unique=True, doc="The account that buys as this customer."
    )

    user: Mapped[User | None] = relationship(back_populates="customer", doc="The account that buys as this customer.")
    orders: Mapped[list[Order]] = relationship(
        back_populates="customer",
        order_by="Order.id",
        lazy="raise",
        passive_deletes="all",
        doc="What the customer ordered.",
    )


class Supplier(Contact):
    """Someone whom the company buys from."""

    __tablename__ = "suppliers"
    __mapper_args__ = {  # noqa: RUF012 - SQLAlchemy reads it as a plain class attribute
        **Model.__mapper_args__,
        "polymorphic_identity": "supplier",
    }

    id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, sort_order=-100, doc="The contact's number."
    )
    payment_terms: Mapped[PaymentTerms] = mapped_column(
        enum_column(PaymentTerms),
        default=PaymentTerms.NET_30,
        server_default=PaymentTerms.NET_30.value,
        doc="When the supplier is paid.",
    )

    products: Mapped[list[Product]] = relationship(
        secondary="product_suppliers",
        back_populates="suppliers",
        order_by="Product.id",
        lazy="raise",
        passive_deletes=True,
        doc="What the supplier delivers.",
    )
