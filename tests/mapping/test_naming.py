"""The naming rules, as `docs/naming.md` tells them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gql import naming


@pytest.mark.parametrize(
    ("attribute", "field"),
    [
        ("created_at", "createdAt"),
        ("createdAt", "createdAt"),
        ("CreatedAt", "createdAt"),
        ("user_ID", "userId"),
        ("HTMLBody", "htmlBody"),
        ("URL", "url"),
        ("address_line_1", "addressLine1"),
        ("md5hash", "md5hash"),
        ("class_", "class"),
        ("__typename", "typename"),
        ("2fa", "_2fa"),
        ("per%cent", "perCent"),
        ("größe", "grosse"),
        ("naïve_café", "naiveCafe"),
        ("Łódź", "lodz"),
        ("名前", "u540dU524d"),
        ("%", ""),
    ],
)
def test_a_field_is_named_after_its_attribute_in_camel_case(attribute: str, field: str) -> None:
    assert field == naming.field_name(attribute)


@pytest.mark.parametrize(
    ("class_name", "type_name"),
    [
        ("Post", "Post"),
        ("HTMLPage", "HTMLPage"),
        ("post_tag", "PostTag"),
        ("Post_", "Post"),
        ("Größe", "Grosse"),
        ("String", "StringRecord"),
        ("Query", "QueryRecord"),
        ("Node", "NodeRecord"),
        ("PageInfo", "PageInfoRecord"),
        ("Date", "DateRecord"),
        ("Type", "Type"),
        ("_Hidden", "Hidden"),
    ],
)
def test_a_type_is_named_after_its_class_unless_graphql_needs_the_name(class_name: str, type_name: str) -> None:
    assert type_name == naming.type_name(class_name)


@given(st.text(min_size=1, max_size=20))
def test_whatever_a_column_is_called_its_field_is_a_graphql_name_or_nothing(name: str) -> None:
    field, enum_value = naming.field_name(name), naming.enum_value_name(name)

    assert not field or naming.is_graphql_name(field)
    assert not enum_value or naming.is_graphql_name(enum_value)


@given(st.text(min_size=1, max_size=20).filter(str.isalnum))
def test_a_name_with_a_letter_or_digit_always_becomes_something(name: str) -> None:
    assert naming.is_graphql_name(naming.field_name(name))


@pytest.mark.parametrize(
    ("type_name", "fields"),
    [
        ("Post", ("post", "posts")),
        ("UserRole", ("userRole", "userRoles")),
        ("HTMLPage", ("htmlPage", "htmlPages")),
        ("Category", ("category", "categories")),
        ("Person", ("person", "people")),
        ("Address", ("address", "addresses")),
        ("Series", ("series", "allSeries")),
        ("News", ("news", "allNews")),
        ("MediaData", ("mediaData", "allMediaData")),
    ],
)
def test_root_fields_are_the_singular_and_the_plural(type_name: str, fields: tuple[str, str]) -> None:
    assert fields == naming.root_field_names(type_name)


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        pair.split()
        for pair in (
            "address addresses|alias aliases|analysis analyses|artist artists|base bases|bonus bonuses|boy boys|bus buses|"
            "campus campuses|case cases|category categories|child children|cookie cookies|course courses|"
            "crisis crises|database databases|day days|entry entries|foot feet|gas gases|hero heroes|house houses|"
            "index indexes|invoice invoices|key keys|leaf leaves|lens lenses|life lives|matrix matrices|move moves|"
            "person people|photo photos|process processes|purchase purchases|quiz quizzes|response responses|"
            "salesperson salespeople|schema schemas|size sizes|status statuses|tax taxes|tooth teeth|virus viruses|woman women|"
            "cafe cafes|drive drives|genius geniuses|man men|safe safes|slice slices|tie ties"
        ).split("|")
    ],
)
def test_plural_and_singular_undo_each_other(singular: str, plural: str) -> None:
    assert plural == naming.pluralize(singular)
    assert singular == naming.singularize(plural)
    assert singular == naming.singularize(singular)


@pytest.mark.parametrize("word", ["data", "media", "news", "series", "criteria", "status", "statistics", "settings"])
def test_a_word_that_names_tables_as_it_is_is_never_made_singular(word: str) -> None:
    assert word == naming.singularize(word)


@pytest.mark.parametrize(
    ("table", "class_name"),
    [
        ("artists", "Artist"),
        ("Artist", "Artist"),
        ("playlist_track", "PlaylistTrack"),
        ("PlaylistTrack", "PlaylistTrack"),
        ("MediaType", "MediaType"),
        ("InvoiceLine", "InvoiceLine"),
        ("ORDER_ITEMS", "OrderItem"),
        ("2024_sales", "_2024Sale"),
    ],
)
def test_a_reflected_table_becomes_a_singular_class(table: str, class_name: str) -> None:
    assert class_name == naming.class_name_for_table(table)


@pytest.mark.parametrize(
    ("column", "attribute"),
    [("AlbumId", "album_id"), ("UnitPrice", "unit_price"), ("class", "class_"), ("metadata", "metadata_")],
)
def test_a_reflected_column_becomes_a_snake_case_attribute(column: str, attribute: str) -> None:
    assert attribute == naming.attribute_name_for_column(column)


def test_a_foreign_key_gives_its_plain_name_to_the_relation() -> None:
    assert ("artist_id", "artist") == (
        naming.foreign_key_attribute_name("ArtistId"),
        naming.to_one_name(["ArtistId"], "Artist"),
    )
    assert ("reports_to_id", "reports_to") == (
        naming.foreign_key_attribute_name("ReportsTo"),
        naming.to_one_name(["ReportsTo"], "Employee"),
    )
    assert "wing" == naming.to_one_name(["building", "wing_number"], "wings")
    assert "artist" == naming.to_one_name(["id"], "artists")


def test_the_reverse_of_a_foreign_key_names_it_only_where_it_must() -> None:
    only = naming.to_many_name("Album", "artist", is_only=True, is_self=False)
    itself = naming.to_many_name("Employee", "reports_to", is_only=True, is_self=True)
    one_of_two = naming.to_many_name("enclosures", "substitute", is_only=False, is_self=False)
    unique = naming.to_many_name("profiles", "user", is_only=True, is_self=False, to_one=True)

    assert ("albums", "employees_by_reports_to", "enclosures_by_substitute", "profile") == (
        only,
        itself,
        one_of_two,
        unique,
    )


def test_a_join_table_gives_the_plural_of_the_other_side() -> None:
    assert "tracks" == naming.many_to_many_name("Track", "PlaylistTrack", is_only=True)
    assert "tracks_by_playlist_track" == naming.many_to_many_name("Track", "PlaylistTrack", is_only=False)
    assert "followers" == naming.many_to_many_name("users", "follows", is_only=True, far_relation="follower")


@pytest.mark.parametrize(
    "name", ["password", "password_hash", "hashedPassword", "passwd", "token_digest", "totp_secret"]
)
def test_a_name_that_speaks_of_a_credential_is_secret(name: str) -> None:
    assert naming.is_secret_name(name)


@pytest.mark.parametrize("name", ["hash", "secretary", "token_count", "salt", "key", "content_hash", "passenger"])
def test_a_name_that_only_resembles_a_credential_is_not_secret(name: str) -> None:
    assert not naming.is_secret_name(name)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("in_progress", "in_progress"),
        ("so-so", "so_so"),
        ("100 % bad", "_100_bad"),
        ("true", "true_"),
        ("__x", "x"),
        ("", ""),
    ],
)
def test_an_enum_value_keeps_its_text_where_graphql_allows_it(text: str, value: str) -> None:
    assert value == naming.enum_value_name(text)


def test_names_are_read_out_as_words() -> None:
    assert "published at" == naming.human("publishedAt")
    assert "HTML page" == naming.human("HTMLPage")
