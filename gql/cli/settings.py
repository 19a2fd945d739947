"""`settings`: what the gateway would run with, and why."""

from __future__ import annotations

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from gql.cli.options import load_settings
from gql.settings import Settings, shown, sources, variable_names

WIDTH_WITHOUT_TERMINAL = 200


def settings() -> None:
    """List every setting: its variable, its value, where the value comes from, and what it is for. Secrets are masked."""
    current = load_settings()
    origin = sources(current)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("variable", "value", "source", "meaning"):
        table.add_column(heading, overflow="fold")
    for name, field in Settings.model_fields.items():
        table.add_row(variable_names(name)[0], shown(current, name), origin[name], field.description or "")
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, width=WIDTH_WITHOUT_TERMINAL)
    console.print(table)
    typer.echo("Set them in the environment or in a file .env; python -m gql doctor tries them out.", err=True)
