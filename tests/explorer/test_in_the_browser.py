"""What a person sees who opens the endpoint in a browser without any network but the server's."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.async_api import expect

from gql.server.explorer import ExplorerConfig
from tests.explorer.blog import served_blog
from tests.explorer.conftest import Tab
from tests.explorer.page_alone import page_alone
from tests.explorer.plain_server import served_plainly

pytestmark = pytest.mark.browser

QUERY_EDITOR = ".graphiql-query-editor .view-lines"
RESPONSE = ".graphiql-response .view-lines"
RUN = "button.graphiql-execute-button"
STORED_AFTER_MS = 1000  # GraphiQL writes its tabs half a second after the last change


async def test_it_loads_with_its_title_and_the_default_query(tab: Tab, address: str) -> None:
    await tab.page.goto(address)
    await expect(tab.page.locator(QUERY_EDITOR)).to_contain_text("posts")

    assert await tab.page.title() == await tab.text(".graphiql-logo")
    assert "query Posts {" in await tab.text(QUERY_EDITOR)


async def test_the_default_query_returns_data_at_once(tab: Tab, address: str) -> None:
    await tab.page.goto(address)
    await expect(tab.page.locator(QUERY_EDITOR)).to_contain_text("posts")

    await tab.page.click(RUN)
    await expect(tab.page.locator(RESPONSE)).to_contain_text("Post number 3")

    assert '"data": {' in await tab.text(RESPONSE)
    assert "errors" not in await tab.text(RESPONSE)


async def test_the_documentation_lists_the_types(tab: Tab, address: str) -> None:
    await tab.page.goto(address)

    await tab.page.get_by_label("Show Documentation Explorer").click()
    documentation = tab.page.locator(".graphiql-plugin")
    await expect(documentation).to_contain_text("All Schema Types")
    await documentation.get_by_text("PostConnection", exact=True).click()

    await expect(documentation).to_contain_text("pageInfo")


async def test_completion_appears_while_typing(tab: Tab, address: str) -> None:
    await tab.page.goto(address)
    await expect(tab.page.locator(QUERY_EDITOR)).to_contain_text("posts")
    # The schema has to have arrived before names can be completed.
    await expect(tab.page.get_by_label("Show Documentation Explorer")).to_be_visible()

    await tab.page.click(QUERY_EDITOR)
    await tab.page.keyboard.press("Control+A")
    await tab.page.keyboard.type("{ autho", delay=40)
    suggestions = tab.page.locator(".suggest-widget.visible .monaco-list-row")

    await expect(suggestions.first).to_contain_text("author")


async def test_a_mistake_is_underlined_before_it_is_sent(tab: Tab, address: str) -> None:
    await tab.page.goto(f"{address}?query={quote('{ posts { nodes { tilte } } }')}")

    await expect(tab.page.locator(".graphiql-query-editor .squiggly-error")).to_be_visible()


async def test_a_link_opens_the_operation_that_it_holds(tab: Tab, address: str) -> None:
    query = quote("query Newest($count: Int!) { posts(last: $count) { nodes { title } } }")
    variables = quote('{"count": 1}')
    await tab.page.goto(f"{address}?query={query}&variables={variables}")
    await expect(tab.page.locator(QUERY_EDITOR)).to_contain_text("query Newest")

    await tab.page.click(RUN)

    await expect(tab.page.locator(RESPONSE)).to_contain_text("Post number 25")


async def test_tabs_are_still_there_after_a_reload(tab: Tab, address: str) -> None:
    await tab.page.goto(address)
    await tab.page.click(QUERY_EDITOR)
    await tab.page.keyboard.press("Control+A")
    await tab.page.keyboard.type("query Kept { __typename", delay=5)
    await expect(tab.page.locator(".graphiql-tab").first).to_contain_text("Kept")
    await tab.page.wait_for_timeout(STORED_AFTER_MS)

    await tab.page.reload()

    await expect(tab.page.locator(QUERY_EDITOR)).to_contain_text("query Kept")


async def test_an_untouched_default_query_gives_way_to_the_new_one(tab: Tab, built_explorer: None) -> None:
    queries = ["query Posts { before }", "query Posts { after }"]
    app = page_alone(lambda: ExplorerConfig(default_query=queries[0]))
    with served_plainly(app) as origin:
        await tab.page.goto(f"{origin}/graphql")
        await expect(tab.page.locator(QUERY_EDITOR)).to_contain_text("before")
        await tab.page.wait_for_timeout(STORED_AFTER_MS)

        queries.pop(0)
        await tab.page.reload()

        await expect(tab.page.locator(QUERY_EDITOR)).to_contain_text("after")


async def test_it_works_below_a_mount_point(tab: Tab, built_explorer: None, tmp_path: Path) -> None:
    with served_blog(tmp_path, below="/deep/down") as origin:
        await tab.page.goto(f"{origin}/deep/down/graphql")
        await expect(tab.page.locator(QUERY_EDITOR)).to_contain_text("posts")

        await tab.page.click(RUN)

        await expect(tab.page.locator(RESPONSE)).to_contain_text("Post number 3")
        await tab.page.goto("about:blank")  # what the page still fetches must not meet a server that is gone


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_it_follows_the_system_to_dark_and_light(tab: Tab, address: str, scheme: str) -> None:
    await tab.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await tab.page.goto(address)
    await expect(tab.page.locator(QUERY_EDITOR)).to_contain_text("posts")

    background = await tab.page.locator(".graphiql-container").evaluate("it => getComputedStyle(it).backgroundColor")
    red, green, blue = (int(part) for part in background.removeprefix("rgb(").removesuffix(")").split(",")[:3])

    assert (red + green + blue < 384) == (scheme == "dark")
