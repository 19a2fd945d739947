"""Planning an operation again over the same types makes no new alias of them, and gives the same SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from graphql import OperationDefinitionNode, parse
from sqlalchemy import ForeignKey
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

import gql.sql.entities
from gql.execution.fetching import FetchSettings, Request, prepare
from gql.mapping.read import read_models
from gql.mapping.schema import build_schema
from gql.plan.document import Document
from gql.plan.nodes import Fetch, Plan
from gql.plan.page import PageLimits
from gql.plan.planner import plan_operation


class Base(DeclarativeBase): ...


class Folder(Base):
    __tablename__ = "folder"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("folder.id"))
    parent: Mapped[Folder | None] = relationship(back_populates="children", remote_side=[id])
    children: Mapped[list[Folder]] = relationship(back_populates="parent")


MIRROR = read_models(Base)
SCHEMA = build_schema(MIRROR).graphql_schema
QUERY = "{ folders(first: 3) { nodes { name parent { name } children(first: 2) { nodes { name parent { name } } } } } }"


@pytest.mark.parametrize("url", ["postgresql+asyncpg://", "sqlite+aiosqlite://", "mysql+asyncmy://"])
def test_the_second_plan_makes_no_alias_and_the_same_statements(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    dialect = create_async_engine(url).dialect
    first = statements(dialect)
    monkeypatch.setattr(gql.sql.entities, "aliased", None)  # a new alias would fail

    assert first == statements(dialect)
    assert 2 == len(first)


def statements(dialect: Dialect) -> list[str]:
    node = parse(QUERY)
    (operation,) = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
    plan = plan_operation(Document(QUERY, node, (), (operation,)), operation, {}, SCHEMA, MIRROR, MIRROR.root_fields)
    assert isinstance(plan, Plan)
    settings = FetchSettings(MIRROR, dialect, b"secret", PageLimits(20, 100, 100))
    return [str(statement_of(fetch, settings)) for fetch in every_fetch(plan.fetches)]


def statement_of(fetch: Fetch, settings: FetchSettings) -> object:
    request = prepare(fetch, [1] if fetch.parent_key else [], {}, settings)
    assert isinstance(request, Request)
    return request.statement.selectable.compile(dialect=settings.dialect)


def every_fetch(fetches: Sequence[Fetch]) -> Iterator[Fetch]:
    for fetch in fetches:
        yield fetch
        yield from every_fetch(tuple(fetch.children.values()))
