"""A small blog on SQLite behind the real server: what the explorer and the programs on Node.js talk to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship
from starlette.applications import Starlette
from starlette.routing import Mount

from gql.gateway import Gateway
from gql.settings import Settings
from tests.explorer.plain_server import served_plainly
from tests.server.serving import HOST, served

POSTS = 25


class Base(DeclarativeBase):
    """Models of the blog."""


class Author(Base):
    """Who writes."""

    __tablename__ = "authors"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    posts: Mapped[list[Post]] = relationship(back_populates="author")


class Post(Base):
    """Something published."""

    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))
    author: Mapped[Author] = relationship(back_populates="posts")


@contextmanager
def served_blog(folder: Path, *, below: str = "") -> Iterator[str]:
    """The origin at which the blog is served, with `POSTS` posts in a database in `folder`, until the block ends.

    `below` is a path to mount it under, in an application of somebody else's.
    """
    file = folder / "blog.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        ada = Author(name="Ada")
        session.add_all(Post(title=f"Post number {number}", author=ada) for number in range(1, POSTS + 1))
    engine.dispose()
    settings = Settings(database_url=f"sqlite+aiosqlite:///{file}")
    gateway = Gateway(Base, settings=settings)
    if below:
        with served_plainly(_mounted(gateway, below)) as origin:
            yield origin
    else:
        with served(gateway.app(), settings) as port:
            yield f"http://{HOST}:{port}"


def _mounted(gateway: Gateway, path: str) -> Starlette:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await gateway.stop()

    return Starlette(routes=[Mount(path, gateway.app())], lifespan=lifespan)
