"""Chinook becomes ten classes with the names that a person would have chosen, on every database."""

from __future__ import annotations

import gc

import pytest
from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.orm import DeclarativeBase, RelationshipDirection

from gql import naming
from gql.database.reflection import reflect_models, reflection_notes

RELATIONS = {
    "Album": {"artist": "Artist", "tracks": "[Track]"},
    "Artist": {"albums": "[Album]"},
    "Customer": {"support_rep": "Employee", "invoices": "[Invoice]"},
    "Employee": {"reports_to": "Employee", "employees_by_reports_to": "[Employee]", "customers": "[Customer]"},
    "Genre": {"tracks": "[Track]"},
    "Invoice": {"customer": "Customer", "invoice_lines": "[InvoiceLine]"},
    "InvoiceLine": {"invoice": "Invoice", "track": "Track"},
    "MediaType": {"tracks": "[Track]"},
    "Playlist": {"tracks": "[Track]"},
    "Track": {
        "album": "Album",
        "genre": "Genre",
        "media_type": "MediaType",
        "invoice_lines": "[InvoiceLine]",
        "playlists": "[Playlist]",
    },
}


@pytest.fixture(scope="module")
async def chinook(chinook_engine: AsyncEngine) -> type[DeclarativeBase]:
    return await reflect_models(chinook_engine, naming=naming)


def test_eleven_tables_become_ten_classes_with_relations_both_ways(chinook: type[DeclarativeBase]) -> None:
    relations = {
        mapper.class_.__name__: {
            relation.key: f"[{relation.mapper.class_.__name__}]"
            if relation.uselist
            else relation.mapper.class_.__name__
            for relation in mapper.relationships
        }
        for mapper in chinook.registry.mappers
    }

    assert len(chinook.metadata.tables) == 11
    assert relations == RELATIONS
    assert reflection_notes(chinook) == ()


async def test_the_base_keeps_its_classes_alive(chinook_engine: AsyncEngine) -> None:
    base = await reflect_models(chinook_engine, naming=naming)

    gc.collect()

    assert len(list(base.registry.mappers)) == 10


def test_columns_become_snake_case_attributes(chinook: type[DeclarativeBase]) -> None:
    attributes = {mapper.class_.__name__: set(mapper.column_attrs.keys()) for mapper in chinook.registry.mappers}

    assert attributes["Album"] == {"album_id", "title", "artist_id"}
    assert attributes["InvoiceLine"] == {"invoice_line_id", "invoice_id", "track_id", "unit_price", "quantity"}
    assert {"reports_to_id", "first_name", "hire_date"} < attributes["Employee"]
    assert {"support_rep_id", "postal_code"} < attributes["Customer"]


def test_the_pure_join_table_is_a_many_to_many(chinook: type[DeclarativeBase]) -> None:
    mappers = {mapper.class_.__name__: mapper for mapper in chinook.registry.mappers}

    tracks = mappers["Playlist"].relationships["tracks"]

    assert tracks.direction is RelationshipDirection.MANYTOMANY
    assert tracks.back_populates == "playlists"
    assert "PlaylistTrack" not in mappers


def test_values_read_as_their_types(chinook: type[DeclarativeBase]) -> None:
    invoice = next(mapper for mapper in chinook.registry.mappers if mapper.class_.__name__ == "Invoice")

    types = {name: attribute.columns[0].type.python_type.__name__ for name, attribute in invoice.column_attrs.items()}

    assert types["total"] == "Decimal"
    assert types["invoice_date"] == "datetime"
    assert types["invoice_id"] == "int"
    assert not inspect(invoice.class_).columns["invoice_id"].nullable
