"""A module whose annotations are postponed (PEP 563), and whose two models know each other only by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tests.zoo.models.base import ZooBase

if TYPE_CHECKING:
    from tests.zoo.models.dataclasses import Parcel


class Sender(ZooBase):
    __tablename__ = "senders"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    favourite_id: Mapped[int | None] = mapped_column(ForeignKey("parcels.id", use_alter=True))

    parcels: Mapped[list[Parcel]] = relationship(
        "Parcel", back_populates="sender", foreign_keys="Parcel.sender_id", order_by="Parcel.id"
    )
    favourite: Mapped[Parcel | None] = relationship("Parcel", foreign_keys=[favourite_id], post_update=True)
