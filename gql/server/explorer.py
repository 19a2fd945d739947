"""The explorer: GraphiQL for browsers that open the endpoint, every file of it served from here.

`scripts/build-explorer` puts the files into `static/explorer`: a manifest, and assets whose names change with their
content. The page itself is rendered here, because it carries what only the server knows: the default query for this
schema. Addresses in it are relative to the page, so that it works under any mount point and behind a proxy that takes
a prefix away.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from gql.server.negotiation import accepts_gzip
from gql.server.responses import error_response

_BUILT: Final = Path(__file__).parent / "static" / "explorer"
_ENTRY: Final = "src/main.js"
_FAVICON: Final = "src/favicon.svg"

_DIRECTIVES: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",  # Monaco positions its lines by style attributes and adds style elements
    "img-src 'self' data:",  # Monaco's own style sheet draws with data: images
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
)
CONTENT_SECURITY_POLICY: Final = "; ".join(_DIRECTIVES)
"""What the page may load: this origin's files alone, no inline script, no frame around it."""

_PAGE_HEADERS: Final = {
    "cache-control": "no-cache",
    "vary": "Accept",
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class ExplorerConfig:
    """What the page says and asks: it is served at `endpoint`, a path, and sends its operations there.

    `title` names the service and `default_query` fills the first tab. The browser keeps tabs per endpoint, title and
    name of the default query, so that two services that take turns at one address do not show each other's.
    """

    endpoint: str = "/graphql"
    title: str = "GraphQL"
    default_query: str = "{ __typename }"


@dataclass(frozen=True, slots=True)
class _Build:
    """The built files that the page names, as paths below the built folder."""

    script: str
    modules: tuple[str, ...]
    styles: tuple[str, ...]
    favicon: str


def explorer_available() -> bool:
    """Whether the explorer was built; without it, the page says how to build it."""
    return _build() is not None


def explorer_page(config: ExplorerConfig) -> str:
    """The HTML page for browsers that open the endpoint; if the explorer is not built, one that says what to do."""
    build = _build()
    return _render_missing(config) if build is None else _render(config, build)


def explorer_response(request: Request, config: ExplorerConfig) -> Response:
    """The page with its headers: revalidated by `ETag`, since its files change their names when they change."""
    body = explorer_page(config).encode()
    headers = {**_PAGE_HEADERS, "etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"'}
    if _names_etag(request.headers.get("if-none-match", ""), headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="text/html")


def explorer_routes(endpoint: str = "/graphql") -> list[BaseRoute]:
    """Routes of the explorer's files, below the endpoint: `/graphql/explorer/…`."""
    return [Mount(f"{endpoint.rstrip('/')}/explorer", app=_Files(directory=_BUILT, check_dir=False), name="explorer")]


class _Files(StaticFiles):
    """The built files: compressed where the build left a compressed copy, kept for ever where the name holds a hash."""

    async def check_config(self) -> None:
        """Nothing to check: without a build each file is simply not found."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        headers = {"vary": "Accept-Encoding", "x-content-type-options": "nosniff"}
        try:
            response = await self._smallest(path, scope)
        except HTTPException as error:
            message = "No such file of the explorer." if error.status_code == 404 else error.detail
            return error_response(error.status_code, message, headers={**headers, **(error.headers or {})})
        headers["cache-control"] = (
            "public, max-age=31536000, immutable" if path.startswith("assets") else "public, no-cache"
        )
        response.headers.update(headers)
        return response

    async def _smallest(self, path: str, scope: Scope) -> Response:
        if accepts_gzip(Headers(scope=scope).get("accept-encoding", "").encode("latin-1")):
            try:
                response = await super().get_response(f"{path}.gz", scope)
            except HTTPException as error:
                if error.status_code != 404:
                    raise
            else:
                response.headers["content-encoding"] = "gzip"
                response.headers["content-type"] = _media_type(path)
                return response
        return await super().get_response(path, scope)


def _render(config: ExplorerConfig, build: _Build) -> str:
    endpoint, files = _relative_addresses(config.endpoint)
    settings = {"endpoint": endpoint, "title": config.title, "defaultQuery": config.default_query}
    links = [
        f'<link rel="icon" type="image/svg+xml" href="{files}{build.favicon}">',
        *(f'<link rel="stylesheet" href="{files}{style}">' for style in build.styles),
        *(f'<link rel="modulepreload" href="{files}{module}">' for module in build.modules),
        f'<script type="module" src="{files}{build.script}"></script>',
    ]
    return _document(
        config.title,
        "\n".join(links),
        f'<div id="app"></div>\n'
        f'<script type="application/json" id="explorer">{_json_for_html(settings)}</script>\n'
        f"<noscript>The explorer needs JavaScript; the API itself, at this address, does not.</noscript>",
    )


def _render_missing(config: ExplorerConfig) -> str:
    example = f"curl -H 'content-type: application/json' -d '{{\"query\": \"{{ __typename }}\"}}' {config.endpoint}"
    return _document(
        config.title,
        "",
        f"<h1>{escape(config.title)}</h1>\n"
        "<p>This is a GraphQL endpoint and it is running, but the explorer (GraphiQL) has not been built yet.</p>\n"
        "<p>Run <code>scripts/build-explorer</code> in the checkout, then reload this page.</p>\n"
        f"<p>Any GraphQL client works without it:</p>\n<pre><code>{escape(example)}</code></pre>",
    )


def _document(title: str, head: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}</title>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _relative_addresses(endpoint: str) -> tuple[str, str]:
    """The endpoint, and the folder of the files, as seen from the page at `endpoint`."""
    last = quote(endpoint.rpartition("/")[2])
    return (f"./{last}", f"./{last}/explorer/") if last else ("./", "./explorer/")


def _json_for_html(settings: dict[str, str]) -> str:
    """JSON that cannot end the script element it stands in (HTML, "Restrictions for contents of script elements")."""
    return json.dumps(settings).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _build() -> _Build | None:
    """What was built, read anew only when the manifest changed: a developer builds while the server runs."""
    manifest = _BUILT / "manifest.json"
    try:
        return _read_build(manifest, manifest.stat().st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=1)
def _read_build(manifest: Path, _mtime_ns: int) -> _Build:
    chunks = json.loads(manifest.read_bytes())
    entry = chunks[_ENTRY]
    return _Build(
        script=entry["file"],
        modules=tuple(chunks[name]["file"] for name in entry.get("imports", [])),
        styles=tuple(entry.get("css", [])),
        favicon=chunks[_FAVICON]["file"],
    )


def _names_etag(if_none_match: str, etag: str) -> bool:
    """Whether `If-None-Match` names this tag; weak comparison, as RFC 9110 section 13.1.2 says."""
    return any(tag.strip().removeprefix("W/") in {etag, "*"} for tag in if_none_match.split(","))


def _media_type(path: str) -> str:
    """The type of an asset by its ending; the operating system's own table differs between machines."""
    return _MEDIA_TYPES.get(Path(path).suffix, "application/octet-stream")


_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
