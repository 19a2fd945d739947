"""The reflected Chinook answers queries, the same on every database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from gql import naming
from gql.database.reflection import reflect_models
from gql.execution.encoding import encode_json
from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from gql.mapping.options import MappingOptions
from gql.settings import Settings
from tests.services import require_chinook


@pytest.fixture(scope="module")
async def gateway(chinook_engine: AsyncEngine, chinook_url: str) -> AsyncIterator[Gateway]:
    base = await reflect_models(chinook_engine, naming=naming)
    settings = Settings(database_url=chinook_url)
    gateway = Gateway(base, settings=settings, options=MappingOptions(skip_unmappable=True))
    yield gateway
    await gateway.stop()


async def answer(gateway: Gateway, query: str, **variables: object) -> Any:
    """The data, which both executors must give."""
    response = json.loads((await gateway.execute(OperationRequest(query, variables=variables))).body)
    oracle = await gateway.schema.execute(query, variable_values=variables, context_value=gateway.context())
    assert "errors" not in response, response["errors"]
    assert oracle.errors is None
    assert json.loads(encode_json(oracle.data)) == response["data"]
    assert response["extensions"]["execution"]["path"] == "plan"
    return response["data"]


def rows(statement: str) -> list[Any]:
    """What the original database says, by its own driver."""
    connection = sqlite3.connect(f"file:{require_chinook() / 'chinook.sqlite'}?mode=ro", uri=True)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


async def test_eleven_tables_are_served_as_ten_types(gateway: Gateway) -> None:
    query = "{ __schema { types { name interfaces { name } } queryType { fields { name } } } }"

    schema = json.loads((await gateway.execute(query)).body)["data"]["__schema"]

    nodes = {type_["name"] for type_ in schema["types"] if {"name": "Node"} in (type_["interfaces"] or [])}
    assert nodes == {
        "Album", "Artist", "Customer", "Employee", "Genre", "Invoice", "InvoiceLine", "MediaType", "Playlist", "Track",
    }  # fmt: skip
    assert {field["name"] for field in schema["queryType"]["fields"]} == {
        "album", "albums", "artist", "artists", "customer", "customers", "employee", "employees", "genre", "genres",
        "invoice", "invoices", "invoiceLine", "invoiceLines", "mediaType", "mediaTypes", "node", "nodes",
        "playlist", "playlists", "track", "tracks",
    }  # fmt: skip


async def test_an_artist_has_albums_and_an_album_its_artist(gateway: Gateway) -> None:
    query = """
      { artists(first: 1, orderBy: [{rowId: ASC}]) {
          nodes { name albums(orderBy: [{rowId: ASC}]) { totalCount nodes { rowId title artist { rowId name } } } }
      } }
    """

    data = await answer(gateway, query)

    artist = {"rowId": 1, "name": "AC/DC"}
    assert data["artists"]["nodes"] == [
        {
            "name": "AC/DC",
            "albums": {
                "totalCount": 2,
                "nodes": [
                    {"rowId": 1, "title": "For Those About To Rock We Salute You", "artist": artist},
                    {"rowId": 4, "title": "Let There Be Rock", "artist": artist},
                ],
            },
        }
    ]


async def test_employees_report_to_each_other_in_both_directions(gateway: Gateway) -> None:
    query = """
      { employees(orderBy: [{rowId: ASC}]) { nodes {
          lastName hireDate reportsToId reportsTo { id lastName }
          employeesByReportsTo(orderBy: [{rowId: ASC}]) { nodes { lastName } }
      } } }
    """

    employees = (await answer(gateway, query))["employees"]["nodes"]

    superiors = {employee["lastName"]: (employee["reportsTo"] or {}).get("lastName") for employee in employees}
    assert superiors == {
        "Adams": None, "Edwards": "Adams", "Peacock": "Edwards", "Park": "Edwards", "Johnson": "Edwards",
        "Mitchell": "Adams", "King": "Mitchell", "Callahan": "Mitchell",
    }  # fmt: skip
    assert [employee["lastName"] for employee in employees[1]["employeesByReportsTo"]["nodes"]] == [
        "Peacock",
        "Park",
        "Johnson",
    ]
    assert employees[1]["reportsToId"] == employees[1]["reportsTo"]["id"]
    assert employees[0]["reportsToId"] is None
    assert employees[0]["hireDate"] == "2002-08-14T00:00:00Z"


async def test_a_playlist_pages_through_its_tracks_without_a_join_type(gateway: Gateway) -> None:
    query = """
      query Playlists($first: Int!, $after: String) { playlists(first: 20, orderBy: [{rowId: ASC}]) { nodes {
          name
          tracks(first: $first, after: $after, orderBy: [{rowId: ASC}]) {
            totalCount
            nodes { rowId name }
            pageInfo { hasNextPage endCursor }
          }
      } } }
    """

    playlists = (await answer(gateway, query, first=3))["playlists"]["nodes"]

    counts = rows(
        "SELECT p.Name, count(t.TrackId) FROM Playlist p LEFT JOIN PlaylistTrack t USING (PlaylistId) GROUP BY PlaylistId"
    )
    assert [(playlist["name"], playlist["tracks"]["totalCount"]) for playlist in playlists] == counts
    assert playlists[15]["name"] == "Grunge"
    assert playlists[15]["tracks"]["nodes"] == [
        {"rowId": 52, "name": "Man In The Box"},
        {"rowId": 2003, "name": "Smells Like Teen Spirit"},
        {"rowId": 2004, "name": "In Bloom"},
    ]
    assert playlists[15]["tracks"]["pageInfo"]["hasNextPage"] is True
    assert playlists[8]["tracks"]["pageInfo"]["hasNextPage"] is False


async def test_a_track_knows_its_playlists_and_everything_else(gateway: Gateway) -> None:
    query = """
      { tracks(first: 1, orderBy: [{rowId: ASC}]) { nodes {
          name composer milliseconds bytes unitPrice
          album { title } genre { name } mediaType { name }
          playlists(orderBy: [{rowId: ASC}]) { nodes { rowId name } }
      } } }
    """

    data = await answer(gateway, query)

    assert data["tracks"]["nodes"] == [
        {
            "name": "For Those About To Rock (We Salute You)",
            "composer": "Angus Young, Malcolm Young, Brian Johnson",
            "milliseconds": 343719,
            "bytes": 11170334,
            "unitPrice": "0.99",
            "album": {"title": "For Those About To Rock We Salute You"},
            "genre": {"name": "Rock"},
            "mediaType": {"name": "MPEG audio file"},
            "playlists": {
                "nodes": [
                    {"rowId": 1, "name": "Music"},
                    {"rowId": 8, "name": "Music"},
                    {"rowId": 17, "name": "Heavy Metal Classic"},
                ]
            },
        }
    ]


@pytest.mark.parametrize(
    ("order", "sql_order"),
    [
        ("[{invoiceDate: ASC}]", "InvoiceDate, InvoiceId"),
        ("[{invoiceDate: DESC}, {rowId: DESC}]", "InvoiceDate DESC, InvoiceId DESC"),
        ("[{total: DESC}, {invoiceDate: ASC}]", "Total DESC, InvoiceDate, InvoiceId"),
        ("[{total: ASC}]", "Total, InvoiceId"),
    ],
)
async def test_pages_by_date_and_money_join_to_the_list(gateway: Gateway, order: str, sql_order: str) -> None:
    query = f"""
      query Page($after: String) {{ invoices(first: 37, after: $after, orderBy: {order}) {{
          nodes {{ rowId }} pageInfo {{ hasNextPage endCursor }}
      }} }}
    """
    expected = [row[0] for row in rows(f"SELECT InvoiceId FROM Invoice ORDER BY {sql_order}")]

    found: list[int] = []
    after: str | None = None
    while True:
        page = (await answer(gateway, query, after=after))["invoices"]
        found += [node["rowId"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert found == expected


async def test_ids_lead_back_to_their_rows(gateway: Gateway) -> None:
    first = """{
      customers(first: 1, orderBy: [{rowId: ASC}]) { nodes { id supportRepId } }
      invoiceLines(first: 1, orderBy: [{rowId: ASC}]) { nodes { id } }
    }"""
    found = await answer(gateway, first)
    customer = found["customers"]["nodes"][0]
    query = """
      query Again($customer: ID!, $rep: ID!, $line: ID!) {
        customer(id: $customer) { firstName lastName company supportRep { id } }
        employee(id: $rep) { customers(first: 1) { totalCount } }
        nodes(ids: [$line, $rep]) { __typename id ... on InvoiceLine { unitPrice invoice { invoiceDate } } }
      }
    """

    data = await answer(
        gateway,
        query,
        customer=customer["id"],
        rep=customer["supportRepId"],
        line=found["invoiceLines"]["nodes"][0]["id"],
    )

    assert data["customer"] == {
        "firstName": "Luís",
        "lastName": "Gonçalves",
        "company": "Embraer - Empresa Brasileira de Aeronáutica S.A.",
        "supportRep": {"id": customer["supportRepId"]},
    }
    assert data["employee"]["customers"]["totalCount"] == 21
    assert [node["__typename"] for node in data["nodes"]] == ["InvoiceLine", "Employee"]
    assert data["nodes"][0]["unitPrice"] == "0.99"
    assert data["nodes"][0]["invoice"] == {"invoiceDate": "2021-01-01T00:00:00Z"}


async def test_lists_are_filtered_by_what_is_related(gateway: Gateway) -> None:
    query = """
      { tracks(first: 100, orderBy: [{rowId: ASC}], where: {
          album: {artist: {name: {iContains: "led ZEPPELIN"}}}
          milliseconds: {gt: 300000}
          unitPrice: {eq: "0.99"}
          playlists: {some: {name: {startsWith: "Music"}}, none: {name: {eq: "Grunge"}}}
          invoiceLines: {aggregate: {count: {gte: 1}}}
          not: {composer: {contains: "Bonham"}}
        }) { totalCount nodes { rowId } } }
    """

    data = await answer(gateway, query)

    expected = rows(
        """
        SELECT TrackId FROM Track JOIN Album USING (AlbumId) JOIN Artist USING (ArtistId)
        WHERE Artist.Name = 'Led Zeppelin' AND Milliseconds > 300000 AND UnitPrice = 0.99
          AND TrackId IN (SELECT TrackId FROM PlaylistTrack JOIN Playlist USING (PlaylistId) WHERE Playlist.Name LIKE 'Music%')
          AND TrackId NOT IN (SELECT TrackId FROM PlaylistTrack JOIN Playlist USING (PlaylistId) WHERE Playlist.Name = 'Grunge')
          AND TrackId IN (SELECT TrackId FROM InvoiceLine)
          AND NOT instr(Composer, 'Bonham')
        ORDER BY TrackId
        """
    )
    assert expected
    assert {"totalCount": len(expected), "nodes": [{"rowId": key} for (key,) in expected]} == data["tracks"]
