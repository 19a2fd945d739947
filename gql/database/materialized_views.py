"""PostgreSQL's materialized views: which there are, what they read, and computing their rows anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.database.engine import Database
from gql.errors import StartupError

Refreshed = Callable[[str, int, int, float], None]
"""Called with a view's name, its number, how many there are, and the seconds that it took."""


@dataclass(frozen=True, slots=True)
class MaterializedView:
    """A materialized view. `is_visible` says that its name finds it without its schema.

    `has_unique_index` says that it has an index by which its rows can be changed one by one, while others read them.
    """

    schema: str
    name: str
    is_visible: bool
    is_filled: bool
    has_unique_index: bool

    @property
    def label(self) -> str:
        """Its name, with the schema where that is needed to find it."""
        return self.name if self.is_visible else f"{self.schema}.{self.name}"


async def refresh(
    database: Database, names: Collection[str] = (), *, concurrently: bool = False, report: Refreshed | None = None
) -> int:
    """Compute the rows of these materialized views anew, or of all; how many there were.

    What other views read comes first. Each is committed by itself. `concurrently` lets readers go on with the old rows meanwhile.
    Raises `StartupError` before anything is changed if the database has no such views or one cannot be refreshed this way.
    """
    if database.dialect_name != "postgresql":
        raise StartupError(
            f"{database.label} has no materialized views, PostgreSQL alone has: serve an ordinary view, or a table that a "
            "job fills."
        )
    async with database.engine.connect() as connection:
        found = await load_materialized_views(connection)
        await connection.rollback()
        wanted = _choose(found, names, database.label)
        if concurrently:
            for view in wanted:
                _require_concurrent(view)
        quote = connection.dialect.identifier_preparer.quote
        for number, view in enumerate(wanted, 1):
            started_s = time.perf_counter()
            how = "CONCURRENTLY " if concurrently else ""
            async with connection.begin():
                await connection.execute(
                    text(f"REFRESH MATERIALIZED VIEW {how}{quote(view.schema)}.{quote(view.name)}".replace(":", r"\:"))
                )
            if report is not None:
                report(view.label, number, len(wanted), time.perf_counter() - started_s)
    return len(wanted)


async def load_materialized_views(connection: AsyncConnection) -> list[MaterializedView]:
    """All materialized views of the database, each after those that it reads, through ordinary views too."""
    rows = {row.id: row for row in await connection.execute(text(_VIEWS))}
    reads = {id_: [other for other in row.reads if other in rows] for id_, row in rows.items()}
    ordered = (rows[id_] for id_ in TopologicalSorter(reads).static_order())
    return [
        MaterializedView(row.schema, row.name, row.is_visible, row.is_filled, row.has_unique_index)
        for row in ordered
        if row.is_materialized
    ]


_VIEWS = """
SELECT c.oid::bigint AS id, n.nspname::text AS schema, c.relname::text AS name, c.relkind = 'm' AS is_materialized,
       pg_table_is_visible(c.oid) AS is_visible, c.relispopulated AS is_filled,
       EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
               AND i.indpred IS NULL AND i.indexprs IS NULL) AS has_unique_index,
       ARRAY(SELECT DISTINCT d.refobjid::bigint FROM pg_rewrite AS r
             JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
             WHERE r.ev_class = c.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> c.oid) AS reads
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('m', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_temp\\_%'
ORDER BY n.nspname, c.relname
""".replace("::", r"\:\:")


def _choose(found: Sequence[MaterializedView], names: Collection[str], where: str) -> list[MaterializedView]:
    """The views with these names, in the order of `found`; without names, all."""
    chosen = {_named(name, found, where) for name in names} if names else set(found)
    return [view for view in found if view in chosen]


def _named(name: str, found: Sequence[MaterializedView], where: str) -> MaterializedView:
    if not found:
        raise StartupError(f"{where} has no materialized views; a migration makes one with CREATE MATERIALIZED VIEW.")
    fitting = [view for view in found if name in (view.name, f"{view.schema}.{view.name}")]
    fitting = [view for view in fitting if view.is_visible and view.name == name] or fitting
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        full_names = ", ".join(f"{view.schema}.{view.name}" for view in fitting)
        raise StartupError(f"{where} has several materialized views {name}: name one of {full_names}.")
    there = ", ".join(sorted(view.label for view in found))
    raise StartupError(f"{where} has no materialized view {name}; it has {there}.")


def _require_concurrent(view: MaterializedView) -> None:
    if not view.is_filled:
        raise StartupError(f"{view.label} has no rows to read meanwhile: refresh it once without --concurrently.")
    if not view.has_unique_index:
        raise StartupError(
            f"{view.label} cannot be refreshed --concurrently without a unique index over plain columns: CREATE UNIQUE INDEX ON "
            f"{view.label} (…), or refresh it without, which keeps readers waiting."
        )
