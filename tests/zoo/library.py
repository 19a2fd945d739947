"""A lending library with what is computed in SQL: SQL fields, a view, and types made of a select and of raw SQL."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    cast,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, foreign, mapped_column, relationship, remote

from gql import raw_sql, sql_field


class LibraryBase(DeclarativeBase): ...


class Author(LibraryBase):
    __tablename__ = "authors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40))

    books: Mapped[list[Book]] = relationship(back_populates="author")
    totals: Mapped[AuthorTotal | None] = relationship(
        primaryjoin="Author.id == foreign(remote(AuthorTotal.author_id))", uselist=False, viewonly=True
    )


class Book(LibraryBase):
    __tablename__ = "books"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(40))
    pages: Mapped[int]
    price: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))

    author: Mapped[Author] = relationship(back_populates="books")
    loans: Mapped[list[Loan]] = relationship(back_populates="book")
    months: Mapped[list[LoanMonth]] = relationship(back_populates="book", viewonly=True)
    popularity: Mapped[PopularBook | None] = relationship(
        primaryjoin="Book.id == foreign(PopularBook.book_id)", uselist=False, viewonly=True
    )


class Loan(LibraryBase):
    __tablename__ = "loans"

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("books.id"))
    day: Mapped[date] = mapped_column(Date)
    days: Mapped[int]

    book: Mapped[Book] = relationship(back_populates="loans")


# Types of what is computed

_months = (
    select(Loan.book_id, func.min(Loan.day).label("first_day"), Loan.days.label("length"), func.count().label("loans"))
    .group_by(Loan.book_id, Loan.days)
    .subquery("loan_months")
)


class LoanMonth(LibraryBase):
    """How often a book was lent for so many days: a type that is a select."""

    __table__ = _months
    loans: Mapped[int]  # what is computed may be NULL for all that SQLAlchemy knows
    __mapper_args__ = {"primary_key": [_months.c.book_id, _months.c.length]}

    book: Mapped[Book] = relationship(primaryjoin=lambda: foreign(_months.c.book_id) == Book.id, viewonly=True)


_totals = (
    text(
        "SELECT b.author_id AS author_id, max(b.pages) AS pages, count(*) AS books FROM books AS b"
        " WHERE b.pages > :least GROUP BY b.author_id"
    )
    .bindparams(least=10)
    .columns(
        Column("author_id", Integer, primary_key=True),
        Column("pages", Integer, nullable=False),
        Column("books", Integer, nullable=False),
    )
    .subquery("author_totals")
)


class AuthorTotal(LibraryBase):
    """What an author has written: a type that is raw SQL."""

    __table__ = _totals

    author: Mapped[Author] = relationship(
        primaryjoin=lambda: foreign(_totals.c.author_id) == remote(Author.id), viewonly=True
    )


class ViewBase(LibraryBase):
    """Base of views: their metadata is not that of the tables, so nobody creates or migrates them as tables."""

    __abstract__ = True
    metadata = MetaData()


_popular = Table(
    "popular_books",
    ViewBase.metadata,
    Column("book_id", Integer, primary_key=True),
    Column("loans", Integer, nullable=False),
    info={"gql": {"read_only": True}},
)


class PopularBook(ViewBase):
    """A view of the database."""

    __table__ = _popular

    book: Mapped[Book] = relationship(primaryjoin=lambda: foreign(_popular.c.book_id) == Book.id, viewonly=True)


VIEW = "SELECT book_id, count(*) AS loans FROM loans GROUP BY book_id HAVING count(*) > 1"

# SQL fields


@sql_field(Book)
def loan_count(book: type[Book]) -> ColumnElement[int]:
    """How often the book was lent."""
    return select(func.count()).where(Loan.book_id == book.id).scalar_subquery()


@sql_field(Book)
def days_lent(book: type[Book]) -> ColumnElement[int]:
    """For how many days in all."""
    return select(func.coalesce(func.sum(Loan.days), 0)).where(Loan.book_id == book.id).scalar_subquery()


@sql_field(Book)
def minutes_lent(book: type[Book]) -> ColumnElement[int]:
    """A sum of large integers, which is a decimal to most databases."""
    minutes = func.sum(cast(Loan.days * 1440, BigInteger))
    return select(func.coalesce(minutes, 0)).where(Loan.book_id == book.id).scalar_subquery()


@sql_field(Book, nullable=False, description="Loans of more than a week.")
def long_loan_count(book: Any) -> Any:
    return select(func.count(Loan.id)).where(Loan.book_id == book.id, Loan.days > 7).scalar_subquery()


@sql_field(Book, name="taxed")
def price_with_tax(book: type[Book]) -> ColumnElement[Decimal]:
    """The price, with tax."""
    return raw_sql("round(:price * :factor, 2)", Numeric(12, 2), price=book.price, factor=Decimal("1.50"))


@sql_field(Book)
def thickness(book: type[Book]) -> ColumnElement[str]:
    r"""A text with what means something to SQL drivers."""
    return raw_sql(
        r"CASE WHEN :pages > :limit THEN '100% \:thick' ELSE :other END",
        String(),
        pages=book.pages,
        limit=150,
        other="%s",
    )


@sql_field(Author, nullable=True)
def last_loan_on(author: type[Author]) -> ColumnElement[date]:
    """When one of the author's books was lent last."""
    return select(func.max(Loan.day)).join(Loan.book).where(Book.author_id == author.id).scalar_subquery()


FIELDS = (loan_count, days_lent, minutes_lent, long_loan_count, price_with_tax, thickness, last_loan_on)


async def load_library(connection: AsyncConnection) -> None:
    """Make the tables and the view, and fill them."""
    await connection.run_sync(LibraryBase.metadata.create_all)
    await connection.execute(text(f"CREATE VIEW popular_books AS {VIEW}"))
    await connection.execute(
        insert(Author), [{"id": 1, "name": "Ada"}, {"id": 2, "name": "Ben"}, {"id": 3, "name": "Cem"}]
    )
    books = [(1, "Algebra", 100, "10.00", 1), (2, "Bees", 200, "20.10", 1), (3, "Cats", 300, "0.30", 2)]
    await connection.execute(
        insert(Book),
        [
            {"id": id_, "title": title, "pages": pages, "price": Decimal(price), "author_id": author}
            for id_, title, pages, price, author in books
        ],
    )
    loans = [(1, 5, 7), (1, 6, 14), (2, 1, 7), (1, 9, 7)]
    await connection.execute(
        insert(Loan),
        [
            {"id": n, "book_id": book, "day": date(2024, 1, day), "days": days}
            for n, (book, day, days) in enumerate(loans, 1)
        ],
    )
