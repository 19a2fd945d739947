"""What reflection finds: the value that its steps fill one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, MetaData, Table


@dataclass(slots=True)
class Findings:
    """What was read from the database.

    `keys` has the tables that become classes, with the columns that identify a row; tables first, then views.
    `hidden` has the names of the columns that are not mapped. `join_tables` are no classes.
    """

    metadata: MetaData
    keys: dict[Table, list[Column[Any]]] = field(default_factory=dict)
    join_tables: list[Table] = field(default_factory=list)
    hidden: dict[Table, set[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
