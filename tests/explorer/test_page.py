"""The page and its files as HTTP: what is cached, what is refused, what is said when nothing was built."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
import pytest_asyncio

from gql.server import explorer
from gql.server.explorer import ExplorerConfig, explorer_available, explorer_page, explorer_routes
from tests.explorer.page_alone import page_alone

CONFIG = ExplorerConfig(title="Shop", default_query="query Products { products { nodes { name } } }")


@pytest_asyncio.fixture
async def client(built_explorer: None) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the service, with no help from HTTP caches or default headers."""
    transport = httpx2.ASGITransport(app=page_alone(lambda: CONFIG))
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_the_page_allows_only_what_this_origin_serves(client: httpx2.AsyncClient) -> None:
    response = await client.get("/graphql")

    assert 200 == response.status_code
    assert "text/html; charset=utf-8" == response.headers["content-type"]
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; ")
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy


async def test_the_page_has_no_inline_script_and_names_no_other_host(client: httpx2.AsyncClient) -> None:
    page = (await client.get("/graphql")).text

    scripts = re.findall(r"<script ([^>]*)>", page)
    assert [True, True] == [("src=" in script) != ('type="application/json"' in script) for script in scripts]
    assert "//" not in page.replace("<!doctype html>", "")


async def test_every_file_that_the_page_names_is_there_and_kept_for_ever(client: httpx2.AsyncClient) -> None:
    page = (await client.get("/graphql")).text
    names = re.findall(r'(?:src|href)="\./(graphql/explorer/[^"]+)"', page)

    responses = [await client.get(f"/{name}") for name in names]

    assert len(names) >= 3
    assert {200} == {response.status_code for response in responses}
    assert {"public, max-age=31536000, immutable"} == {response.headers["cache-control"] for response in responses}


async def test_files_come_compressed_to_those_who_take_it_and_are_the_same(client: httpx2.AsyncClient) -> None:
    name = re.search(r'src="\./([^"]+\.js)"', (await client.get("/graphql")).text)
    assert name is not None

    plain = await client.get(f"/{name[1]}", headers={"accept-encoding": "identity"})
    compressed = await client.get(f"/{name[1]}", headers={"accept-encoding": "br, gzip;q=0.5"})

    assert "content-encoding" not in plain.headers
    assert "gzip" == compressed.headers["content-encoding"]
    assert int(compressed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert plain.content == compressed.content
    types = {plain.headers["content-type"], compressed.headers["content-type"]}
    assert {"text/javascript; charset=utf-8"} == types
    assert {"Accept-Encoding"} == {plain.headers["vary"], compressed.headers["vary"]}


async def test_the_page_is_not_sent_again_while_it_is_the_same(client: httpx2.AsyncClient) -> None:
    first = await client.get("/graphql")

    again = await client.get("/graphql", headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    changed = await client.get("/graphql", headers={"if-none-match": '"other"'})

    assert "no-cache" == first.headers["cache-control"]
    assert (304, b"") == (again.status_code, again.content)
    assert 200 == changed.status_code


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nothing.js",
        "assets",
        "assets/",
        "%2e%2e/explorer.py",
        "..%2f..%2fexplorer.py",
        "a%00b",
        "a" * 300,
    ],
)
async def test_what_is_not_a_file_of_the_explorer_is_not_found(client: httpx2.AsyncClient, path: str) -> None:
    response = await client.get(f"/graphql/explorer/{path}")

    assert 404 == response.status_code
    assert "NOT_FOUND" == response.json()["errors"][0]["extensions"]["code"]
    assert "immutable" not in response.headers["cache-control"]


async def test_files_can_only_be_read(client: httpx2.AsyncClient) -> None:
    response = await client.post("/graphql/explorer/manifest.json")

    assert 405 == response.status_code
    assert "GET, HEAD" == response.headers["allow"]
    assert "METHOD_NOT_ALLOWED" == response.json()["errors"][0]["extensions"]["code"]


async def test_the_licences_of_all_that_is_bundled_are_served_with_it(client: httpx2.AsyncClient) -> None:
    notices = (await client.get("/graphql/explorer/THIRD-PARTY-LICENCES.md")).text

    for package in ["graphiql", "monaco-editor", "monaco-graphql", "picomatch-browser", "prettier", "react-dom"]:
        assert re.search(rf"^## {package} \d", notices, re.MULTILINE), package


@pytest.mark.usefixtures("built_explorer")
def test_a_title_and_a_query_cannot_break_out_of_the_page() -> None:
    evil = "</script><script>alert('<!--')</script>&amp;\u2028"

    page = explorer_page(ExplorerConfig(title=evil, default_query=evil))

    data = re.search(r'<script type="application/json" id="explorer">(.*?)</script>', page)
    assert data is not None
    assert {"endpoint": "./graphql", "title": evil, "defaultQuery": evil} == json.loads(data[1])
    assert "<script>" not in page
    assert "<!--" not in page


@pytest.mark.usefixtures("built_explorer")
@pytest.mark.parametrize(
    ("endpoint", "address", "files"),
    [
        ("/graphql", "./graphql", "./graphql/explorer/assets/"),
        ("/api/v1/graphql", "./graphql", "./graphql/explorer/assets/"),
        ("/a b:c", "./a%20b%3Ac", "./a%20b%3Ac/explorer/assets/"),
        ("/", "./", "./explorer/assets/"),
    ],
)
def test_addresses_in_the_page_are_relative_to_it(endpoint: str, address: str, files: str) -> None:
    page = explorer_page(ExplorerConfig(endpoint=endpoint))

    assert f'"endpoint": "{address}"' in page
    assert f'src="{files}' in page


async def test_without_a_build_the_page_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(explorer, "_BUILT", tmp_path / "absent")
    transport = httpx2.ASGITransport(app=page_alone(lambda: CONFIG))

    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        page = await client.get("/graphql")
        file = await client.get("/graphql/explorer/manifest.json")

    assert not explorer_available()
    assert 200 == page.status_code
    assert "scripts/build-explorer" in page.text
    assert "<script" not in page.text
    assert 404 == file.status_code


def test_the_files_lie_below_the_endpoint() -> None:
    paths = [getattr(route, "path", None) for path in ("/graphql", "/") for route in explorer_routes(path)]

    assert ["/graphql/explorer", "/explorer"] == paths
