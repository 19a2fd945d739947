"""From what the command line names to a `Gateway`: imported models, a reflected database, or the reference domain."""

from __future__ import annotations

import asyncio
import importlib
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, registry

import gql.naming
from gql.cli.console import say
from gql.cli.reflection import read_reflection_options
from gql.database import Database
from gql.database.drivers import SQLITE, driver_of, is_in_memory
from gql.database.faults import reason_of
from gql.database.reflection import ReflectionOptions, reflect_models
from gql.errors import SettingsError, StartupError
from gql.gateway import Gateway, Models
from gql.mapping.collection import without_collection
from gql.mapping.options import MappingOptions
from gql.reference import Base
from gql.settings import Settings

Target = Gateway | Models


@dataclass(frozen=True, slots=True)
class Source:
    """What is served. `is_reference` says that it is the reference domain, `name` is for messages."""

    name: str
    models: Models
    options: MappingOptions
    is_reference: bool = False


@without_collection()
def import_target(name: str) -> Target:
    """What `module:name` names; the name is `Base` if it is left out.

    Raises `StartupError` if it cannot be imported or is nothing that can be served.
    """
    module_name, _, attribute = name.partition(":")
    attribute = attribute or "Base"
    if (here := str(Path.cwd())) not in sys.path:
        sys.path.insert(0, here)  # as `python -m` has it; the installed command does not
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        raise StartupError(
            f"{module_name} cannot be imported: {error}; run the command in the folder that holds it, and install what "
            "it imports."
        ) from error
    except Exception as error:  # user code may raise anything while it is imported
        place = traceback.extract_tb(error.__traceback__)[-1]
        raise StartupError(
            f"{module_name} cannot be imported: {type(error).__name__}: {error} ({place.filename}, line {place.lineno})."
        ) from error
    target = getattr(module, attribute, None)
    if target is None:
        raise StartupError(f"{module_name} has no {attribute}; write it like {module_name}:Base.")
    if isinstance(target, Gateway | registry) or (isinstance(target, type) and issubclass(target, DeclarativeBase)):
        return target
    raise StartupError(
        f"{module_name}:{attribute} is {type(target).__name__}, which cannot be served; name a DeclarativeBase, a registry "
        "or a Gateway."
    )


def source_of(models: Target | None, name: str | None, settings: Settings, *, reflection: Path | None = None) -> Source:
    """What to serve: `models` if given, else the database of the settings as reflected, else the reference domain.

    `reflection` is the file of the options of reflection.
    """
    assert not isinstance(models, Gateway)
    if reflection is not None and (models is not None or settings.database_url is None):
        raise SettingsError(
            "--reflection is about the tables of a database that is reflected; give --database-url and no models."
        )
    if models is not None:
        return Source(name or "models", models, MappingOptions(), is_reference=models is Base)
    if settings.database_url is None:
        return Source("the reference domain", Base, MappingOptions(), is_reference=True)
    require_file(settings)
    options = read_reflection_options(reflection, is_sqlite=driver_of(settings.database_url) is SQLITE)
    say(f"Reading the tables of {Database(settings.database_url, settings).label}.")
    base = asyncio.run(_reflect(settings, options))
    return Source("the reflected tables", base, MappingOptions(skip_unmappable=True))


def require_file(settings: Settings) -> None:
    """Refuse a SQLite file that does not exist: opening it would make an empty one."""
    url = settings.database_url
    if url is None or driver_of(url) is not SQLITE or is_in_memory(url) or (url.database or "").startswith("file:"):
        return
    if not Path(url.database or "").is_file():
        raise SettingsError(f"There is no file {url.database}; correct --database-url (GQL_DATABASE_URL).")


async def _reflect(settings: Settings, options: ReflectionOptions) -> type[DeclarativeBase]:
    assert settings.database_url is not None
    database = Database(settings.database_url, settings, maintenance=True)
    try:
        await database.ping(timeout_s=settings.connect_timeout_s)
        return await reflect_models(database.engine, naming=gql.naming, options=options)
    except SQLAlchemyError as error:
        raise StartupError(f"{database.label}: the tables cannot be read: {reason_of(error)}.") from error
    finally:
        await database.dispose()
