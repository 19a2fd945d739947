"""`export`: one connection of any size to a file or to stdout, while a bar on stderr says how far it is."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from gql.cli.console import row_bar, say
from gql.cli.embedded import EMBEDDED_FILE
from gql.cli.models import import_target, require_file, source_of
from gql.cli.options import DatabaseUrlOption, ModelsArgument, ReflectionOption, load_settings
from gql.cli.serve import make_gateway
from gql.context import Context
from gql.errors import InvalidInput, SettingsError
from gql.execution.export import PAGE_SIZE, Export, ExportOptions, Progress
from gql.execution.export_formats import ExportFormat
from gql.execution.request import OperationRequest
from gql.gateway import Gateway

BROKEN_PIPE = 141
"""The exit code of a program that a signal of a broken pipe ended, as shells see it."""
_FORMATS_BY_SUFFIX = {".csv": ExportFormat.CSV, ".json": ExportFormat.JSON}


def export(
    query: Annotated[
        str,
        typer.Argument(help="A query with one connection: its text, @FILE, or - for stdin.", show_default=False),
    ],
    models: ModelsArgument = None,
    database_url: DatabaseUrlOption = None,
    reflection: ReflectionOption = None,
    format_: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format", "-f", help="By default what the name of --output says, else ndjson.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Written whole or not at all; without it, stdout.",
            show_default=False,
        ),
    ] = None,
    variables: Annotated[
        str | None, typer.Option(metavar="JSON", help="The query's variables, as an object.", show_default=False)
    ] = None,
    operation: Annotated[
        str | None, typer.Option(metavar="NAME", help="The operation, if there are several.", show_default=False)
    ] = None,
    page_size: Annotated[int, typer.Option(min=1, max=100_000, help="Most nodes read at once.")] = PAGE_SIZE,
    spreadsheet_safe: Annotated[
        bool, typer.Option("--spreadsheet-safe", help="Put ' before cells of CSV that a spreadsheet would run.")
    ] = False,
) -> None:
    """Write all nodes of a connection, in one state of the database and in little memory."""
    options = ExportOptions(
        format_ or _FORMATS_BY_SUFFIX.get(output.suffix.lower() if output else "", ExportFormat.NDJSON),
        page_size=page_size,
        spreadsheet_safe=spreadsheet_safe,
    )
    request = OperationRequest(_query(query), operation, _variables(variables))
    gateway = _gateway(models, database_url, reflection)
    began_s = time.monotonic()
    try:
        with _destination(output) as file:
            # A bar between the rows on a screen would only be in their way.
            is_wanted = output is not None or not sys.stdout.isatty()
            plan = gateway.export(request, Context(), options)
            with row_bar(plan.name, is_wanted=is_wanted) as progress:
                rows = asyncio.run(_run(gateway, plan, file, progress))
    except BrokenPipeError:
        # Nobody reads on. Python would complain once more when it flushes stdout at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(BROKEN_PIPE) from None
    took_s = time.monotonic() - began_s
    say(f"Exported {rows:,} rows to {output or 'stdout'} in {took_s:.1f} s.")


async def _run(gateway: Gateway, plan: Export, file: BinaryIO, progress: Progress | None) -> int:
    async def write(piece: bytes) -> None:
        file.write(piece)

    try:
        rows = await plan.run(write, progress)
        file.flush()
        return rows
    finally:
        await gateway.stop()


def _gateway(models: str | None, database_url: str | None, reflection: Path | None) -> Gateway:
    target = import_target(models) if models is not None else None
    if isinstance(target, Gateway):
        if database_url or reflection:
            raise SettingsError(f"{models} is a Gateway, made with its settings; neither option can be given.")
        return target
    settings = load_settings(database_url=database_url)
    source = source_of(target, models, settings, reflection=reflection)
    if settings.database_url is None and not (source.is_reference and EMBEDDED_FILE.is_file()):
        raise SettingsError(f"No database is named for {source.name}; give --database-url, or set GQL_DATABASE_URL.")
    require_file(settings)
    return make_gateway(source, settings, maintenance=True)


def _query(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    return Path(given[1:]).read_text(encoding="utf-8") if given.startswith("@") else given


def _variables(text: str | None) -> dict[str, object] | None:
    if text is None:
        return None
    try:
        variables = json.loads(text)
    except ValueError as error:
        raise InvalidInput(f"--variables is not JSON: {error}.") from error
    if not isinstance(variables, dict):
        raise InvalidInput('--variables is to be an object such as {"first": 10}.')
    return variables


@contextmanager
def _destination(output: Path | None) -> Iterator[BinaryIO]:
    """Where the export goes; a file appears under its name, or replaces the one there, when the block has ended well."""
    if output is None:
        yield sys.stdout.buffer
        return
    target = output.resolve()
    if target.exists() and not target.is_file():  # a pipe or a device
        with target.open("wb") as opened:
            yield opened
        return
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with unfinished.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
