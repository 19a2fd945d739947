"""Where migrations are, and where a database stands among them.

A `MigrationFolder` is a folder with alembic's `env.py` and `versions/`: ours, or a user's own.
"""

from __future__ import annotations

import io
import tomllib
from configparser import ConfigParser, Error as ConfigError
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from gql.database.drivers import label_of
from gql.database.faults import connect_fault
from gql.errors import StartupError


@dataclass(frozen=True, slots=True)
class MigrationFolder:
    """The folder, and the file that configures alembic for it: `pyproject.toml`, `alembic.ini` or none."""

    directory: Path
    configuration: Path | None = None

    def alembic_config(self) -> Config:
        """A fresh configuration for alembic's commands; what they would print is dropped."""
        is_toml = self.configuration is not None and self.configuration.suffix == ".toml"
        config = Config(
            file_=None if is_toml else self.configuration,
            toml_file=self.configuration if is_toml else None,
            stdout=io.StringIO(),
        )
        config.set_main_option("script_location", str(self.directory).replace("%", "%%"))
        return config

    def scripts(self) -> ScriptDirectory:
        """Alembic's view of the folder."""
        return ScriptDirectory.from_config(self.alembic_config())

    def takes_connection(self) -> bool:
        """Whether its `env.py` runs over `config.attributes["connection"]` rather than over one of its own."""
        text = self._environment()
        return "attributes" in text and '"connection"' in text.replace("'", '"')

    def is_async(self) -> bool:
        """Whether its `env.py` makes an async engine, as alembic's async templates do."""
        return "async" in self._environment()

    def _environment(self) -> str:
        return (self.directory / "env.py").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class MigrationStatus:
    """Where a database stands: its revisions, the newest ones, and those that it lacks in the order to apply them."""

    current: tuple[str, ...]
    heads: tuple[str, ...]
    pending: tuple[str, ...]


def find_migrations(
    directory: Path | None = None, *, start: Path | None = None, fallback: Path | None = None
) -> MigrationFolder:
    """The migrations in `directory`, or else those of the project in `start` (the working directory), or `fallback`.

    A project names its folder in `pyproject.toml` (`[tool.alembic] script_location`) or `alembic.ini`, or has it at
    `alembic/`. Raises `StartupError` if there is none.
    """
    start = start or Path.cwd()
    if directory is not None:
        if not _is_folder(directory):
            raise StartupError(
                f"{directory} holds no migrations: there is no env.py in it; give the folder that `alembic init` made."
            )
        return MigrationFolder(directory.resolve(), _configuration_beside(directory.resolve()))
    for configuration, named in _named_folders(start):
        if not _is_folder(named):
            raise StartupError(
                f"{configuration} says that the migrations are in {named}, but there is no env.py; correct "
                "script_location, or give the folder with --directory."
            )
        return MigrationFolder(named, configuration)
    for candidate in (start / "alembic", fallback):
        if candidate is not None and _is_folder(candidate):
            return MigrationFolder(candidate.resolve())
    raise StartupError(
        f"No migrations were found in {start}: neither pyproject.toml ([tool.alembic]) nor alembic.ini names a folder, and "
        "alembic/env.py is not there; run the command in the root of your project, or give the folder with --directory."
    )


async def migration_status(engine: AsyncEngine, folder: MigrationFolder) -> MigrationStatus:
    """Where the database of `engine` stands. Raises `StartupError` if it is at a revision that the folder lacks."""
    return _status(folder.scripts(), await _current_heads(engine), str(folder.directory))


async def pending_migrations(engine: AsyncEngine, directory: Path | str) -> tuple[str, ...]:
    """The revisions in `directory` that the database of `engine` lacks, in order; the folder is read once.

    A database at a revision that the folder does not know is ahead of it, as happens while a new version is rolled out:
    nothing is pending then. Raises `DatabaseUnavailable`.
    """
    current = await _current_heads(engine)
    try:
        return _status(_scripts_once(Path(directory)), current, str(directory)).pending
    except StartupError:
        return ()


def _status(scripts: ScriptDirectory, current: tuple[str, ...], place: str) -> MigrationStatus:
    try:
        applied = {script.revision for script in scripts.iterate_revisions(current or "base", "base")}
    except ResolutionError as error:
        raise StartupError(
            f"The database is at revision {', '.join(current)}, which is not in {place}: it was migrated by another "
            "version of the project or by another project. Use the folder that it belongs to, or, if you are sure, "
            "`migrate stamp`."
        ) from error
    ordered = [script.revision for script in scripts.walk_revisions()]
    return MigrationStatus(
        current=current,
        heads=tuple(scripts.get_heads()),
        pending=tuple(revision for revision in reversed(ordered) if revision not in applied),
    )


async def _current_heads(engine: AsyncEngine) -> tuple[str, ...]:
    def read(connection: Connection) -> tuple[str, ...]:
        return MigrationContext.configure(connection).get_current_heads()

    try:
        async with engine.connect() as connection:
            return await connection.run_sync(read)
    except (SQLAlchemyError, OSError) as error:
        if fault := connect_fault(error, label_of(engine.url)):
            raise fault from error
        raise


@lru_cache(maxsize=8)
def _scripts_once(directory: Path) -> ScriptDirectory:
    return ScriptDirectory(directory)


def _is_folder(path: Path) -> bool:
    return (path / "env.py").is_file()


def _named_folders(start: Path) -> list[tuple[Path, Path]]:
    """The configuration files in `start` that name a folder, each with it."""
    found = []
    for configuration in (start / "pyproject.toml", start / "alembic.ini"):
        if configuration.is_file() and (location := _script_location(configuration)):
            here = str(start.resolve())
            found.append((configuration, (start / location.replace("%(here)s", here)).resolve()))
    return found


def _script_location(configuration: Path) -> str | None:
    text = configuration.read_text(encoding="utf-8")
    try:
        if configuration.suffix == ".toml":
            location = tomllib.loads(text).get("tool", {}).get("alembic", {}).get("script_location")
            return location if isinstance(location, str) else None
        parser = ConfigParser(interpolation=None)
        parser.read_string(text)
        return parser.get("alembic", "script_location", fallback=None)
    except (tomllib.TOMLDecodeError, ConfigError) as error:
        raise StartupError(f"{configuration} cannot be read: {error}. Correct it.") from error


def _configuration_beside(directory: Path) -> Path | None:
    named = _named_folders(directory.parent)
    return next((configuration for configuration, folder in named if folder == directory), None)
