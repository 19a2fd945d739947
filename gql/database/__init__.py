"""The database room: a `Database` by URL, what tells databases apart, and migrations."""

from gql.database.engine import Database, PoolStatus
from gql.database.reading import Reading

__all__ = ["Database", "PoolStatus", "Reading"]
