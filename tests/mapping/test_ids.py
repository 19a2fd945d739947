"""Global ids: what is encoded decodes to the same, and nothing else decodes."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import BigInteger, ForeignKey, LargeBinary, SmallInteger, String, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gql.errors import InvalidId
from gql.mapping.ids import MAX_ID_LENGTH, decode_id, encode_id, id_encoder
from gql.mapping.read import read_models


class Base(DeclarativeBase):
    """Models with keys of every kind."""


class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)


class Small(Base):
    __tablename__ = "smalls"
    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True)


class Ledger(Base):
    __tablename__ = "ledgers"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class Country(Base):
    __tablename__ = "countries"
    code: Mapped[str] = mapped_column(String(20), primary_key=True)


class Tool(Base):
    __tablename__ = "tools"
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)


class Digest(Base):
    __tablename__ = "digests"
    value: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)


class Reading(Base):
    __tablename__ = "readings"
    place: Mapped[str] = mapped_column(String(40), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    tick: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class Contact(Base):
    __tablename__ = "contacts"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "contact"}
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))


class Customer(Contact):
    __tablename__ = "customers"
    __mapper_args__ = {"polymorphic_identity": "customer"}
    id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True)


MIRROR = read_models(Base)

text_values = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=60)

KEYS: dict[str, st.SearchStrategy[tuple[Any, ...]]] = {
    "Post": st.tuples(st.integers(-(2**31), 2**31 - 1)),
    "Small": st.tuples(st.integers(-(2**15), 2**15 - 1)),
    "Ledger": st.tuples(st.integers(-(2**63), 2**63 - 1)),
    "Country": st.tuples(text_values),
    "Tool": st.tuples(st.uuids()),
    "Digest": st.tuples(st.binary(max_size=16)),
    "Reading": st.tuples(text_values, st.dates(), st.integers(-(2**63), 2**63 - 1)),
}


def made_up(text: str | bytes) -> str:
    """An id that holds `text`, spelled as ids are."""
    raw = text if isinstance(text, bytes) else text.encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@given(st.data())
def test_every_key_decodes_from_its_id_and_encodes_to_the_same_bytes(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(KEYS)))
    values = data.draw(KEYS[name])

    text = encode_id(MIRROR.by_name[name], values)
    model_type, decoded = decode_id(text, MIRROR)

    assert (name, values) == (model_type.name, decoded)
    assert text == encode_id(model_type, decoded)


@given(st.text(max_size=40) | st.binary(max_size=40).map(made_up))
def test_whatever_decodes_encodes_to_the_same_bytes(text: str) -> None:
    try:
        model_type, values = decode_id(text, MIRROR)
    except InvalidId:
        return

    assert text == encode_id(model_type, values)


def test_an_id_is_url_safe_base64_of_type_and_key() -> None:
    assert made_up("Post:42") == encode_id(MIRROR.by_name["Post"], (42,))
    assert made_up('Reading:["a","2024-05-01","7"]') == encode_id(MIRROR.by_name["Reading"], ("a", date(2024, 5, 1), 7))
    assert set(encode_id(MIRROR.by_name["Country"], ("ÿÿÿ???>>>",))) & {"+", "/", "="} == set()


def test_the_encoder_for_loops_takes_a_bare_value_or_a_tuple() -> None:
    assert encode_id(MIRROR.by_name["Post"], (42,)) == id_encoder(MIRROR.by_name["Post"])(42)
    key = ("a", date(2024, 5, 1), 7)
    assert encode_id(MIRROR.by_name["Reading"], key) == id_encoder(MIRROR.by_name["Reading"])(key)


def test_rows_of_a_hierarchy_have_the_id_of_its_root() -> None:
    text = encode_id(MIRROR.by_name["Customer"], (3,))

    assert made_up("Contact:3") == text
    assert (MIRROR.by_name["Contact"], (3,)) == decode_id(text, MIRROR)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "=",
        "not an id",
        "ü",
        "\ud800",
        made_up("Post"),
        made_up("Post:"),
        made_up("Post:01"),
        made_up("Post:+1"),
        made_up("Post:1.0"),
        made_up("Post: 1"),
        made_up("Post:1\n"),
        made_up("Post:١"),
        made_up("Post:-0"),
        made_up(f"Post:{2**31}"),
        made_up(f"Small:{2**15}"),
        made_up(f"Ledger:{2**63}"),
        made_up("Nothing:1"),
        made_up("PlainContact:1"),
        made_up("Customer:1"),
        made_up("Country"),
        made_up("Country:a\x00b"),
        made_up(b"Country:\xed\xa0\x80"),
        made_up(b"\xff\xfe"),
        made_up("Tool:3F2B8A9E-5C1D-4E6F-9A7B-0C8D1E2F3A4B"),
        made_up("Digest:ABC"),
        made_up('Reading:["a","2024-05-01"]'),
        made_up('Reading:["a","2024-05-01",7]'),
        made_up('Reading:["a", "2024-05-01", "7"]'),
        made_up('Reading:["a","20240501","7"]'),
        made_up('Reading:["\\u0061","2024-05-01","7"]'),
        made_up("Reading:" + "[" * 1400),
        made_up("Reading:7"),
        made_up("Post:1") + "=",
        made_up("Post:1") + "\n",
        "!" + made_up("Post:1"),
        base64.b64encode(b"Country:??>").decode(),
        made_up("Post:12").removesuffix("g") + "h",  # bits that no byte needs
        made_up("Country:" + "a" * MAX_ID_LENGTH),
    ],
)
def test_what_was_never_an_id_is_refused(text: str) -> None:
    with pytest.raises(InvalidId, match="is not an id of this API"):
        decode_id(text, MIRROR)


def test_the_refusal_of_a_long_id_is_short() -> None:
    with pytest.raises(InvalidId) as caught:
        decode_id("a" * 100_000, MIRROR)

    assert len(caught.value.message) < 120
