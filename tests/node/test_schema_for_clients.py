"""The committed schema.graphql is one that client tools compile against: Relay's compiler and GraphQL Code Generator."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.node.conftest import HERE, Run
from tests.services import REPOSITORY

pytestmark = pytest.mark.node


@pytest.fixture
def workspace(request: pytest.FixtureRequest, tools: Path, tmp_path: Path) -> Path:
    """A copy of the folder named by the parameter, with the schema and the packages in it."""
    shutil.copytree(HERE / request.param, tmp_path, dirs_exist_ok=True)
    shutil.copy(REPOSITORY / "schema.graphql", tmp_path)
    (tmp_path / "node_modules").symlink_to(tools, target_is_directory=True)
    return tmp_path


@pytest.mark.parametrize("workspace", ["relay"], indirect=True)
def test_relay_compiles_pagination_refetching_and_nodes(run: Run, workspace: Path) -> None:
    run("relay-compiler", "relay.config.json", cwd=workspace)

    artifacts = {path.name for path in (workspace / "__generated__").iterdir()}
    assert {
        "PostPageCommentsPaginationQuery.graphql.ts",
        "PostPageNewestPaginationQuery.graphql.ts",
        "PostPageQuery.graphql.ts",
        "PostPage_comments.graphql.ts",
        "PostPage_newest.graphql.ts",
        "PostPage_person.graphql.ts",
        "PostPage_post.graphql.ts",
    } == artifacts
    pagination = (workspace / "__generated__" / "PostPageCommentsPaginationQuery.graphql.ts").read_text()
    assert "node(" in pagination, "a fragment on a type with an id is refetched by node(id:)"


@pytest.mark.parametrize("workspace", ["codegen"], indirect=True)
def test_codegen_writes_types_for_operations_and_knows_every_scalar(run: Run, workspace: Path) -> None:
    run("graphql-codegen", "--config", "codegen.yml", cwd=workspace)

    types = (workspace / "schema.ts").read_text()
    assert "export type Post = Node & {" in types
    operations = (workspace / "operations.ts").read_text()
    for name in ["NewestPostsQuery", "NewestPostsQueryVariables", "AnythingQuery", "PostCardFragment"]:
        assert f"export type {name} " in operations
