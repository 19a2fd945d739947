"""Mixins for models: timestamps without `Model`, soft deletion, audit, slugs, versions.

Each is independent of the others and of `Model`, adds its columns to the end of the table, and asks nothing of the
class except where its docstring says so.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from gql.reference.models.types import UtcDateTime, utc_now

if TYPE_CHECKING:
    from gql.reference.models.accounts import User

SLUG_MAX_CHARACTERS = 160
_SLUG_SUFFIX_CHARACTERS = 8


class Timestamped:
    """When a row was created and last changed, by the database's clock. `Model` has the same columns already."""

    created_at: Mapped[datetime] = mapped_column(
        UtcDateTime(), server_default=utc_now(), sort_order=100, doc="When the row was created."
    )
    updated_at: Mapped[datetime] = mapped_column(
        UtcDateTime(), server_default=utc_now(), onupdate=utc_now(), sort_order=101, doc="When the row last changed."
    )


class SoftDeleted:
    """Rows are marked as deleted instead of removed, and can come back."""

    deleted_at: Mapped[datetime | None] = mapped_column(
        UtcDateTime(), sort_order=110, doc="When the row was deleted; empty for a row that is there."
    )

    @hybrid_property
    def is_deleted(self) -> bool:
        """Whether the row has been deleted."""
        return self.deleted_at is not None

    @is_deleted.inplace.expression
    @classmethod
    def _is_deleted_clause(cls) -> ColumnElement[bool]:
        return cls.deleted_at.is_not(None)

    def soft_delete(self) -> None:
        """Mark as deleted now; keeps the first moment when it is deleted already."""
        self.deleted_at = self.deleted_at or datetime.now(UTC)

    def restore(self) -> None:
        """Bring the row back."""
        self.deleted_at = None


class Audited:
    """Who created a row and who changed it last. The account may go; the row then no longer says who it was."""

    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True, sort_order=120, doc="The user who created the row."
    )
    updated_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"),
        index=True,
        sort_order=121,
        doc="The user who changed the row last.",
    )

    @declared_attr
    @classmethod
    def created_by(cls) -> Mapped[User | None]:
        """The user who created the row."""
        return relationship("User", foreign_keys=[cls.created_by_id], doc="The user who created this.")

    @declared_attr
    @classmethod
    def updated_by(cls) -> Mapped[User | None]:
        """The user who last changed the row."""
        return relationship("User", foreign_keys=[cls.updated_by_id], doc="The user who last changed this.")


class Slugged:
    """A unique name for addresses, made from another column unless one is given.

    The class says which column in `slug_source`. A made slug ends in eight random hexadecimal digits, so two writers
    who save the same title at the same moment do not meet.
    """

    slug_source: ClassVar[str] = "name"

    @declared_attr
    @classmethod
    def slug(cls) -> Mapped[str]:
        """The column; its default reads `slug_source` of the row that is inserted."""
        source = cls.slug_source

        def generate(context: DefaultExecutionContext) -> str:
            row = context.get_current_parameters()  # type: ignore[no-untyped-call] # the library left it untyped
            return unique_slug(row[source])

        return mapped_column(
            String(SLUG_MAX_CHARACTERS),
            unique=True,
            default=generate,
            sort_order=-50,
            doc="The unique name in addresses: lower-case words joined by hyphens.",
        )


class Versioned:
    """A number that every update raises; an update that started from an older number fails (optimistic locking)."""

    version: Mapped[int] = mapped_column(
        default=1,
        server_default=text("1"),
        sort_order=130,
        doc="Raised by every change; an update names the one it saw.",
    )

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """SQLAlchemy compares and raises `version` in every UPDATE."""
        return {"version_id_col": cls.version, "eager_defaults": True}


def slugify(phrase: str) -> str:
    """`phrase` as lower-case ASCII words joined by hyphens, cut to fit a slug column; `item` when nothing is left."""
    ascii_only = unicodedata.normalize("NFKD", phrase).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return words[: SLUG_MAX_CHARACTERS - _SLUG_SUFFIX_CHARACTERS - 1].rstrip("-") or "item"


def unique_slug(phrase: str) -> str:
    """A slug for `phrase` that no other row has, by eight random digits at its end."""
    return f"{slugify(phrase)}-{uuid4().hex[:_SLUG_SUFFIX_CHARACTERS]}"
