"""The declarative base of the reference domain, and the one to copy for models of your own.

`Base` holds what every mapped class shares: names of constraints that are the same on every database (alembic needs
them to alter and drop), tables that compare text alike everywhere, and three small methods. `Model` adds the columns
that a model nearly always wants. A table with another kind of key (two foreign keys, a UUID) derives from `Base` and
takes `Timestamped` from the mixins.

    class Post(Model):
        \"\"\"An article.\"\"\"

        __tablename__ = "posts"

        title: Mapped[str] = mapped_column(String(200), doc="The headline.")

The docstring of a class and the `doc` of a column are what readers of the API see in its documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Enum, Integer, MetaData, Table, inspect, true
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gql.database.search_index import create_with_tables
from gql.reference.models.types import UtcDateTime, utc_now

NAMING_CONVENTION = {
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
"""Names of constraints and indexes. Primary keys have none: MariaDB ignores it with a warning."""

TABLE_OPTIONS: dict[str, Any] = {
    f"{family}_{option}": value
    for family in ("mysql", "mariadb")
    for option, value in {"engine": "InnoDB", "charset": "utf8mb4", "collate": "utf8mb4_bin"}.items()
}
"""MariaDB compares text without regard to case and accents unless told otherwise; the other databases do not."""


def enum_column(members: type[StrEnum], *, length: int = 20) -> Enum:
    """A column type that stores the values of `members` as text, held by a check constraint.

    Text rather than a database's own enum type: adding a member is then one changed constraint on every database, and
    nothing is left behind when the table goes.
    """
    return Enum(
        members,
        native_enum=False,
        length=length,
        create_constraint=True,
        values_callable=lambda enum: [member.value for member in enum],
    )


class Base(DeclarativeBase):
    """What all mapped classes of one application share: metadata, and reading and changing a row by attribute name."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    create_with_tables(metadata)
    # What the database fills in is read back with the write: a later look would be a load that async code cannot do.
    __mapper_args__ = {"eager_defaults": True}  # noqa: RUF012 - SQLAlchemy reads it as a plain class attribute

    @classmethod
    def __table_cls__(cls, name: str, metadata: MetaData, *items: Any, **options: Any) -> Table:
        """The table of this class, with `TABLE_OPTIONS` whether or not it has `__table_args__` of its own."""
        return Table(name, metadata, *items, **{**TABLE_OPTIONS, **options})

    def __repr__(self) -> str:
        """`Post(id=7)`: the class and its key, from what is loaded, without touching the database."""
        state = inspect(self)
        key = (state.mapper.get_property_by_column(column).key for column in state.mapper.primary_key)
        return f"{type(self).__name__}({', '.join(f'{name}={state.dict.get(name)!r}' for name in key)})"

    def to_dict(self) -> dict[str, Any]:
        """The loaded values of columns and column expressions by attribute name, without hidden ones.

        Never reads from the database: an attribute that is not loaded is left out.
        """
        state = inspect(self)
        return {
            attribute.key: state.dict[attribute.key]
            for attribute in state.mapper.column_attrs
            if attribute.key in state.dict and not _is_hidden(attribute.columns[0])
        }

    def update_from_dict(self, values: Mapping[str, Any]) -> None:
        """Set column attributes by name, all of them or, on an error, none.

        Raises `AttributeError` for a name that is no column of this model or is part of its primary key.
        """
        mapper = inspect(self).mapper
        for name in values:
            attribute = mapper.column_attrs.get(name)
            if attribute is None or not isinstance(attribute.columns[0], Column):
                raise AttributeError(f"{type(self).__name__}.{name} is no column; it cannot be set from a dictionary.")
            if attribute.columns[0].primary_key:
                raise AttributeError(f"{type(self).__name__}.{name} is the primary key; it cannot be changed.")
        for name, value in values.items():
            setattr(self, name, value)


class Model(Base):
    """The columns that a model nearly always wants: a number as key, when it was made and changed, if it is in use."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-100, doc="The row's number.")
    created_at: Mapped[datetime] = mapped_column(
        UtcDateTime(), server_default=utc_now(), sort_order=100, doc="When the row was created."
    )
    updated_at: Mapped[datetime] = mapped_column(
        UtcDateTime(), server_default=utc_now(), onupdate=utc_now(), sort_order=101, doc="When the row last changed."
    )
    is_active: Mapped[bool] = mapped_column(
        default=True, server_default=true(), sort_order=102, doc="Whether the row is in use; what is retired is kept."
    )


def _is_hidden(column: ColumnElement[Any]) -> bool:
    if getattr(column.type, "gql_hidden", False):
        return True
    return isinstance(column, Column) and bool(column.info.get("gql", {}).get("hidden"))
