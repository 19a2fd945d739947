"""What the company publishes: posts with tags, and what readers answer to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text, case, false, func, text, true
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from gql.mapping.searchable import Searchable
from gql.reference.models.base import TABLE_OPTIONS, Base, Model, enum_column
from gql.reference.models.mixins import Audited, Slugged, SoftDeleted, Timestamped, Versioned
from gql.reference.models.types import UtcDateTime

if TYPE_CHECKING:
    from gql.reference.models.accounts import User

WORDS_PER_MINUTE = 200


class PostStatus(StrEnum):
    """How far a post is on its way to readers."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    ARCHIVED = "archived"


post_tags = Table(
    "post_tags",
    Base.metadata,
    Column("post_id", ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "tag_id", "post_id"),
    **TABLE_OPTIONS,
)
"""Which tags a post has: a plain many-to-many table."""


class Post(Slugged, SoftDeleted, Audited, Versioned, Model):
    """An article, from its first draft to the archive."""

    __tablename__ = "posts"
    __table_args__ = (
        CheckConstraint("view_count >= 0", name="view_count_not_negative"),
        CheckConstraint("like_count >= 0", name="like_count_not_negative"),
        CheckConstraint("status <> 'published' OR published_at IS NOT NULL", name="published_has_a_date"),
        Index(None, "author_id", "id"),
        Index(None, "author_id", "published_at", "id"),
        Index(None, "status", "published_at", "id"),
        Index(None, "published_at", "id"),
        Index(None, "created_at", "id"),
        Index(None, "title", "id"),
        Index(None, "view_count", "id"),
        Index(None, "like_count", "id"),
        Index(
            "ix_posts_readable",
            "published_at",
            "id",
            "author_id",
            postgresql_where=text("status = 'published' AND deleted_at IS NULL"),
            sqlite_where=text("status = 'published' AND deleted_at IS NULL"),
        ),
        {"info": {"gql": {"search": Searchable("title", "excerpt", "content", index="posts_search")}}},
    )
    slug_source: ClassVar[str] = "title"

    title: Mapped[str] = mapped_column(String(200), doc="The headline.")
    content: Mapped[str] = mapped_column(Text, doc="The text, in paragraphs parted by empty lines.")
    excerpt: Mapped[str | None] = mapped_column(String(500), doc="A short summary for lists.")
    status: Mapped[PostStatus] = mapped_column(
        enum_column(PostStatus),
        default=PostStatus.DRAFT,
        server_default=PostStatus.DRAFT.value,
        doc="How far the post is on its way to readers.",
    )
    view_count: Mapped[int] = mapped_column(default=0, server_default=text("0"), doc="How often the post was opened.")
    like_count: Mapped[int] = mapped_column(default=0, server_default=text("0"), doc="How many users like the post.")
    meta_title: Mapped[str | None] = mapped_column(String(200), doc="The title for search engines, where it differs.")
    meta_description: Mapped[str | None] = mapped_column(String(320), doc="The description for search engines.")
    published_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime(), doc="When the post was first published; empty until then."
    )
    author_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="RESTRICT"), doc="The user who wrote the post."
    )

    author: Mapped[User] = relationship(
        back_populates="posts", foreign_keys=[author_id], doc="The user who wrote the post."
    )
    tags: Mapped[list[Tag]] = relationship(
        secondary=post_tags,
        back_populates="posts",
        order_by="Tag.id",
        lazy="raise",
        passive_deletes=True,
        doc="What the post is about.",
    )
    comments: Mapped[list[Comment]] = relationship(
        back_populates="post",
        order_by="Comment.id",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="All comments on the post, whichever they answer.",
    )
    approved_comments: Mapped[list[Comment]] = relationship(
        primaryjoin=lambda: (Comment.post_id == Post.id) & Comment.is_approved.is_(true()),
        order_by="Comment.id",
        lazy="raise",
        viewonly=True,
        doc="The comments on the post that were approved.",
    )
    likes: Mapped[list[Like]] = relationship(
        back_populates="post",
        order_by="Like.user_id",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        doc="Who likes the post, with since when.",
    )

    @hybrid_property
    def is_published(self) -> bool:
        """Whether readers can see the post."""
        return self.status is PostStatus.PUBLISHED

    @is_published.inplace.expression
    @classmethod
    def _is_published_clause(cls) -> ColumnElement[bool]:
        return cls.status == PostStatus.PUBLISHED

    @hybrid_property
    def word_count(self) -> int:
        """How many words the text has."""
        words = self.content.replace("\n\n", " ").replace("\n", " ").strip(" ")
        return words.count(" ") + 1 if words else 0

    @word_count.inplace.expression
    @classmethod
    def _word_count_clause(cls) -> ColumnElement[int]:
        words = func.trim(func.replace(func.replace(cls.content, "\n\n", " "), "\n", " "))
        # LENGTH counts bytes on MariaDB and characters elsewhere; the difference is the number of blanks either way.
        blanks = func.length(words) - func.length(func.replace(words, " ", ""))
        return case((words == "", 0), else_=blanks + 1)

    @hybrid_property
    def reading_time(self) -> int:
        """How many minutes the text takes to read, rounded up."""
        return (self.word_count + WORDS_PER_MINUTE - 1) // WORDS_PER_MINUTE

    @reading_time.inplace.expression
    @classmethod
    def _reading_time_clause(cls) -> ColumnElement[int]:
        return (cls.word_count + (WORDS_PER_MINUTE - 1)) // WORDS_PER_MINUTE


class Tag(Model):
    """A subject that posts can be about."""

    __tablename__ = "tags"
    __table_args__ = (CheckConstraint("color IS NULL OR color LIKE '#______'", name="color_is_hexadecimal"),)

    name: Mapped[str] = mapped_column(String(50), unique=True, doc="The unique name of the subject.")
    color: Mapped[str | None] = mapped_column(String(7), doc="The color of its badge, as `#rrggbb`.")

    posts: Mapped[list[Post]] = relationship(
        secondary=post_tags,
        back_populates="tags",
        order_by="Post.id",
        lazy="raise",
        passive_deletes=True,
        doc="The posts about this subject.",
    )


class Comment(Model):
    """What a user says about a post, or in answer to another comment on it."""

    __tablename__ = "comments"
    __table_args__ = (
        CheckConstraint("like_count >= 0", name="like_count_not_negative"),
        Index(None, "post_id", "id"),
        Index(None, "post_id", "is_approved", "id"),
        Index(None, "post_id", "created_at", "id"),
        Index(None, "user_id", "id"),
        Index(None, "parent_id", "id"),
        Index(None, "created_at", "id"),
        Index(None, "like_count", "id"),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), doc="The post this is about.")
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), doc="The user who wrote this.")
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("comments.id", ondelete="CASCADE"), doc="The comment this answers; empty at the top of a thread."
    )
    content: Mapped[str] = mapped_column(Text, doc="What was said.")
    is_approved: Mapped[bool] = mapped_column(
        default=False, server_default=false(), doc="Whether a moderator let the public see it."
    )
    like_count: Mapped[int] = mapped_column(default=0, server_default=text("0"), doc="How many users like the comment.")

    post: Mapped[Post] = relationship(back_populates="comments", doc="The post this is about.")
    user: Mapped[User] = relationship(back_populates="comments", doc="The user who wrote this.")
    parent: Mapped[Comment | None] = relationship(
        remote_side="Comment.id",
        back_populates="replies",
        doc="The comment this answers.",
        info={"gql": {"tree": True}},
    )
    replies: Mapped[list[Comment]] = relationship(
        back_populates="parent",
        order_by="Comment.id",
        lazy="raise",
        cascade="all",
        passive_deletes=True,
        doc="The direct answers to this comment.",
    )


class Like(Timestamped, Base):
    """A user likes a post. The two together are the key."""

    __tablename__ = "likes"
    __table_args__ = (Index(None, "post_id", "user_id"), Index(None, "created_at", "user_id", "post_id"))

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, doc="The user who likes the post."
    )
    post_id: Mapped[int] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, doc="The post that is liked."
    )

    user: Mapped[User] = relationship(back_populates="likes", doc="The user who likes the post.")
    post: Mapped[Post] = relationship(back_populates="likes", doc="The post that is liked.")
