"""The command line: `python -m gql …`, or `gql-gateway …` where it is installed.

Each command has its file. Whatever cannot be done is said in one message on stderr with exit code 2; exit code 1 is the
answer "no" of the commands that ask something (`schema check`, `migrate status`, `migrate check`, `doctor`).
"""

from __future__ import annotations

import sys

import typer
from sqlalchemy.exc import SQLAlchemyError

from gql.cli.console import complain, set_up_logging
from gql.cli.doctor import doctor
from gql.cli.export import export
from gql.cli.migrate import migrations
from gql.cli.refresh import refresh
from gql.cli.schema import schema
from gql.cli.seed import seed
from gql.cli.serve import serve
from gql.cli.settings import settings
from gql.database.faults import reason_of
from gql.errors import GatewayError

__all__ = ["app", "main"]

app = typer.Typer(
    name="gql-gateway",
    help="Serve SQLAlchemy models as a GraphQL API. Settings come from the environment (GQL_…) and .env; see `settings`.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.command()(serve)
app.add_typer(schema, name="schema")
app.add_typer(migrations, name="migrate")
app.command()(export)
app.command()(seed)
app.command()(refresh)
app.command()(settings)
app.command()(doctor)


def main() -> None:
    """Run the command that the process was started with, and exit."""
    set_up_logging()
    try:
        app(prog_name="gql-gateway")
    except GatewayError as error:
        complain(error.message)
        sys.exit(2)
    except SQLAlchemyError as error:
        complain(f"The database refused what the command needs: {reason_of(error)}.")
        sys.exit(2)
    except OSError as error:
        complain(f"{error.filename or 'A file'}: {error.strerror or error}.")
        sys.exit(2)
