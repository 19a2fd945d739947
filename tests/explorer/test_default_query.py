"""The default query is valid for any schema, and worth looking at where names allow it."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent

import pytest
from graphql import build_schema, parse, validate

from gql.gateway import Gateway
from gql.server.default_query import default_query
from tests.zoo.models import ZooBase

CONNECTIONS = """
    interface Node { id: ID! }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type ArtistConnection { nodes: [Artist!]! pageInfo: PageInfo! totalCount: Int! }
    type AlbumEdge { cursor: String! node: Album! }
    type AlbumConnection { edges: [AlbumEdge!]! nodes: [Album!]! pageInfo: PageInfo! aggregate: Aggregate! }
    type Aggregate { count: Int! }
    type Album implements Node { id: ID! rowId: Int! artistId: ID! cover: Base64 pages(size: Int!): Int
                                 artist: Artist title: String! tags: [String!]! statistics: Aggregate! }
    type Artist implements Node { id: ID! name: String old: String @deprecated albums(first: Int): AlbumConnection! }
    scalar Base64
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A schema as the server has it."""

    text: str

    def as_str(self) -> str:
        return self.text


def written_for(schema: str) -> str:
    """The default query without the greeting, checked against the schema."""
    query = default_query(Printed(schema))
    assert [] == validate(build_schema(schema), parse(query))
    return query[query.index("query ") :] if "query " in query else query


def test_it_shows_the_first_connection_with_a_name_and_a_relation() -> None:
    query = written_for(
        CONNECTIONS
        + """type Query { node(id: ID!): Node  agents: [Artist!]!  albums(first: Int, after: String): AlbumConnection!
                          artists(first: Int): ArtistConnection! }"""
    )

    assert (
        dedent("""\
        query Albums {
          albums(first: 10) {
            nodes {
              title
              artist {
                name
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
          }
        }
        """)
        == query
    )


def test_posts_with_their_author_come_before_all_others() -> None:
    query = written_for(
        CONNECTIONS
        + """type Query { albums(first: Int): AlbumConnection!  posts(first: Int): PostConnection! }
             type PostConnection { nodes: [Post!]! pageInfo: PageInfo! }
             type Post { id: ID! approvedBy: Artist author: Artist! content: String! title: String! status: Status!
                         version: Int! }
             enum Status { DRAFT PUBLISHED }"""
    )

    assert "query Posts {" in query
    assert "title\n      status\n      author {\n        name" in query
    assert "content" not in query
    assert "approvedBy" not in query


def test_without_a_relation_to_one_it_shows_a_short_page_of_many() -> None:
    query = written_for(CONNECTIONS + "type Query { artists(first: Int): ArtistConnection! }")

    assert "name\n      albums(first: 3) {\n        nodes {\n          title" in query


def test_a_model_of_nothing_but_keys_shows_its_id() -> None:
    query = written_for(
        """type Query { links: LinkConnection! }
           type LinkConnection { edges: [LinkEdge!]! pageInfo: PageInfo! }
           type LinkEdge { node: Link }
           type PageInfo { hasNextPage: Boolean! }
           type Link { id: ID! leftId: ID! rightId: ID! }"""
    )

    assert "links {\n    edges {\n      node {\n        id" in query
    assert "Id" not in query


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("type Query { now(zone: String!): String  version: String! }", "query Version {\n  version\n}\n"),
        ("type Query { me: User } type User { id: ID! name: String! }", "query Me {\n  me {\n    name\n  }\n}\n"),
        ("type Query { node(id: ID!): Node } interface Node { id: ID! }", "query Service {\n  __typename\n}\n"),
        ("schema { query: Root } type Root { ok: Boolean! }", "query Ok {\n  ok\n}\n"),
        ("type Query { pick: Choice } union Choice = A type A { a: Int }", "query Service {\n  __typename\n}\n"),
        (
            "type Query { ids: IdConnection! } type IdConnection { pageInfo: Int }",
            "query Ids {\n  ids {\n    pageInfo\n  }\n}\n",
        ),
    ],
)
def test_a_schema_without_connections_gets_a_query_too(schema: str, expected: str) -> None:
    assert expected == written_for(schema)


def test_the_default_query_of_the_zoo_is_valid() -> None:
    query = written_for(Gateway(ZooBase).schema.as_str())

    assert "nodes {" in query
    assert "enclosure {" in query
