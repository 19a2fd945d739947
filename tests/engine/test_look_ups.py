"""Look-ups where the database's idea of equality is not Python's: MariaDB compares text without regard to case."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from tests.engine.oracle import Oracle


def of_id(raw: str) -> str:
    return urlsafe_b64encode(raw.encode()).decode().rstrip("=")


async def test_an_id_finds_the_row_that_has_it_and_no_other(zoo: Oracle) -> None:
    found = await zoo.compare(f'{{ country(id: "{of_id("Country:de")}") {{ code }} }}')
    other = await zoo.compare(
        f'{{ country(id: "{of_id("Country:DE")}") {{ code }} node(id: "{of_id("Country:DE")}") {{ id }} }}'
    )

    assert {"country": {"code": "de"}} == found.data
    assert {"country": None, "node": None} == other.data


async def test_a_unique_value_finds_what_the_database_calls_equal(zoo: Oracle, kind: str) -> None:
    outcome = await zoo.compare('{ a: labelByText(text: "LABEL 1") { text } b: labelByText(text: "label 2") { text } }')

    assert {"a": {"text": "label 1"} if kind == "mariadb" else None, "b": {"text": "label 2"}} == outcome.data
