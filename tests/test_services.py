"""What is missing is never passed over in silence: it is named at the end of a run, and fails in CI."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from tests import services
from tests.services import REPOSITORY

NOBODY = "127.0.0.1:1"


@pytest.fixture(autouse=True)
def looked_at_anew() -> Iterator[None]:
    services.problem.cache_clear()
    yield
    services.problem.cache_clear()


@pytest.mark.parametrize(
    ("marker", "variable", "url"),
    [
        ("postgresql", "GQL_TEST_POSTGRESQL_URL", f"postgresql+asyncpg://tester:hush@{NOBODY}/postgres"),
        ("mariadb", "GQL_TEST_MARIADB_URL", f"mysql://tester:hush@{NOBODY}/"),
        ("redis", "GQL_TEST_REDIS_URL", f"redis://{NOBODY}/0"),
        ("browser", "GQL_TEST_CHROMIUM", "/nowhere/chromium"),
        ("node", "PATH", "/nowhere"),
    ],
)
def test_what_is_missing_skips_here_and_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch, marker: str, variable: str, url: str
) -> None:
    monkeypatch.setenv(variable, url)

    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=variable) as skipped:
        services.require(marker)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=variable):
        services.require(marker)

    assert "hush" not in str(skipped.value)


def test_data_that_is_not_shipped_skips_even_in_ci(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("GQL_TEST_CHINOOK_DIR", str(tmp_path))

    with pytest.raises(pytest.skip.Exception, match="GQL_TEST_CHINOOK_DIR"):
        services.require_chinook()


@pytest.mark.parametrize(
    "new_database",
    [
        pytest.param(services.postgresql_database, marks=pytest.mark.postgresql, id="postgresql"),
        pytest.param(services.mariadb_database, marks=pytest.mark.mariadb, id="mariadb"),
    ],
)
async def test_a_database_is_empty_at_first_and_gone_afterwards(
    new_database: Callable[[], AbstractContextManager[str]],
) -> None:
    with new_database() as url:
        engine = create_async_engine(url, poolclass=NullPool)
        async with engine.begin() as connection:
            await connection.execute(text("CREATE TABLE left_behind (id integer)"))

    with pytest.raises(DBAPIError, match=r"(?i)does not exist|unknown database"):
        async with engine.connect():
            pass


@pytest.mark.parametrize(("ci", "code", "said"), [("", 0, "2 tests  needs Redis"), ("true", 1, "2 errors")])
def test_a_run_ends_with_what_was_left_out(tmp_path: Path, ci: str, code: int, said: str) -> None:
    (tmp_path / "test_cache.py").write_text(
        "import pytest\n"
        "@pytest.mark.redis\ndef test_by_marker(): pass\n"
        "def test_by_fixture(redis_url): pass\n"
        "def test_that_needs_nothing(): pass\n"
    )

    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            str(REPOSITORY / "pyproject.toml"),
            "-p",
            "tests.conftest",
            str(tmp_path),
        ],
        cwd=REPOSITORY,
        env={**os.environ, "CI": ci, "GQL_TEST_REDIS_URL": f"redis://{NOBODY}/0"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert code == run.returncode, run.stdout
    assert said in run.stdout
    assert "1 passed" in run.stdout
