"""What a start costs over many models: `python -m benchmarks.startup [--models N] [--rounds N]`.

Each start is a fresh process over a generated module, as `serve`'s is: import SQLAlchemy, import the gateway, import the models
and let SQLAlchemy configure them, read the models, build the schema, compile the first plan and answer. CPU seconds of the
process, medians. SQLAlchemy's own share (its import and the models') is the floor: it is paid by any program over these
models, so ratios to it can be compared between machines, seconds cannot. The cost of a type is that of reading and building.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

FLOOR = ("sqlalchemy import", "models import")
OURS = ("gateway import", "read_models", "build_schema", "first plan and answer", "other")
TYPES = ("read_models", "build_schema")
TARGET_S = 1.5
SCALARS = ("String(40)", "Integer", "Boolean", "DateTime", "Numeric(10, 2)", "Text", "Float")
PYTHON_TYPES = ("str", "int", "bool", "datetime", "Decimal", "str | None", "float")

HEADER = """
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Boolean, DateTime, Float, ForeignKey, Integer, Numeric, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase): ...
"""

START = """
import time
laps = [("python", 0.0, time.process_time())]


def lap(name):
    laps.append((name, laps[-1][2], time.process_time()))


import asyncio
import sqlalchemy.ext.asyncio
import sqlalchemy.orm
lap("sqlalchemy import")
import gql.gateway
from gql import Gateway
from gql.database import Database
from gql.mapping.collection import without_collection
lap("gateway import")
with without_collection():  # as the command line imports models
    import many_models
    many_models.Base.registry.configure()
lap("models import")


def told(name, function):
    def run(*arguments, **named):
        lap("other")
        made = function(*arguments, **named)
        lap(name)
        return made
    return run


gql.gateway.read_models = told("read_models", gql.gateway.read_models)
gql.gateway.build_schema = told("build_schema", gql.gateway.build_schema)
gateway = Gateway(many_models.Base, database=Database("sqlite:///many.sqlite"))
lap("other")


async def ask(query):
    response = await gateway.execute(query)
    assert not response.has_errors, response.body
    return response


async def main():
    await ask("{ item1s(first: 3) { nodes { id text0 near { id far { text0 } } nearOf(first: 2) { nodes { id } } } } }")
    lap("first plan and answer")
    await gateway.stop()


asyncio.run(main())
import json
steps = {}
for name, begin, end in laps:
    steps[name] = steps.get(name, 0) + end - begin
types = gateway.schema.graphql_schema.type_map.values()
fields = sum(len(getattr(each, "fields", ())) for each in types)
print(json.dumps({"steps": steps, "types": len(types), "fields": fields}))
"""


def models_module(count: int) -> str:
    """The text of a module of `count` models with ten columns and four relations each, two of them to-many."""
    return HEADER + "".join(_model(number, count) for number in range(count))


def _model(number: int, count: int) -> str:
    near, far = (number + 1) % count, (number + 7) % count
    columns = "".join(
        f"    text{place}: Mapped[{python}] = mapped_column({scalar})\n"
        for place, (scalar, python) in enumerate(zip(SCALARS, PYTHON_TYPES, strict=True))
    )
    return (
        f"\n\nclass Item{number}(Base):\n    __tablename__ = 'item{number}'\n"
        f"    id: Mapped[int] = mapped_column(primary_key=True)\n"
        f"    near_id: Mapped[int] = mapped_column(ForeignKey('item{near}.id'))\n"
        f"    far_id: Mapped[int] = mapped_column(ForeignKey('item{far}.id'))\n{columns}"
        f"    near: Mapped['Item{near}'] = relationship(foreign_keys=near_id, back_populates='near_of')\n"
        f"    far: Mapped['Item{far}'] = relationship(foreign_keys=far_id, back_populates='far_of')\n"
        f"    near_of: Mapped[list['Item{(number - 1) % count}']] = relationship(\n"
        f"        foreign_keys='Item{(number - 1) % count}.near_id', back_populates='near')\n"
        f"    far_of: Mapped[list['Item{(number - 7) % count}']] = relationship(\n"
        f"        foreign_keys='Item{(number - 7) % count}.far_id', back_populates='far')\n"
    )


def run(*arguments: str, folder: Path) -> str:
    """What a Python process in `folder` prints; it sees this project and the folder."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={"PYTHONPATH": f"{Path(__file__).parents[1]}:{folder}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "many_models.py").write_text(models_module(arguments.models))
        (folder / "start.py").write_text(START)
        tables = "import many_models, sqlalchemy as sa; many_models.Base.metadata.create_all(sa.create_engine('sqlite:///many.sqlite'))"
        run("-c", tables, folder=folder)  # compiles the modules too: a server's second start does not
        rounds = []
        for _ in range(arguments.rounds):
            began_s = time.perf_counter()
            told = json.loads(run("start.py", folder=folder))
            rounds.append({**told["steps"], "wall": time.perf_counter() - began_s})
    print_rounds(rounds, types=told["types"], fields=told["fields"], models=arguments.models)


def print_rounds(rounds: Sequence[Mapping[str, float]], *, types: int, fields: int, models: int) -> None:
    """A table of the median seconds of each step, and what a type and a field cost."""
    medians = {step: statistics.median(each[step] for each in rounds) for step in rounds[0]}

    def sum_of(steps: Sequence[str]) -> float:
        return statistics.median(sum(each[step] for step in steps) for each in rounds)

    floor_s, all_s = sum_of(FLOOR), sum_of([step for step in medians if step != "wall"])
    totals = {"SQLAlchemy's share": floor_s, "ours": sum_of(OURS), "all": all_s}
    print(f"{models} models, {types} types, {fields} fields; median of {len(rounds)} starts\n")
    print("| step | CPU s | x SQLAlchemy's share |\n| --- | ---: | ---: |")
    for step, spent_s in {**medians, **totals}.items():
        print(f"| {step} | {spent_s:.3f} | {spent_s / floor_s:.2f} |")
    types_s = sum_of(TYPES)
    print(f"\n{1e6 * types_s / types:.0f} µs a type, {1e6 * types_s / fields:.0f} µs a field of reading and building")
    print(f"target {TARGET_S} s: {'met' if all_s <= TARGET_S else 'MISSED'}")


if __name__ == "__main__":
    main()
