"""`schema.graphql` is what the models print, sorted, and says something about everything in it."""

from collections.abc import Iterator
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    is_introspection_type,
    is_specified_scalar_type,
    lexicographic_sort_schema,
    print_schema,
)

from gql import Gateway, Settings
from gql.reference import Base

FILE = Path(__file__).parents[2] / "schema.graphql"


def test_the_printed_schema_is_current() -> None:
    printed = Gateway(Base, settings=Settings(database_url=None)).schema.as_str() + "\n"

    assert printed == FILE.read_text(encoding="utf-8"), "write it anew with: python -m gql schema export"


def test_the_printed_schema_is_sorted() -> None:
    schema = build_schema(FILE.read_text(encoding="utf-8"))

    assert print_schema(lexicographic_sort_schema(schema)) == print_schema(schema)


def test_everything_in_the_schema_is_described() -> None:
    schema = build_schema(FILE.read_text(encoding="utf-8"))

    assert [] == list(_undescribed(schema))


def test_what_lacks_a_description_is_noticed() -> None:
    schema = build_schema('"Root." type Query { "Told." a("Told." b: Int): Int c(d: Int): Int }')

    assert ["Query.c", "Query.c(d)"] == list(_undescribed(schema))


def test_every_custom_scalar_says_what_specifies_it() -> None:
    schema = build_schema(FILE.read_text(encoding="utf-8"))
    scalars = [each for each in _own_types(schema) if isinstance(each, GraphQLScalarType)]

    assert scalars
    assert [] == [scalar.name for scalar in scalars if not (scalar.specified_by_url or "").startswith("https://")]


def _own_types(schema: GraphQLSchema) -> Iterator[GraphQLNamedType]:
    for each in schema.type_map.values():
        if not is_introspection_type(each) and not is_specified_scalar_type(each):
            yield each


def _undescribed(schema: GraphQLSchema) -> Iterator[str]:
    for each in _own_types(schema):
        if not each.description:
            yield each.name
        if isinstance(each, GraphQLEnumType):
            yield from (f"{each.name}.{name}" for name, value in each.values.items() if not value.description)
        elif isinstance(each, GraphQLInputObjectType):
            yield from (f"{each.name}.{name}" for name, field in each.fields.items() if not field.description)
        elif isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in each.fields.items():
                if not field.description:
                    yield f"{each.name}.{name}"
                yield from (f"{each.name}.{name}({arg})" for arg, it in field.args.items() if not it.description)
