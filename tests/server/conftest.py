"""One server with a stand-in gateway for each module."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest

from gql.server import create_app
from gql.settings import Settings
from tests.server.serving import HOST, served
from tests.server.stand_in import StandInGateway


@pytest.fixture(scope="module")
def settings() -> Settings:
    """Settings of the module's server; a module overrides this fixture to have others."""
    return Settings()


@pytest.fixture(scope="module")
def gateway(settings: Settings) -> StandInGateway:
    return StandInGateway(settings)


@pytest.fixture(scope="module")
def port(gateway: StandInGateway) -> Iterator[int]:
    with served(create_app(gateway), gateway.settings) as port:
        yield port


@pytest.fixture(scope="module")
def client(port: int) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=f"http://{HOST}:{port}", trust_env=False, timeout=10) as client:
        yield client
