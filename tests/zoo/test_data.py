"""The zoo stands on every database, and holds what its rows say."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlalchemy.orm import undefer

from tests.zoo import models as zoo
from tests.zoo.data import SPECIMENS

pytestmark = pytest.mark.filterwarnings("ignore:Dialect sqlite:sqlalchemy.exc.SAWarning")


@pytest.mark.parametrize("expected", SPECIMENS, ids=lambda specimen: f"specimen {specimen['id']}")
async def test_every_value_is_stored_and_read_as_it_was(zoo_engine: AsyncEngine, expected: dict[str, Any]) -> None:
    async with AsyncSession(zoo_engine) as session:
        row = await session.get_one(zoo.Specimen, expected["id"], options=[undefer(zoo.Specimen.essay)])

    read = {name: getattr(row, name) for name in zoo.Specimen.__mapper__.column_attrs.keys()}  # noqa: SIM118 - iterating it yields attributes
    if zoo_engine.dialect.name != "postgresql" and read["instant"] is not None:
        read["instant"] = read["instant"].replace(tzinfo=expected["instant"].tzinfo)
    assert read == dict.fromkeys(read) | expected


async def test_every_hierarchy_has_rows_of_each_class(zoo_engine: AsyncEngine) -> None:
    async with AsyncSession(zoo_engine) as session:
        counts = {
            model.__name__: await session.scalar(select(func.count()).select_from(model))
            for model in (zoo.Animal, zoo.Mammal, zoo.Lion, zoo.Bird, zoo.Vehicle, zoo.Truck, zoo.Structure, zoo.Tower)
        }

    assert counts == {
        "Animal": 6, "Mammal": 3, "Lion": 2, "Bird": 2, "Vehicle": 3, "Truck": 2, "Structure": 4, "Tower": 2,
    }  # fmt: skip
