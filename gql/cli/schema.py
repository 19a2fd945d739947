"""`schema export` and `schema check`: the schema as a file under version control."""

from __future__ import annotations

import difflib
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from gql.cli.console import complain, say
from gql.cli.models import import_target, source_of
from gql.cli.options import DatabaseUrlOption, ModelsArgument, ReflectionOption, load_settings
from gql.errors import SettingsError
from gql.gateway import Gateway

DIFFERENCES_SHOWN = 40

schema = typer.Typer(help="Print the GraphQL schema, or see whether a printed one is current.", no_args_is_help=True)

FileOption = Annotated[
    Path, typer.Option("--file", "-f", metavar="FILE", help="The file; - is stdout.", show_default=True)
]


@schema.command()
def export(
    models: ModelsArgument = None,
    database_url: DatabaseUrlOption = None,
    reflection: ReflectionOption = None,
    file: FileOption = Path("schema.graphql"),
) -> None:
    """Write the schema, sorted, with descriptions."""
    text = schema_text(models, database_url, reflection)
    if str(file) == "-":
        typer.echo(text, nl=False)
        return
    file.write_text(text, encoding="utf-8")
    say(f"Wrote {file}: {text.count(chr(10))} lines.")


@schema.command()
def check(
    models: ModelsArgument = None,
    database_url: DatabaseUrlOption = None,
    reflection: ReflectionOption = None,
    file: FileOption = Path("schema.graphql"),
) -> None:
    """Exit with 1 if the file is not what `schema export` would write, and show the differences."""
    text = schema_text(models, database_url, reflection)
    if not file.is_file():
        complain(f"There is no {file}; write it with `schema export`.")
        raise typer.Exit(1)
    written = file.read_text(encoding="utf-8")
    if written == text:
        say(f"{file} is current.")
        return
    differences = difflib.unified_diff(
        written.splitlines(), text.splitlines(), str(file), "the models", lineterm="", n=2
    )
    typer.echo("\n".join(islice(differences, DIFFERENCES_SHOWN)))
    complain(f"{file} is stale; write it with `schema export`.")
    raise typer.Exit(1)


def schema_text(models: str | None, database_url: str | None, reflection: Path | None) -> str:
    """The schema as it stands in the file: the definitions and one line break."""
    target = import_target(models) if models is not None else None
    if isinstance(target, Gateway):
        if reflection is not None:
            raise SettingsError(f"{models} is a Gateway, whose models are made; --reflection cannot be given.")
    else:
        settings = load_settings(database_url=database_url)
        if database_url is None:
            # Tables are printed when asked for; the environment's database does not change what `schema check` checks.
            settings = settings.model_copy(update={"database_url": None})
        source = source_of(target, models, settings, reflection=reflection)
        target = Gateway(source.models, settings=settings, options=source.options)
    return target.schema.as_str() + "\n"
