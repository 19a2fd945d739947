"""`seed`: the reference domain's sample data."""

from __future__ import annotations

from typing import Annotated

import typer

from gql.cli.embedded import migrate_reference, seed_reference
from gql.cli.options import DatabaseUrlOption, load_settings


def seed(
    database_url: DatabaseUrlOption = None,
    scale: Annotated[
        int, typer.Option(help="How many times about 2,000 users, 10,000 posts, 50,000 comments and so on.", min=1)
    ] = 1,
) -> None:
    """Load sample data into an empty database of the reference domain: the embedded one, or the one that is named.

    The embedded one is migrated first; any other has to be (`migrate upgrade`).
    """
    settings = load_settings(database_url=database_url)
    if settings.database_url is None:
        migrate_reference(settings)
    seed_reference(settings, scale=scale)
