from __future__ import annotations

import pytest
from starlette.requests import Request

from gql.context import Viewer
from gql.server import create_app
from gql.settings import Settings
from tests.server.serving import HOST, exchange, post_bytes, served
from tests.server.stand_in import StandInGateway

CONTEXT = post_bytes(b'{"query": "context"}', "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https")


async def viewer_by_origin(request: Request) -> Viewer:
    assert request.client is not None
    return Viewer(id=f"{request.url.scheme} {request.client.host}")


@pytest.mark.parametrize(
    ("trusted", "viewer"),
    [
        ((), f"http {HOST}"),
        (("192.0.2.0/24",), f"http {HOST}"),
        ((HOST,), "https 203.0.113.7"),
        (("127.0.0.0/8",), "https 203.0.113.7"),
        (("*",), "https 203.0.113.7"),
    ],
)
def test_what_a_proxy_says_of_the_client_is_believed_of_named_proxies_only(
    monkeypatch: pytest.MonkeyPatch, trusted: tuple[str, ...], viewer: str
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")  # uvicorn's own; settings alone decide
    settings = Settings(trusted_proxies=trusted)
    app = create_app(StandInGateway(settings), viewer_from=viewer_by_origin)

    with served(app, settings) as port:
        _, _, body = exchange(port, CONTEXT)

    assert f'"viewer":"{viewer}"'.encode() in body
