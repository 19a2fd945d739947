"""Names that mean something to Python, SQL, GraphQL or SQLAlchemy, and names that are not ASCII."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String as SqlString
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tests.zoo.models.base import ZooBase


class Select(ZooBase):
    """Every name of it is reserved somewhere."""

    __tablename__ = "select"

    id: Mapped[int] = mapped_column(primary_key=True)
    class_: Mapped[str | None] = mapped_column("class", SqlString(20))
    from_: Mapped[str | None] = mapped_column("from", SqlString(20))
    type: Mapped[str | None] = mapped_column(SqlString(20))
    order: Mapped[int | None]
    group: Mapped[int | None]
    select: Mapped[int | None]
    typename: Mapped[str | None] = mapped_column("__typename", SqlString(20))
    true: Mapped[bool | None]
    null: Mapped[int | None]
    first: Mapped[int | None]
    after: Mapped[str | None] = mapped_column(SqlString(20))
    cursor: Mapped[str | None] = mapped_column(SqlString(20))
    node: Mapped[str | None] = mapped_column(SqlString(20))
    edges: Mapped[int | None]
    self: Mapped[int | None]
    info: Mapped[str | None] = mapped_column(SqlString(20))
    values: Mapped[int | None]
    keys: Mapped[int | None]
    with_percent: Mapped[int | None] = mapped_column("per%cent")
    with_quote: Mapped[int | None] = mapped_column('qu"ote`d')
    with_colon: Mapped[int | None] = mapped_column("co:lon (x)")
    secret_plan: Mapped[str | None] = mapped_column(SqlString(20), info={"gql": {"hidden": True}})
    password_hash: Mapped[str | None] = mapped_column(SqlString(60))


class String(ZooBase):
    """Has the name of a type that GraphQL has already."""

    __tablename__ = "string"

    id: Mapped[int] = mapped_column(primary_key=True)
    length: Mapped[int]
    query_id: Mapped[int | None] = mapped_column(ForeignKey("query.id"))

    query: Mapped[Query | None] = relationship(back_populates="strings")


class Query(ZooBase):
    """Has the name of a type that every schema has."""

    __tablename__ = "query"

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(SqlString(40))

    strings: Mapped[list[String]] = relationship(back_populates="query")


class Größe(ZooBase):  # noqa: PLC2401 - names beyond ASCII are what it tests
    """Its names are not ASCII, which a GraphQL name must be."""

    __tablename__ = "größen"

    id: Mapped[int] = mapped_column(primary_key=True)
    straße: Mapped[str | None] = mapped_column(SqlString(40))  # noqa: PLC2401 - likewise
    名前: Mapped[str | None] = mapped_column(SqlString(40))  # noqa: PLC2401 - likewise
