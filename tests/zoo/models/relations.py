"""Relations of every kind: two keys to one target, trees, graphs, custom joins, association objects and proxies."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, and_
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship, remote

from tests.zoo.models.base import ZooBase

friendships = Table(
    "friendships",
    ZooBase.metadata,
    Column("keeper_id", ForeignKey("keepers.id"), primary_key=True),
    Column("friend_id", ForeignKey("keepers.id"), primary_key=True),
)

visits = Table(
    "visits",
    ZooBase.metadata,
    Column("keeper_id", ForeignKey("keepers.id"), primary_key=True),
    Column("enclosure_id", ForeignKey("enclosures.id"), primary_key=True),
    Column("visited_on", Date, comment="When the keeper last looked in."),
    Column("minutes", Integer, nullable=False, default=5),
)


class Keeper(ZooBase):
    """Someone who looks after enclosures."""

    __tablename__ = "keepers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), doc="What the animals hear.")
    budget: Mapped[int | None]
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("keepers.id"))

    mentor: Mapped[Keeper | None] = relationship(
        back_populates="apprentices", remote_side=[id], info={"gql": {"tree": True}}
    )
    apprentices: Mapped[list[Keeper]] = relationship(back_populates="mentor", order_by="Keeper.name")
    friends: Mapped[list[Keeper]] = relationship(
        secondary=friendships,
        primaryjoin=lambda: Keeper.id == friendships.c.keeper_id,
        secondaryjoin=lambda: Keeper.id == friendships.c.friend_id,
        back_populates="befriended_by",
    )
    befriended_by: Mapped[list[Keeper]] = relationship(
        secondary=friendships,
        primaryjoin=lambda: Keeper.id == friendships.c.friend_id,
        secondaryjoin=lambda: Keeper.id == friendships.c.keeper_id,
        back_populates="friends",
    )
    enclosures: Mapped[list[Enclosure]] = relationship(
        back_populates="keeper", foreign_keys="Enclosure.keeper_id", doc="What the keeper answers for."
    )
    substituted: Mapped[list[Enclosure]] = relationship(
        back_populates="substitute", foreign_keys="Enclosure.substitute_id"
    )
    visited: Mapped[list[Enclosure]] = relationship(secondary=visits, back_populates="visitors")
    badge: Mapped[KeeperBadge | None] = relationship(back_populates="keeper")
    large_enclosures: Mapped[list[Enclosure]] = relationship(
        primaryjoin=lambda: and_(Keeper.id == foreign(Enclosure.keeper_id), Enclosure.area >= 100), viewonly=True
    )
    affordable_feeds: Mapped[list[Feed]] = relationship(
        primaryjoin=lambda: foreign(Feed.price) <= Keeper.budget, viewonly=True
    )
    better_paid: Mapped[list[Keeper]] = relationship(
        primaryjoin=lambda: remote(foreign(Keeper.budget)) > Keeper.budget, viewonly=True
    )


class KeeperBadge(ZooBase):
    """Shares its key with the keeper: one to one."""

    __tablename__ = "keeper_badges"

    keeper_id: Mapped[int] = mapped_column(ForeignKey("keepers.id"), primary_key=True)
    text: Mapped[str] = mapped_column(String(40), unique=True)

    keeper: Mapped[Keeper] = relationship(back_populates="badge")


class Enclosure(ZooBase):
    """Has two foreign keys to the same target."""

    __tablename__ = "enclosures"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    area: Mapped[int | None]
    keeper_id: Mapped[int] = mapped_column(ForeignKey("keepers.id"))
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("keepers.id"))

    keeper: Mapped[Keeper] = relationship(back_populates="enclosures", foreign_keys=[keeper_id])
    substitute: Mapped[Keeper | None] = relationship(back_populates="substituted", foreign_keys=[substitute_id])
    visitors: Mapped[list[Keeper]] = relationship(secondary=visits, back_populates="visited")
    portions: Mapped[list[Portion]] = relationship(back_populates="enclosure")
    feeds: AssociationProxy[list[Feed]] = association_proxy("portions", "feed")
    keeper_name: AssociationProxy[str] = association_proxy("keeper", "name")


class Feed(ZooBase):
    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    price: Mapped[int]

    portions: Mapped[list[Portion]] = relationship(back_populates="feed")
    enclosures: AssociationProxy[list[Enclosure]] = association_proxy("portions", "enclosure")


class Portion(ZooBase):
    """The association object between enclosures and feeds."""

    __tablename__ = "portions"

    enclosure_id: Mapped[int] = mapped_column(ForeignKey("enclosures.id"), primary_key=True)
    feed_id: Mapped[int] = mapped_column(ForeignKey("feeds.id"), primary_key=True)
    grams: Mapped[int]
    since: Mapped[date | None]

    enclosure: Mapped[Enclosure] = relationship(back_populates="portions")
    feed: Mapped[Feed] = relationship(back_populates="portions")
