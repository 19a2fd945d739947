"""Who uses the company's systems: users who follow each other, and the roles that they hold."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
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
    false,
    text,
)
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from gql.reference.models.base import TABLE_OPTIONS, Base, Model
from gql.reference.models.types import EmailAddress, UtcDateTime, json_document, utc_now

if TYPE_CHECKING:
    from gql.reference.models.commerce import Cart
    from gql.reference.models.contacts import Customer
    from gql.reference.models.content import Comment, Like, Post
    from gql.reference.models.planning import Project, Task

follows = Table(
    "follows",
    Base.metadata,
    Column("follower_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("followed_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "created_at",
        UtcDateTime(),
        server_default=utc_now(),
        nullable=False,
        doc="Since when the one follows the other.",
    ),
    CheckConstraint("follower_id <> followed_id", name="not_oneself"),
    Index(None, "followed_id", "follower_id"),
    **TABLE_OPTIONS,
)
"""Who follows whom: a plain table, so both directions are relations of `User`."""


class User(Model):
    """A person with an account."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint("account_balance >= 0", name="account_balance_not_negative"),
        CheckConstraint("login_count >= 0", name="login_count_not_negative"),
        CheckConstraint("failed_login_count >= 0", name="failed_login_count_not_negative"),
        Index(None, "last_name", "first_name", "id"),
        Index(None, "manager_id", "id"),
        Index(None, "created_at", "id"),
        Index(None, "last_login_at", "id"),
    )

    username: Mapped[str] = mapped_column(String(50), unique=True, doc="The unique name that the person signs in with.")
    email: Mapped[str] = mapped_column(EmailAddress(), unique=True, doc="The unique e-mail address, in lower case.")
    password_hash: Mapped[str] = mapped_column(String(255), info={"gql": {"hidden": True}}, doc="The hashed password.")
    first_name: Mapped[str] = mapped_column(String(80), doc="The given name.")
    last_name: Mapped[str] = mapped_column(String(80), doc="The family name.")
    bio: Mapped[str | None] = mapped_column(Text, doc="What the person says about themselves.")
    preferences: Mapped[dict[str, Any]] = mapped_column(
        MutableDict.as_mutable(json_document()), default=dict, doc="Settings that the person's clients store here."
    )
    account_balance: Mapped[Decimal] = mapped_column(
        Numeric(12, 2), default=Decimal(0), server_default=text("0.00"), doc="Money on account; never negative."
    )
    login_count: Mapped[int] = mapped_column(default=0, server_default=text("0"), doc="How often the person signed in.")
    failed_login_count: Mapped[int] = mapped_column(
        default=0, server_default=text("0"), doc="Failed attempts to sign in since the last success."
    )
    locked_until: Mapped[datetime | None] = mapped_column(
        UtcDateTime(), doc="Until when signing in is refused after too many failures."
    )
    last_login_at: Mapped[datetime | None] = mapped_column(UtcDateTime(), doc="When the person last signed in.")
    is_verified: Mapped[bool] = mapped_column(
        default=False, server_default=false(), doc="Whether the e-mail address was confirmed."
    )
    manager_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), doc="The user whom this one reports to."
    )

    manager: Mapped[User | None] = relationship(
        remote_side="User.id", back_populates="reports", doc="The user whom this one reports to."
    )
    reports: Mapped[list[User]] = relationship(
        back_populates="manager",
        order_by="User.id",
        lazy="raise",
        passive_deletes=True,
        doc="Those who report to this user.",
    )
    following: Mapped[list[User]] = relationship(
        secondary=follows,
        primaryjoin="User.id == follows.c.follower_id",
        secondaryjoin="User.id == follows.c.followed_id",
        back_populates="followers",
        order_by="User.id",
        lazy="raise",
        passive_deletes=True,
        doc="The users whom this one follows.",
    )
    followers: Mapped[list[User]] = relationship(
        secondary=follows,
        primaryjoin="User.id == follows.c.followed_id",
        secondaryjoin="User.id == follows.c.follower_id",
        back_populates="following",
        order_by="User.id",
        lazy="raise",
        passive_deletes=True,
        doc="The users who follow this one.",
    )
    user_roles: Mapped[list[UserRole]] = relationship(
        back_populates="user",
        foreign_keys="UserRole.user_id",
        order_by="UserRole.id",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="The roles that were given to this user, with when and by whom.",
    )
    roles: AssociationProxy[list[Role]] = association_proxy(
        "user_roles", "role", creator=lambda role: UserRole(role=role)
    )
    posts: Mapped[list[Post]] = relationship(
        back_populates="author",
        foreign_keys="Post.author_id",
        order_by="Post.id",
        lazy="raise",
        passive_deletes="all",
        doc="The posts that this user wrote.",
    )
    comments: Mapped[list[Comment]] = relationship(
        back_populates="user",
        order_by="Comment.id",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="The comments that this user wrote.",
    )
    likes: Mapped[list[Like]] = relationship(
        back_populates="user",
        order_by="Like.post_id",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="The posts that this user likes, with since when.",
    )
    cart: Mapped[Cart | None] = relationship(
        back_populates="user", cascade="all, delete-orphan", passive_deletes=True, doc="The user's shopping cart."
    )
    customer: Mapped[Customer | None] = relationship(
        back_populates="user", passive_deletes=True, doc="The customer record that this user buys with."
    )
    projects: Mapped[list[Project]] = relationship(
        back_populates="owner",
        order_by="Project.id",
        lazy="raise",
        passive_deletes="all",
        doc="The projects this user owns.",
    )
    tasks: Mapped[list[Task]] = relationship(
        back_populates="assignee",
        order_by="Task.id",
        lazy="raise",
        passive_deletes=True,
        doc="The tasks assigned to this user.",
    )

    @hybrid_property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.first_name} {self.last_name}"

    @full_name.inplace.expression
    @classmethod
    def _full_name_clause(cls) -> ColumnElement[str]:
        return cls.first_name + " " + cls.last_name


class Role(Model):
    """A named set of permissions."""

    __tablename__ = "roles"

    name: Mapped[str] = mapped_column(String(50), unique=True, doc="The unique name of the role.")
    description: Mapped[str | None] = mapped_column(String(200), doc="What holders of the role do.")
    permissions: Mapped[list[str]] = mapped_column(
        json_document(), default=list, doc="What the role allows, as `area:action` words."
    )

    user_roles: Mapped[list[UserRole]] = relationship(
        back_populates="role",
        order_by="UserRole.id",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="To whom the role was given, with when and by whom.",
    )
    users: AssociationProxy[list[User]] = association_proxy(
        "user_roles", "user", creator=lambda user: UserRole(user=user)
    )


class UserRole(Model):
    """A role that a user holds: since when, until when, and who gave it."""

    __tablename__ = "user_roles"
    __table_args__ = (
        UniqueConstraint("user_id", "role_id"),
        CheckConstraint("expires_at > assigned_at", name="expires_after_assigned"),
        Index(None, "role_id", "id"),
        Index(None, "assigned_by_id", "id"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), doc="The user who holds the role.")
    role_id: Mapped[int] = mapped_column(ForeignKey("roles.id", ondelete="CASCADE"), doc="The role that is held.")
    assigned_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), doc="The user who gave the role."
    )
    assigned_at: Mapped[datetime] = mapped_column(
        UtcDateTime(), server_default=utc_now(), doc="Since when the user holds the role."
    )
    expires_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime(), doc="When the role ends; empty for one that does not."
    )

    user: Mapped[User] = relationship(
        back_populates="user_roles", foreign_keys=[user_id], doc="The user who holds the role."
    )
    role: Mapped[Role] = relationship(back_populates="user_roles", doc="The role that is held.")
    assigned_by: Mapped[User | None] = relationship(foreign_keys=[assigned_by_id], doc="The user who gave the role.")
