"""The rows of the sample data, made from word lists and fixed random numbers: the same on every machine and database."""

from __future__ import annotations

from gql.reference.sample import accounts, commerce, content, planning
from gql.reference.sample.base import Row, Rows, Sample

__all__ = ["Row", "Rows", "Sample", "sample_rows"]


def sample_rows(scale: float) -> Rows:
    """All rows, table by table, in an order that foreign keys allow. Each table is made when it is asked for."""
    sample = Sample(scale)
    for area in (accounts, content, commerce, planning):
        yield from area.rows(sample)
