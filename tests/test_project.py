"""The project around the code: pins, scripts, image and the words that a newcomer reads first."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import urllib.request
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture import Source, imported_modules
from tests.processes import free_port, running
from tests.services import REPOSITORY

PROJECT: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock")
SCRIPTS = sorted(path for path in (REPOSITORY / "scripts").iterdir() if path.suffix == "" and path.is_file())
DOCKERFILE = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")


def pins(lock: str) -> dict[str, Version]:
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    return {match[1]: Version(match[2]) for match in re.finditer(r"^([a-z0-9-]+)==([^ ;\\\n]+)", text, re.MULTILINE)}


def requirements(*extras: str) -> list[Requirement]:
    texts = [*PROJECT["dependencies"], *(text for extra in extras for text in PROJECT["optional-dependencies"][extra])]
    return [Requirement(text) for text in texts]


def instructions(name: str) -> list[str]:
    """The arguments of every `name` instruction of the Dockerfile, continued lines joined."""
    return [line.split(None, 1)[1] for line in DOCKERFILE.splitlines() if line.startswith(f"{name} ")]


@pytest.mark.parametrize(
    ("lock", "extras"),
    [("requirements.lock", ["postgresql", "mariadb"]), ("requirements-dev.lock", ["postgresql", "mariadb", "dev"])],
)
def test_the_pins_are_versions_that_pyproject_allows(lock: str, extras: list[str]) -> None:
    pinned = pins(lock)

    stale = [
        str(requirement)
        for requirement in requirements(*extras)
        if not requirement.specifier.contains(pinned.get(canonicalize_name(requirement.name), Version("0")))
    ]

    assert not stale, f"{lock} lacks or contradicts {stale}; run scripts/lock"


def test_serving_and_testing_use_the_same_versions() -> None:
    served, tested = pins("requirements.lock"), pins("requirements-dev.lock")

    assert served == {name: tested.get(name) for name in served}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_address(lock: str) -> None:
    text = (REPOSITORY / lock).read_text(encoding="utf-8")

    entries = re.split(r"\n(?=[a-z])", text.strip())
    without_hash = [entry for entry in entries if "--hash=sha256:" not in entry]

    assert not without_hash
    assert "://" not in text


def test_every_import_of_the_package_is_a_declared_dependency() -> None:
    declared = {canonicalize_name(each.name) for each in requirements("postgresql", "mariadb")}
    distributions = packages_distributions()

    undeclared = set()
    for path in (REPOSITORY / "gql").rglob("*.py"):
        for _, module in imported_modules(Source(path.name, path.read_text(encoding="utf-8")).tree):
            top = module.split(".")[0]
            if top not in sys.stdlib_module_names and top != "gql":
                names = {canonicalize_name(name) for name in distributions.get(top, [top])}
                if not names & declared:
                    undeclared.add(f"{path.relative_to(REPOSITORY)} imports {top}")

    assert not undeclared, "add it to dependencies in pyproject.toml and run scripts/lock"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_executable_fits_a_screen_and_stops_at_errors(script: Path) -> None:
    text = script.read_text(encoding="utf-8")

    assert os.access(script, os.X_OK)
    assert text.startswith("#!/usr/bin/env bash\n# ")
    assert "\nset -euo pipefail\n" in text
    assert text.count("\n") <= 66
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_an_old_python_is_refused_with_what_to_do(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    (checkout / "scripts").mkdir(parents=True)
    for name in ("scripts/setup", "pyproject.toml", *LOCKS):
        shutil.copy(REPOSITORY / name, checkout / name)
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" || exit 1\n')
    old.chmod(0o755)

    run = subprocess.run(
        [str(checkout / "scripts/setup")],
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(old)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert "needs Python 3.11 or newer" in run.stderr
    assert "Python 3.9.2" in run.stderr
    assert not (checkout / ".venv").exists()


def test_the_image_has_two_pinned_stages_and_is_made_by_the_script_under_test() -> None:
    stages = instructions("FROM")
    build_steps = [step for step in instructions("RUN") if not step.startswith("groupadd")]

    assert len(stages) == 2
    assert all(re.fullmatch(r"python:3\.\d+\.\d+-slim-bookworm( AS build)?", stage) for stage in stages)
    assert ["scripts/install-into /opt/gateway --pins", "scripts/install-into /opt/gateway"] == build_steps
    assert not instructions("ADD")


def test_the_image_serves_as_nobody_in_particular_and_says_whether_it_is_well() -> None:
    assert ["10001:10001"] == instructions("USER")
    assert ['["serve"]'] == instructions("CMD")
    assert "/health/live" in instructions("HEALTHCHECK")[0]
    assert DOCKERFILE.index("\nUSER ") < DOCKERFILE.index("\nENTRYPOINT ")


def test_compose_takes_secrets_from_outside_and_waits_for_the_database() -> None:
    text = (REPOSITORY / "compose.yaml").read_text(encoding="utf-8")
    services = yaml.safe_load(text)["services"]

    for service in services.values():
        for name, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|_URL", name):
                assert re.search(r"\$\{\w+:\?", value), f"{name} must come from the environment or fail with a message"
    assert "healthcheck" in services["database"]
    assert services["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert services["gateway"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
    assert services["gateway"]["read_only"] is True


@pytest.mark.slow
@pytest.mark.node
def test_the_steps_of_the_image_give_a_gateway_that_serves(tmp_path: Path) -> None:
    """A wheel in an environment of its own, far from the checkout: what it needs at run time has to be inside."""
    target, home = tmp_path / "gateway", tmp_path / "home"
    home.mkdir()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GQL_", "PYTHON"))}
    subprocess.run(
        [str(REPOSITORY / "scripts/install-into"), str(target)],
        env={**clean, "PYTHON": sys.executable},
        check=True,
        timeout=300,
    )
    python, port = str(target / "bin" / "python"), free_port()
    environment = {**clean, "GQL_PORT": str(port)}

    with running(
        [python, "-m", "gql", "serve", "--no-seed"], home, environment, f"http://127.0.0.1:{port}/health/ready"
    ):
        page_request = urllib.request.Request(f"http://127.0.0.1:{port}/graphql", headers={"Accept": "text/html"})
        with urllib.request.urlopen(page_request, timeout=10) as page:
            explorer = page.read().decode()
        health = ast.literal_eval(instructions("HEALTHCHECK")[0].split("CMD", 1)[1].strip())
        checked = subprocess.run([python, *health[1:]], env=environment, check=False, timeout=10)

    assert "<script" in explorer
    assert checked.returncode == 0
