"""Fixtures and hooks that every test shares: databases, services by marker, and a last word on what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import services

# A slow machine is not a wrong program: examples have no deadline. CI runs the same examples every time.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if services.is_ci() else "local")

MARKERS_BY_FIXTURE = {"postgresql_url": "postgresql", "mariadb_url": "mariadb", "redis_url": "redis"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with the service whose fixture it asks for, so that `-m "not postgresql"` leaves it out."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in MARKERS_BY_FIXTURE:
                item.add_marker(MARKERS_BY_FIXTURE[fixture])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose service is missing, or fail it under CI, before any of its fixtures run."""
    for marker in services.NEEDS:
        if item.get_closest_marker(marker) is not None:
            services.require(marker)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once what was left out and why, with the number of tests."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    if reasons:
        terminalreporter.section("not run here")
        for reason, count in sorted(reasons.items()):
            terminalreporter.line(f"{count:>5} test{'s' if count != 1 else ' '}  {reason}")


@pytest.fixture(scope="module")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of an empty SQLite database, new for each module."""
    return f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('sqlite') / 'test.sqlite'}"


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    """The URL of an empty PostgreSQL database, new for each module."""
    services.require("postgresql")
    with services.postgresql_database() as url:
        yield url


@pytest.fixture(scope="module")
def mariadb_url() -> Iterator[str]:
    """The URL of an empty MariaDB database, new for each module."""
    services.require("mariadb")
    with services.mariadb_database() as url:
        yield url


@pytest.fixture(
    scope="module",
    params=[
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.postgresql),
        pytest.param("mariadb", marks=pytest.mark.mariadb),
    ],
)
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, new for each module, on each kind of database in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def redis_url() -> str:
    """The URL of a Redis database that is the tests' own; keys that a test writes are its to name apart and remove."""
    services.require("redis")
    return services.server_redis_url()


@pytest.fixture
def chinook_dir() -> Path:
    """The folder that holds the Chinook database in its three forms."""
    return services.require_chinook()
