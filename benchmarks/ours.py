"""Ours, set up as a production server is; only what the operations and the other contenders ask for is different."""

from __future__ import annotations

from functools import cache
from typing import Any

from graphql import GraphQLSchema, parse, validate
from sqlalchemy import make_url

from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from gql.reference import Base
from gql.settings import Settings

SETTINGS: dict[str, Any] = {
    "mode": "production",
    "secret_key": "a-key-for-measuring-only",
    "page_size_max": 1000,
    "offset_max": 1_000_000,
    "explain_path": False,
}


def settings(url: str, **changed: Any) -> Settings:
    """The settings of the benchmark for a database; `changed` are those that differ."""
    plain = make_url(url).render_as_string(hide_password=False)
    return Settings(database_url=plain, **{**SETTINGS, **changed})


def gateway(url: str, **changed: Any) -> Gateway:
    """The gateway over the reference domain; `changed` are settings that differ from those of the benchmark."""
    return Gateway(Base, settings=settings(url, **changed))


def can_answer(query: str) -> bool:
    """Whether the gateway's schema has what a query asks for."""
    return not validate(_schema(), parse(query))


@cache
def _schema() -> GraphQLSchema:
    return Gateway(Base).schema.graphql_schema


async def answer(ours: Gateway, query: str, variables: Any = None) -> bytes:
    """The body of one answer. Raises `SystemExit` if it has errors: what is wrong must not be timed."""
    response = await ours.execute(OperationRequest(query, variables=variables))
    if response.has_errors:
        raise SystemExit(f"an operation failed: {response.body[:500].decode()}")
    return response.body
