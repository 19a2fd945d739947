"""A headless Chromium that can reach nothing but the server under test, and tells what it tried."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, Route, async_playwright, expect

from tests.explorer.blog import served_blog
from tests.services import REPOSITORY, is_ci, require_chromium

BUILD_TIMEOUT_S = 300
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


expect.set_options(timeout=20_000)  # a machine that runs all tests at once is slow, which is not what is tested


@dataclass(frozen=True, slots=True)
class Tab:
    """A browser tab, what it asked of others than the server, and what it complained about."""

    page: Page
    outside_requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def text(self, selector: str) -> str:
        """What the element shows; Monaco writes spaces that are no plain spaces."""
        return (await self.page.locator(selector).first.inner_text()).replace("\xa0", " ")


@pytest.fixture(scope="session")
def built_explorer() -> None:
    """The explorer's files as its sources say now; the script does nothing when they are."""
    script = REPOSITORY / "scripts" / "build-explorer"
    done = subprocess.run([script], capture_output=True, text=True, timeout=BUILD_TIMEOUT_S, check=False)
    if done.returncode == 0:
        return
    reason = f"scripts/build-explorer failed: {' '.join(done.stderr.split())[-300:]}"
    if is_ci():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def address(built_explorer: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the blog is served."""
    with served_blog(tmp_path_factory.mktemp("blog")) as origin:
        yield f"{origin}/graphql"


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    """One Chromium for the run; each test opens its own profile in it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=require_chromium(), args=CHROMIUM_ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def tab(browser: Browser) -> AsyncIterator[Tab]:
    """A tab with a new profile; whatever a test does, it asks nothing of the outside and complains about nothing."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    tab = Tab(await context.new_page())

    async def refuse_the_outside(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            await route.continue_()
        else:
            tab.outside_requests.append(route.request.url)
            await route.abort()

    def note_complaint(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            tab.complaints.append(f"{message.type}: {message.text}")

    await context.route("**/*", refuse_the_outside)
    tab.page.on("console", note_complaint)
    tab.page.on("pageerror", lambda error: tab.complaints.append(f"exception: {error}"))
    tab.page.on("websocket", lambda socket: tab.outside_requests.append(socket.url))
    yield tab
    await context.close()
    assert [] == tab.outside_requests
    assert [] == tab.complaints
