"""An aggregate that has no value in GraphQL is the error of its own field, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Double, ForeignKey, insert
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from tests.engine.conftest import KINDS, fill, new_database, serving
from tests.engine.oracle import Oracle


class StarBase(DeclarativeBase):
    """Base of these models."""


class Galaxy(StarBase):
    __tablename__ = "galaxies"

    id: Mapped[int] = mapped_column(primary_key=True)

    stars: Mapped[list[Star]] = relationship(back_populates="galaxy")


class Star(StarBase):
    __tablename__ = "stars"

    id: Mapped[int] = mapped_column(primary_key=True)
    galaxy_id: Mapped[int] = mapped_column(ForeignKey("galaxies.id"))
    mass: Mapped[float] = mapped_column(Double)

    galaxy: Mapped[Galaxy] = relationship(back_populates="stars")


async def load_stars(connection: AsyncConnection) -> None:
    """The stars of one galaxy weigh more than a float can say."""
    await connection.run_sync(StarBase.metadata.create_all)
    await connection.execute(insert(Galaxy), [{"id": 1}, {"id": 2}])
    await connection.execute(
        insert(Star),
        [{"galaxy_id": 1, "mass": 1.7e308}, {"galaxy_id": 1, "mass": 1.7e308}, {"galaxy_id": 2, "mass": 1}],
    )


AGGREGATE = "aggregate { count sum { __typename mass } max { mass } }"


@pytest.mark.parametrize("kind", KINDS[:2])
async def test_a_sum_beyond_floats_is_an_error_of_its_field_alone(kind: str, tmp_path: Path) -> None:
    with new_database(kind, tmp_path) as url:
        await fill(url, load_stars)
        async with serving(StarBase, url) as gateway:
            outcome = await Oracle(gateway).compare(
                f"{{ stars {{ {AGGREGATE} groupBy(keys: [galaxyId]) {{ keys {{ galaxyId }} {AGGREGATE} }} }}"
                f" galaxies {{ nodes {{ stars {{ {AGGREGATE} }} }} }} }}"
            )

    whole = outcome.data["stars"]
    assert {"count": 3, "sum": {"__typename": "StarSums", "mass": None}, "max": {"mass": 1.7e308}} == whole["aggregate"]
    assert [None, 1.0] == [group["aggregate"]["sum"]["mass"] for group in whole["groupBy"]]
    assert [None, 1.0] == [node["stars"]["aggregate"]["sum"]["mass"] for node in outcome.data["galaxies"]["nodes"]]
    assert 3 == len(outcome.answer.errors)
