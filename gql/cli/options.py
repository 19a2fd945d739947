"""Options that several commands share, and the settings that they make."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gql.cli.console import say
from gql.settings import Settings, unknown_variables

ModelsArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[MODULE:NAME]",
        help="A declarative base, a registry or a Gateway to import, such as shop.models:Base. Without it, what "
        "--database-url holds is reflected, and without that too, the reference domain is used.",
        show_default=False,
    ),
]
DatabaseUrlOption = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        metavar="URL",
        help="sqlite:///file, postgresql://… or mysql://… (GQL_DATABASE_URL, DATABASE_URL).",
        show_default=False,
    ),
]
DirectoryOption = Annotated[
    Path | None,
    typer.Option(
        "--directory",
        "-d",
        metavar="DIR",
        help="The folder of the migrations, with env.py; without it, that of the project in the working directory.",
        show_default=False,
    ),
]
ReflectionOption = Annotated[
    Path | None,
    typer.Option(
        "--reflection",
        metavar="FILE",
        help="TOML with view_keys, names, column_types and exclude for a database that is reflected; without it, "
        "[tool.gql.reflection] of pyproject.toml.",
        show_default=False,
    ),
]


def load_settings(**arguments: object) -> Settings:
    """The settings, with those `arguments` that were given; says which variables look misspelt."""
    settings = Settings(**{name: value for name, value in arguments.items() if value is not None})
    for variable in unknown_variables():
        say(f"warning: {variable} is set, but there is no such setting.")
    return settings
