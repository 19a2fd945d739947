"""A mapped dataclass; it and its sender point to each other."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Numeric, String
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column, relationship

from tests.zoo.models.base import ZooBase

if TYPE_CHECKING:
    from tests.zoo.models.postponed import Sender


class Parcel(MappedAsDataclass, ZooBase):
    """Something on its way."""

    __tablename__ = "parcels"

    id: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(String(40))
    weight: Mapped[Decimal | None] = mapped_column(Numeric(8, 3), default=None)
    sender_id: Mapped[int | None] = mapped_column(ForeignKey("senders.id"), default=None)
    sender: Mapped[Sender | None] = relationship(
        "Sender", back_populates="parcels", foreign_keys=[sender_id], default=None, repr=False
    )
    is_fragile: Mapped[bool] = mapped_column(default=False, kw_only=True)
