"""What people see: sentences, progress, complaints. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from gql.database.migrations import Step

_stderr = Console(stderr=True, highlight=False, soft_wrap=True)


def say(message: str) -> None:
    """A sentence on what is going on."""
    typer.echo(message, err=True)


def complain(message: str) -> None:
    """What could not be done, and the remedy."""
    typer.echo(typer.style("error: ", fg="red", bold=True) + message, err=True)


def set_up_logging() -> None:
    """Warnings of everything and news of the gateway, to stderr."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("gql").setLevel(logging.INFO)
    # It logs each note of MariaDB, such as a table that DROP IF EXISTS did not find.
    logging.getLogger("asyncmy").setLevel(logging.ERROR)


def say_step(step: Step) -> None:
    """One migration that is done."""
    place = f"[{step.number}/{step.total}]" if step.total is not None else f"[{step.number}]"
    verb = "applied" if step.is_upgrade else "undone"
    say(f"  {place} {step.revision} {verb}: {step.title}")


@contextmanager
def loading_bars() -> Iterator[Callable[[str, int, int], None]]:
    """A function to report `(what, done, total)` to: a bar for each thing, or without a terminal a line for each."""
    if not _stderr.is_terminal:
        yield _say_when_complete
        return
    columns = (TextColumn("  {task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_stderr) as bars:
        tasks = {"": bars.add_task("all", total=None)}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done)
            finished = [task for task in bars.tasks if task.id != tasks[""]]
            bars.update(
                tasks[""],
                completed=sum(task.completed for task in finished),
                total=sum(task.total or 0 for task in finished),
            )

        yield report


def _say_when_complete(what: str, done: int, total: int) -> None:
    if done >= total:
        say(f"  {what}: {total} rows")


class _RowRate(ProgressColumn):
    """Rows a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f} rows/s" if speed else "")


@contextmanager
def row_bar(what: str, *, is_wanted: bool) -> Iterator[Callable[[int, int | None], None] | None]:
    """A function to report `(done, total)` rows to, which draws a bar; None without a terminal, or if it is not wanted."""
    if not (is_wanted and _stderr.is_terminal):
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _RowRate(), TimeRemainingColumn())
    with Progress(*columns, console=_stderr, transient=True) as bars:
        bar = bars.add_task(what, total=None)
        yield lambda done, total: bars.update(bar, completed=done, total=total)
