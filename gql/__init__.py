"""gql-gateway: SQLAlchemy models served as a GraphQL API.

    from gql import Gateway

    app = Gateway(Base).app()          # ASGI; the database is GQL_DATABASE_URL

Everything a user of the package needs is here; what is deeper down may change between versions.
"""

import warnings

from gql.mapping.collection import without_collection as _without_collection
from gql.name_clash import NameClashWarning, name_clash as _name_clash

with _without_collection():  # a seventh of this import's time, to find nothing
    from gql.context import ANONYMOUS, Context, Viewer
    from gql.database import Database
    from gql.errors import GatewayError
    from gql.execution.export import ExportOptions
    from gql.execution.export_formats import ExportFormat
    from gql.execution.request import OperationRequest, OperationResponse
    from gql.gateway import Gateway, Readiness
    from gql.mapping.options import MappingOptions
    from gql.mapping.searchable import Searchable
    from gql.mapping.sql_fields import raw_sql, sql_field
    from gql.policy import Policy
    from gql.settings import Settings

__all__ = [
    "ANONYMOUS",
    "Context",
    "Database",
    "ExportFormat",
    "ExportOptions",
    "Gateway",
    "GatewayError",
    "MappingOptions",
    "NameClashWarning",
    "OperationRequest",
    "OperationResponse",
    "Policy",
    "Readiness",
    "Searchable",
    "Settings",
    "Viewer",
    "raw_sql",
    "sql_field",
]

_clash = _name_clash()
if _clash is not None:
    warnings.warn(_clash, NameClashWarning, stacklevel=2)
