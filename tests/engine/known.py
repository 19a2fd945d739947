"""What random operations can ask a database for: the ids of its rows, and the values that its look-ups take."""

from __future__ import annotations

from typing import Any

import orjson

from gql.gateway import Gateway
from gql.mapping.model_type import RootFieldKind
from tests.engine.operations import Known


async def read_known(gateway: Gateway) -> Known:
    """All ids and unique values of the rows behind `gateway`."""
    ids: dict[str, list[str]] = {}
    uniques: dict[str, list[dict[str, str]]] = {}
    connections = {
        root_field.model_type: name
        for name, root_field in gateway.mirror.root_fields.items()
        if root_field.kind is RootFieldKind.CONNECTION and root_field.model_type is not None
    }
    for model_type, name in connections.items():
        if model_type.key:
            ids[model_type.name] = [row["id"] for row in await _rows(gateway, name, ["id"])]
    for root_field in gateway.mirror.root_fields.values():
        owner = root_field.model_type
        if root_field.unique_key is None or owner is None:
            continue
        names = [attribute.graphql_name for attribute in root_field.unique_key.attributes]
        rows = await _rows(gateway, connections[owner], names)
        uniques[root_field.name] = [
            {name: orjson.dumps(row[name]).decode() for name in names} for row in rows if None not in row.values()
        ]
    return Known(ids, {name: values for name, values in uniques.items() if values})


async def _rows(gateway: Gateway, connection: str, fields: list[str]) -> list[dict[str, Any]]:
    response = await gateway.execute(f"{{ {connection}(first: 100) {{ nodes {{ {' '.join(fields)} }} }} }}")
    rows: list[dict[str, Any]] = orjson.loads(response.body)["data"][connection]["nodes"]
    return rows
