"""The laws of the code base hold: each rule first notices a breach, then finds none in the project."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import gql
from tests.architecture import RULES, Rule, Source
from tests.services import REPOSITORY

PYTHON_FOLDERS = ("gql", "tests", "alembic", "benchmarks", "scripts")
LINES = 330

# In pieces, so that this file does not hold what it looks for.
ADDRESSES = re.compile(
    "|".join(
        [
            r"--(extra-)?index" + "-url",
            "--find" + "-links",
            r"\bpypi" + r"\.org",
            "pythonhosted" + r"\.org",
            "registry" + r"\.(npmjs|yarnpkg)",
            r"deb\.debian" + r"\.org",
            "/(work|root)" + "/[a-z.]",
            "file:" + "///(opt|home|work|root|tmp)",
        ]
    )
)


@cache
def python_sources() -> list[Source]:
    """Every Python file that is ours: not those of packages installed below, in `.envs` or `node_modules`."""
    found = []
    for top in PYTHON_FOLDERS:
        for folder, names, files in os.walk(REPOSITORY / top):
            names[:] = [name for name in names if not name.startswith(".") and name != "node_modules"]
            found += [Path(folder, file) for file in files if file.endswith(".py")]
    return [Source(path.relative_to(REPOSITORY).as_posix(), path.read_text(encoding="utf-8")) for path in sorted(found)]


def tracked_files() -> list[Path]:
    """Every file that is committed or would be, when this is a checkout."""
    git = shutil.which("git")
    if git is None or not (REPOSITORY / ".git").exists():
        pytest.skip("needs a git checkout: which files belong to the project is git's knowledge")
    listing = subprocess.run(
        [git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for name in listing.split("\0") if name and (path := REPOSITORY / name).is_file()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.law)
def test_a_rule_notices_a_breach_and_nothing_else(rule: Rule) -> None:
    assert [] != list(rule.breaches(rule.breach))
    assert [] == list(rule.breaches(rule.lawful))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.law)
def test_the_project_keeps_the_law(rule: Rule) -> None:
    found = [f"{source.path}:{line}: {what}" for source in python_sources() for line, what in rule.breaches(source)]

    assert not found, "\n".join(found)


def test_nine_files_in_ten_of_the_package_are_short() -> None:
    lengths = {source.path: source.text.count("\n") for source in python_sources() if source.path.startswith("gql/")}
    long = sorted(f"{length} {path}" for path, length in lengths.items() if length > LINES)

    assert len(long) <= len(lengths) / 10, f"split by phase before it hurts: {long}"


def test_the_front_door_lists_what_is_public() -> None:
    public = {name for name, value in vars(gql).items() if not name.startswith("_") and not inspect.ismodule(value)}

    assert set(gql.__all__) == public - {"annotations"}
    assert len(set(gql.__all__)) == len(gql.__all__)


def test_the_migrations_folder_does_not_shadow_the_library() -> None:
    assert not (REPOSITORY / "alembic" / "__init__.py").exists()


def test_no_file_names_a_registry_or_a_place_on_one_machine() -> None:
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a database
        found += [
            f"{path.relative_to(REPOSITORY)}:{number}: {match[0]}"
            for number, line in enumerate(text.splitlines(), 1)
            if (match := ADDRESSES.search(line))
        ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("line", ["--index" + "-url https://example", "cd /work" + "/main", "pypi" + ".org/simple"])
def test_an_address_is_noticed(line: str) -> None:
    assert ADDRESSES.search(line)


def test_an_import_that_points_up_breaks_the_contract(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "gql", tmp_path / "gql", ignore=shutil.ignore_patterns("static", "__pycache__"))
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    errors = tmp_path / "gql" / "errors.py"
    errors.write_text(f"{errors.read_text()}\nimport gql.context\n")

    linted = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )

    assert linted.returncode == 1
    assert "gql.errors -> gql.context" in linted.stdout
