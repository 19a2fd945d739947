"""`serve`: a gateway as a process."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from gql.cli.console import say
from gql.cli.embedded import is_empty, migrate_reference, open_database, reference_migrations, seed_reference
from gql.cli.models import Source, import_target, require_file, source_of
from gql.cli.options import DatabaseUrlOption, ModelsArgument, ReflectionOption, load_settings
from gql.database.drivers import label_of
from gql.errors import SettingsError, StartupError
from gql.gateway import Gateway
from gql.server import create_app, serve as run_server
from gql.server.explorer import explorer_available
from gql.settings import Mode, Settings, is_loopback


def serve(
    models: ModelsArgument = None,
    database_url: DatabaseUrlOption = None,
    reflection: ReflectionOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on (GQL_HOST).", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (GQL_PORT).", show_default=False)] = None,
    path: Annotated[str | None, typer.Option(help="Path of the endpoint (GQL_PATH).", show_default=False)] = None,
    mode: Annotated[Mode | None, typer.Option(help="Mode to run in (GQL_MODE).", show_default=False)] = None,
    migrate: Annotated[
        bool | None,
        typer.Option(
            "--migrate/--no-migrate",
            help="Apply the reference domain's migrations first. The embedded database gets them unless told otherwise, "
            "any other only when told.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        bool | None,
        typer.Option(
            "--seed/--no-seed",
            help="Load the reference domain's sample data first. The embedded database gets it while it is empty, any "
            "other only when told.",
            show_default=False,
        ),
    ] = None,
    drain_s: Annotated[
        float, typer.Option(help="Seconds to report not ready before the port closes on SIGTERM.", min=0)
    ] = 0.0,
    access_log: Annotated[bool, typer.Option("--access-log", help="Log each request.")] = False,
) -> None:
    """Serve GraphQL over HTTP: your models, the tables of a database, or the reference domain with an embedded one."""
    target = import_target(models) if models is not None else None
    if isinstance(target, Gateway):
        if database_url or reflection or path or mode or migrate or seed:
            raise SettingsError(f"{models} is a Gateway, made with its settings; only --host and --port can be given.")
        gateway, what = target, str(models)
        settings = listening(gateway.settings, host=host, port=port)
        require_free_port(settings)
    else:
        settings = load_settings(database_url=database_url, host=host, port=port, path=path, mode=mode)
        source = source_of(target, models, settings, reflection=reflection)
        require_free_port(settings)
        prepare(source, settings, migrate=migrate, seed=seed)
        gateway, what = make_gateway(source, settings), source.name
    app = create_app(gateway)
    announce(gateway, what, settings)
    run_server(app, settings, drain_s=drain_s, access_log=access_log)


def listening(settings: Settings, *, host: str | None, port: int | None) -> Settings:
    """The `settings` of a gateway that is already made, with another address to listen on."""
    load_settings(host=host, port=port)  # refuses what cannot be listened on
    if not settings.is_production and not is_loopback(host or settings.host):
        raise SettingsError(f"The gateway is in development mode, which {host} would show to others; set GQL_MODE.")
    return settings.model_copy(
        update={name: value for name, value in (("host", host), ("port", port)) if value is not None}
    )


def prepare(source: Source, settings: Settings, *, migrate: bool | None, seed: bool | None) -> None:
    """Migrate and fill the database as far as it is ours to do, or as told."""
    is_embedded = settings.database_url is None
    if not source.is_reference:
        if is_embedded:
            raise SettingsError(
                f"No database is named for {source.name}; give --database-url, or set GQL_DATABASE_URL."
            )
        if migrate or seed:
            option = "--migrate" if migrate else "--seed"
            raise SettingsError(
                f"{option} is about the reference domain, not {source.name}; migrate your own with `migrate upgrade`."
            )
        require_file(settings)
        return
    if is_embedded if migrate is None else migrate:
        migrate_reference(settings)
    elif not is_embedded:
        require_file(settings)
    if seed or (seed is None and is_embedded and is_empty(settings)):
        seed_reference(settings, scale=1)


def make_gateway(source: Source, settings: Settings, *, maintenance: bool = False) -> Gateway:
    """The gateway of `source` on the database of the settings; `maintenance` lifts its limits on long statements."""
    return Gateway(
        source.models,
        settings=settings,
        database=open_database(settings, maintenance=maintenance),
        options=source.options,
        migrations=str(reference_migrations().directory) if source.is_reference else None,
    )


def announce(gateway: Gateway, what: str, settings: Settings) -> None:
    """Say what is served, where, and how."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    where = f"http://{host}:{settings.port}{settings.path}"
    database = f" on {label_of(gateway.database.given_url)}" if gateway.database is not None else ""
    say(f"Serving {what}{database}: {len(gateway.mirror.types)} types at {where} ({settings.mode} mode).")
    if settings.graphiql and not explorer_available():
        say("The explorer is not built; scripts/build-explorer builds it. The API needs none.")


def require_free_port(settings: Settings) -> None:
    """Refuse a port that is taken, before a database is prepared for nothing."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        raise StartupError(
            f"{settings.host}:{settings.port} cannot be listened on: {error.strerror or error}; stop what uses it, or "
            "choose another with --host and --port."
        ) from error
