"""Scalars: one text per value, the same from both executors, and inputs that are what they say."""

from __future__ import annotations

import ipaddress
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
import pytest
from graphql import GraphQLError
from hypothesis import given, strategies as st
from sqlalchemy.dialects import postgresql

from gql.mapping import scalars, wire
from gql.mapping.model_type import Scalar
from gql.mapping.sql_types import ScalarReader

KATHMANDU = timezone(timedelta(hours=5, minutes=45))


def plan_text(scalar: Scalar, value: Any) -> bytes:
    """What a plan's output writes for `value`."""
    return orjson.dumps(value if scalar.to_json is None else scalar.to_json(value), option=wire.ORJSON_OPTIONS)


def strawberry_text(scalar: Scalar, value: Any) -> bytes:
    """What Strawberry's executor writes for `value`, before any JSON encoder has a say."""
    definition = scalars.SCALAR_MAP[scalar.annotation]
    assert definition.serialize is not None
    return orjson.dumps(definition.serialize(value))


offsets = st.none() | st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(), offsets)
def test_both_executors_write_the_same_bytes_for_every_datetime(moment: datetime, offset: timezone | None) -> None:
    value = moment.replace(tzinfo=offset)

    assert plan_text(scalars.AWARE_DATE_TIME, value) == strawberry_text(scalars.AWARE_DATE_TIME, value)


@pytest.mark.parametrize(
    ("scalar", "values"),
    [
        (scalars.DATE, [date(1, 1, 1), date(2024, 2, 29)]),
        (scalars.TIME, [time(0), time(23, 59, 59, 5)]),
        (scalars.OFFSET_TIME, [time(1, 2, tzinfo=UTC), time(1, 2, 3, 4, tzinfo=KATHMANDU), time(5)]),
        (scalars.DURATION, [timedelta(0), timedelta(days=-1, microseconds=1), timedelta.max]),
        (scalars.DECIMAL, [Decimal("19.90"), Decimal("1E+3"), Decimal("1E-9"), Decimal("-0.0")]),
        (scalars.BIG_INT, [2**63 - 1, -(2**63), 0]),
        (scalars.UUID_VALUE, [UUID(int=0), UUID(int=2**128 - 1)]),
        (scalars.UUID_TEXT, [str(UUID(int=5))]),
        (scalars.JSON_VALUE, [None, {"a": [1, 2.5, "ü", None, True]}, [], "text"]),
        (scalars.BINARY, [b"", b"\x00\xff\xfe"]),
    ],
)
def test_both_executors_write_the_same_bytes(scalar: Scalar, values: list[Any]) -> None:
    for value in values:
        assert plan_text(scalar, value) == strawberry_text(scalar, value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime.fromisoformat("2024-05-01T12:30"), "2024-05-01T12:30:00Z"),
        (datetime(2024, 5, 1, 12, 30, 0, 5, UTC), "2024-05-01T12:30:00.000005Z"),
        (datetime(2024, 5, 1, 12, 30, tzinfo=KATHMANDU), "2024-05-01T12:30:00+05:45"),
        (datetime(7, 1, 1, tzinfo=UTC), "0007-01-01T00:00:00Z"),
    ],
)
def test_a_datetime_always_has_an_offset_and_a_naive_one_is_utc(value: datetime, text: str) -> None:
    assert text == wire.write_date_time(value)


@given(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_a_datetime_read_back_is_the_same_instant(moment: datetime, minutes: int) -> None:
    value = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))

    assert value == wire.read_date_time(wire.write_date_time(value))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (timedelta(0), "PT0S"),
        (timedelta(days=1, hours=2, minutes=30), "P1DT2H30M"),
        (timedelta(seconds=60), "PT1M"),
        (timedelta(microseconds=5), "PT0.000005S"),
        (timedelta(seconds=1, milliseconds=500), "PT1.5S"),
        (timedelta(hours=-22), "-PT22H"),
        (timedelta(days=-1, microseconds=-1), "-P1DT0.000001S"),
    ],
)
def test_a_duration_is_iso_8601(value: timedelta, text: str) -> None:
    assert text == wire.write_duration(value)


@given(st.timedeltas())
def test_a_duration_read_back_is_exact(value: timedelta) -> None:
    assert value == wire.read_duration(wire.write_duration(value))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_decimal_keeps_its_digits_and_has_no_exponent(value: Decimal) -> None:
    text = wire.write_decimal(value)

    assert "E" not in text
    assert value == wire.read_decimal(text)


@pytest.mark.parametrize(
    ("read", "bad"),
    [
        (
            wire.read_date_time,
            [
                "2024-05-01T12:30:00",
                "2024-05-01",
                "20240501T123000Z",
                "2024-13-01T00:00:00Z",
                "2024-05-01T24:00:01Z",
                5,
                "",
            ],
        ),
        (wire.read_date, ["2024-5-1", "2024-02-30", "20240501", "2024-W01-1", None]),
        (wire.read_time, ["25:00", "1:00", "12", 12]),
        (wire.read_duration, ["P", "PT", "P1Y", "P1M", "1D", "P-1D", "P1DT", "P999999999999D", "P999999999W", 5]),
        (wire.read_decimal, ["NaN", "Infinity", "1,5", "", "1e9999", " 1", "١", True, "1" * 2000]),
        (wire.read_big_int, ["1.0", "", "0x10", "1e3", True, 1.0, "9" * 50]),
        (wire.read_uuid, ["", "x" * 32, "{3f2b8a9e-5c1d-4e6f-9a7b-0c8d1e2f3a4b}", 5]),
        (wire.read_base64, ["Zg", "Zg==\n", "Z-_=", 5]),
    ],
)
def test_what_is_not_such_a_value_is_refused_with_a_reason(read: Any, bad: list[object]) -> None:
    for value in bad:
        with pytest.raises(GraphQLError, match="cannot represent"):
            read(value)


def test_a_refusal_echoes_little_of_what_was_sent() -> None:
    with pytest.raises(GraphQLError) as caught:
        wire.read_date("x" * 100_000)

    assert len(caught.value.message) < 300


def test_a_float_that_is_no_number_is_an_error_as_in_graphql() -> None:
    for value in (float("nan"), float("inf")):
        with pytest.raises(GraphQLError, match="Float cannot represent"):
            wire.write_float(value)


def test_an_int_beyond_32_bits_is_an_error_where_the_database_lets_one_in() -> None:
    assert scalars.INT.unchecked_to_json is not None
    assert 5 == scalars.INT.unchecked_to_json(5)
    with pytest.raises(GraphQLError, match="32-bit"):
        scalars.INT.unchecked_to_json(2**40)


def test_input_becomes_what_the_column_binds() -> None:
    aware = datetime(2024, 5, 1, 12, 0, tzinfo=KATHMANDU)
    naive, utc = scalars.NAIVE_DATE_TIME.from_json, scalars.AWARE_DATE_TIME.from_json

    assert naive is not None
    assert utc is not None
    assert datetime.fromisoformat("2024-05-01T06:15") == naive(aware)
    assert (aware, UTC) == (utc(aware), utc(aware).tzinfo)


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        (scalars.SMALL_INT, 2**15),
        (scalars.BIG_INT, 2**63),
        (scalars.STRING, "a\x00b"),
        (scalars.STRING, "\ud800"),
        (scalars.TIME, time(1, tzinfo=UTC)),
        (scalars.NAIVE_DATE_TIME, datetime(1, 1, 1, tzinfo=KATHMANDU)),
    ],
)
def test_input_that_the_column_cannot_hold_is_refused(scalar: Scalar, value: Any) -> None:
    assert scalar.from_json is not None
    with pytest.raises(ValueError):
        scalar.from_json(value)


KEY_VALUES: list[tuple[Scalar, st.SearchStrategy[Any]]] = [
    (scalars.INT, st.integers(-(2**31), 2**31 - 1)),
    (scalars.SMALL_INT, st.integers(-(2**15), 2**15 - 1)),
    (scalars.BIG_INT, st.integers(-(2**63), 2**63 - 1)),
    (scalars.BOOLEAN, st.booleans()),
    (scalars.FLOAT, st.floats(allow_nan=False)),
    (scalars.STRING, st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"))),
    (scalars.NAIVE_DATE_TIME, st.datetimes()),
    (scalars.AWARE_DATE_TIME, st.datetimes(timezones=st.just(UTC))),
    (scalars.DATE, st.dates()),
    (scalars.TIME, st.times()),
    (scalars.DURATION, st.timedeltas()),
    (scalars.DECIMAL, st.decimals(allow_nan=False, allow_infinity=False)),
    (scalars.UUID_VALUE, st.uuids()),
    (scalars.BINARY, st.binary()),
]


@given(st.data())
def test_the_key_text_of_a_value_parses_to_the_value(data: st.DataObject) -> None:
    scalar, values = data.draw(st.sampled_from(KEY_VALUES))
    value = data.draw(values)

    assert scalar.key_text is not None
    assert scalar.parse_key is not None
    assert value == scalar.parse_key(scalar.key_text(value))


@given(st.sampled_from(KEY_VALUES), st.text("0123456789-+.eEinftrualsT:Z ", max_size=12))
def test_a_key_text_has_one_spelling_only(case: tuple[Scalar, Any], text: str) -> None:
    scalar, _ = case
    assert scalar.key_text is not None
    assert scalar.parse_key is not None

    try:
        value = scalar.parse_key(text)
    except (ValueError, ArithmeticError):
        return

    assert text == scalar.key_text(value)


def test_a_stored_network_address_is_text_and_orders() -> None:
    reading = ScalarReader({}).read(postgresql.INET(), "Address")

    assert reading.scalar.to_json is not None
    assert reading.scalar.parse_key is not None
    assert "10.0.0.1" == reading.scalar.to_json(ipaddress.ip_address("10.0.0.1"))
    assert ipaddress.ip_interface("10.0.0.1/8") == reading.scalar.parse_key("10.0.0.1/8")


def test_every_scalar_says_where_it_is_specified() -> None:
    for definition in scalars.SCALAR_MAP.values():
        assert definition.specified_by_url is not None
        assert definition.specified_by_url.startswith("https://")
        assert definition.description
