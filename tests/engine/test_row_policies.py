"""How policies enter statements, and the example of docs/policies.md."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import orjson
import pytest
from sqlalchemy import ColumnElement, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.context import ANONYMOUS, Context, Viewer
from gql.errors import MappingError
from gql.execution.fetching import prepare
from gql.gateway import Gateway
from gql.mapping.options import MappingOptions
from gql.plan.nodes import Fetch, FetchKind
from gql.policy import Policy
from gql.settings import Settings
from tests.engine.conftest import fill
from tests.engine.oracle import Oracle, statements_sent
from tests.zoo.models import Keeper, KeeperBadge, ZooBase

DOCUMENT = Path(__file__).parents[2] / "docs" / "policies.md"


@pytest.fixture(scope="module")
def example() -> Iterator[dict[str, Any]]:
    """What the first block of the page defines."""
    code = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)[0]
    module = ModuleType("policies_example")
    sys.modules[module.__name__] = module  # where SQLAlchemy looks up what annotations name
    exec(compile(code, str(DOCUMENT), "exec", dont_inherit=True), vars(module))
    yield vars(module)
    del sys.modules[module.__name__]


@pytest.fixture
async def tenancy(example: dict[str, Any], tmp_path: Path) -> AsyncIterator[Gateway]:
    async def load(connection: AsyncConnection) -> None:
        await connection.run_sync(example["Base"].metadata.create_all)
        await connection.execute(insert(example["Tenant"]), [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}])
        documents = [{"id": each, "tenant_id": 1 + each % 2, "title": f"Document {each}"} for each in range(1, 7)]
        await connection.execute(insert(example["Document"]), documents)
        pages = [{"id": each, "document_id": 1 + each % 6, "text": f"Page {each}"} for each in range(1, 13)]
        await connection.execute(insert(example["Page"]), pages)

    url = f"sqlite+aiosqlite:///{tmp_path / 'tenancy.sqlite'}"
    await fill(url, load)
    gateway = example["make_gateway"](Settings(database_url=url))
    yield gateway
    await gateway.stop()


def of(tenant: int) -> Viewer:
    return Viewer("1", claims={"tenant": tenant})


QUERY = """{
  documents { totalCount nodes { tenantId title pages(first: 1) { totalCount nodes { document { title } } } } }
  pages(where: {document: {title: {contains: "2"}}}) { nodes { text } }
  tenants { nodes { name } }
}"""


async def test_each_tenant_sees_its_own_and_an_operator_all(tenancy: Gateway) -> None:
    first = (await Oracle(tenancy, of(1)).compare(QUERY)).data
    second = (await Oracle(tenancy, of(2)).compare(QUERY)).data
    everything = (await Oracle(tenancy, Viewer("3", frozenset({"operator"}))).compare(QUERY)).data
    nobody = (await Oracle(tenancy, ANONYMOUS).compare(QUERY)).data

    assert [{"name": "A"}] == first["tenants"]["nodes"]
    assert ["Document 2", "Document 4", "Document 6"] == [each["title"] for each in first["documents"]["nodes"]]
    assert [2, 2, 2] == [each["pages"]["totalCount"] for each in first["documents"]["nodes"]]
    assert [{"text": "Page 1"}, {"text": "Page 7"}] == first["pages"]["nodes"]
    assert ["Document 1", "Document 3", "Document 5"] == [each["title"] for each in second["documents"]["nodes"]]
    assert [] == second["pages"]["nodes"]
    assert 6 == everything["documents"]["totalCount"]
    assert [] == nobody["documents"]["nodes"] == nobody["pages"]["nodes"] == nobody["tenants"]["nodes"]


async def test_viewers_of_one_form_share_statements(tenancy: Gateway) -> None:
    texts: dict[int, list[int]] = {}
    for tenant in (1, 2):
        with statements_sent() as sent:
            await tenancy.execute(QUERY, Context(viewer=of(tenant)))
        texts[tenant] = [id(each.selectable) for each in sent]
        assert all(tenant in each.parameters.values() for each in sent)

    assert 6 <= len(texts[1])
    assert set(texts[2]) <= set(texts[1])


async def test_what_one_viewer_asked_is_not_kept_for_another(tenancy: Gateway) -> None:
    query = "{ documents(first: 10) { nodes { title } } }"
    viewers = [of(1), Viewer("3", frozenset({"operator"})), of(2), ANONYMOUS, of(1), of(1)]

    counts = []
    for viewer in viewers:
        response = await tenancy.execute(query, Context(viewer=viewer))
        counts.append(len(orjson.loads(response.body)["data"]["documents"]["nodes"]))

    assert [3, 6, 3, 0, 3, 3] == counts


async def test_a_look_up_of_a_hidden_row_is_one_of_a_missing_row(tenancy: Gateway) -> None:
    found = (await Oracle(tenancy, of(1)).compare("{ documents(first: 1) { nodes { id } } }")).data
    global_id = found["documents"]["nodes"][0]["id"]
    query = f'{{ document(id: "{global_id}") {{ title }} node(id: "{global_id}") {{ id }} }}'

    mine = (await Oracle(tenancy, of(1)).compare(query)).data
    theirs = await Oracle(tenancy, of(2)).compare(query)

    assert {"document": {"title": "Document 2"}, "node": {"id": global_id}} == mine
    assert {"document": None, "node": None} == theirs.data
    assert set() == theirs.codes


async def test_a_cursor_of_a_row_that_is_hidden_now_is_good(tenancy: Gateway) -> None:
    query = "query Q($after: String) { documents(first: 1, after: $after) { nodes { title } pageInfo { endCursor } } }"
    foreign = (await Oracle(tenancy, of(2)).compare(query)).data["documents"]["pageInfo"]["endCursor"]

    page = await Oracle(tenancy, of(1)).compare(query, {"after": foreign})

    assert [{"title": "Document 2"}] == page.data["documents"]["nodes"]


async def test_rows_are_asked_for_once_per_operation_and_only_where_they_are_read(tenancy: Gateway) -> None:
    asked: list[str] = []
    for policy in tenancy.mirror.policies:
        original = policy.policy.rows

        def rows(viewer: Viewer, original: Any = original, name: str = policy.model.__name__) -> ColumnElement[bool]:
            asked.append(name)
            clause: ColumnElement[bool] = original(viewer)
            return clause

        policy.policy.rows = rows  # type: ignore[method-assign]  # to count its calls
    try:
        query = (
            "{ documents { nodes { pages { nodes { document { title } } } } } a: documents(first: 1) { totalCount } }"
        )
        for _ in range(2):
            await tenancy.execute(query, Context(viewer=of(1)))
    finally:
        for policy in tenancy.mirror.policies:
            del policy.policy.rows

    assert ["Document", "Page"] * 2 == asked


async def test_a_statement_for_nobody_is_not_built(tenancy: Gateway) -> None:
    settings = tenancy.operations._fetching
    fetch = Fetch(FetchKind.LIST, tenancy.mirror.by_name["Document"], "documents", needs_rows=True)

    with pytest.raises(LookupError, match="Document has a policy"):
        prepare(fetch, (), None, settings)


def test_a_relation_to_what_may_be_hidden_is_nullable_whatever_the_options_say() -> None:
    trusting = MappingOptions(non_null_relations=True)

    plain = Gateway(ZooBase, options=trusting)
    policed = Gateway(ZooBase, options=trusting, policies={Keeper: Policy[Keeper]()})

    assert not plain.mirror.by_model[KeeperBadge].relations["keeper"].nullable
    assert policed.mirror.by_model[KeeperBadge].relations["keeper"].nullable


def test_a_policy_of_what_is_not_exposed_is_refused() -> None:
    with pytest.raises(MappingError, match=r"The policy Policy is for .*str.*, which is not exposed"):
        Gateway(ZooBase, policies={str: Policy[Any]()})
